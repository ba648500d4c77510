import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, matchingForm } from '../src/text.ts';

describe('folding', () => {
  it.each([
    ['Telefónica Deutschland GmbH & Co. KG', 'telefonica deutschland gmbh & co kg'],
    ['S.p.A. Esempio s.r.l.', 'spa esempio srl'],
    ["L'Oréal", 'loreal'],
    ['Łódź Straße Ærø', 'lodz strasse aero'],
    ['AT&T-Internet, 4G+', 'at&t internet 4g+'],
    ['a. b.c.', 'a bc'],
    ['ＮＴＴ コミュニケーションズ', 'ntt コミュニケーションズ'],
    ['  ', ''],
  ])('%j has the words %j', (name, words) => {
    expect(foldWords(name).join(' ')).toBe(words);
  });

  const unit = fc.oneof(
    fc.constantFrom(...`abcXYZ09.,-' \`&+()_/"\t`),
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
  );

  it('is the same for ASCII names as for others', () => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (name) => {
        expect(matchingForm(`${name}\u200b`)).toBe(matchingForm(name));
        expect(foldWords(`${name} é`)).toEqual([...foldWords(name), 'e']);
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing that is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (name) => {
        const form = matchingForm(name);
        expect(matchingForm(form)).toBe(form);
      }),
    );
  });
});
