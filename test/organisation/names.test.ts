import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryOf } from '../../src/organisation/country.ts';
import { bestDisplayName, displayName } from '../../src/organisation/display.ts';
import { belongsTo, registrableDomain } from '../../src/organisation/domain.ts';
import { nameKey } from '../../src/organisation/name-key.ts';
import { printable } from '../../src/text.ts';

describe('displayName', () => {
  test.each([
    ['comcast cable communications inc.', 'Comcast Cable Communications Inc.'],
    ['siemens ag', 'Siemens AG'],
    ['SIEMENS AG', 'Siemens AG'],
    ['siemens AG', 'Siemens AG'],
    ['telefónica deutschland gmbh & co. kg', 'Telefónica Deutschland GmbH & Co. KG'],
    ['fiat s.p.a.', 'Fiat S.p.A.'],
    ['acme s.r.l.', 'Acme S.r.l.'],
    ['alza s.r.o.', 'Alza s.r.o.'],
    ['acme sp. z o.o.', 'Acme Sp. z o.o.'],
    ['grupo bimbo s.a.b. de c.v.', 'Grupo Bimbo S.A.B. de C.V.'],
    ['pt telkom indonesia tbk', 'PT Telkom Indonesia Tbk'],
    ['ооо ромашка', 'ООО Ромашка'],
    ['san diego zoo', 'San Diego Zoo'],
  ])('%s: legal forms have their casing: %s', (name, expected) => {
    expect(displayName(name)).toBe(expected);
  });

  test.each([
    ['ibm', 'IBM'],
    ['BMW AG', 'BMW AG'],
    ['basf se', 'BASF SE'],
    ['kpmg llp', 'KPMG LLP'],
    ['UPS', 'UPS'],
    ['the 3m company', 'The 3M Company'],
    ['at&t services inc', 'AT&T Services Inc'],
    ['u.s. bank', 'U.S. Bank'],
    ['world war ii museum', 'World War II Museum'],
    ['21ST CENTURY FOX', '21st Century Fox'],
    ['queens county, ny', 'Queens County, NY'],
    ['NEW YORK LIFE INSURANCE CO', 'New York Life Insurance Co'],
  ])('%s: acronyms and numbers: %s', (name, expected) => {
    expect(displayName(name)).toBe(expected);
  });

  test.each([
    ['university of applied sciences', 'University of Applied Sciences'],
    ['hochschule für technik und wirtschaft', 'Hochschule für Technik und Wirtschaft'],
    ['universidad de la república', 'Universidad de la República'],
    ['city of la crosse', 'City of La Crosse'],
    ['town of van buren', 'Town of Van Buren'],
    ['van der valk hotels b.v.', 'Van der Valk Hotels B.V.'],
    ["MCDONALD'S CORP", "McDonald's Corp"],
    ["o'reilly media", "O'Reilly Media"],
    ["côte d'ivoire telecom", "Côte d'Ivoire Telecom"],
    ["dick's sporting goods", "Dick's Sporting Goods"],
    ['rhein-neckar-kreis', 'Rhein-Neckar-Kreis'],
    ['stratford-on-avon council', 'Stratford-on-Avon Council'],
  ])('%s: small words and composed names: %s', (name, expected) => {
    expect(displayName(name)).toBe(expected);
  });

  test.each(['ACME GmbH', 'iPhone Repair', 'adidas Group', '(not set)', '<b>Acme</b>', 'booking.com'])(
    '%s stays as it came',
    (name) => {
      expect(displayName(name)).toBe(name);
    },
  );

  test('domain names are lower case, control characters go', () => {
    expect(displayName('SIEMENS.COM')).toBe('siemens.com');
    expect(displayName('\u001b[31macme\u202e \n inc')).toBe('[31macme Inc');
  });

  test('at most 200 characters, and no half of one', () => {
    expect(displayName(`Acme ${'x'.repeat(300)}`)).toHaveLength(200);
    expect(displayName(`A${'😀'.repeat(150)}`).isWellFormed()).toBe(true);
  });

  test('is printable, short, and the same when done twice', () => {
    const word = fc.constantFrom(
      'acme',
      'IBM',
      'gmbh',
      "o'neil",
      'de',
      'la',
      's.p.a.',
      'ß',
      'ŉ',
      'x-y',
      '3m',
      'mcd',
      '(not',
    );
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 250 }),
      fc.array(fc.oneof(word, fc.string({ unit: 'grapheme' }))).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          name,
          name.map((text) => text.toUpperCase()),
        ),
        (text) => {
          const shown = displayName(text);
          expect(displayName(shown)).toBe(shown);
          expect(printable(shown)).toBe(shown);
          expect(shown.length).toBeLessThanOrEqual(200);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of several spellings, one in mixed case that is no domain', () => {
    expect(bestDisplayName(['siemens.com', 'SIEMENS AG', 'siemens ag', 'Siemens A.G.', 'Siemens AG'])).toBe(
      'Siemens A.G.',
    );
    expect(bestDisplayName(['siemens.com', 'siemens ag'])).toBe('Siemens AG');
  });
});

describe('nameKey', () => {
  test.each([
    ['n:siemens', 'Siemens AG|SIEMENS, A.G.|siemens|The Siemens Company|Siemens GmbH & Co. KG|OOO "Siemens"'],
    ['n:muller sohne', 'Müller & Söhne GmbH|MULLER UND SOHNE|Müller and Söhne'],
    ['n:hm', 'H&M|H & M|H & M, Inc.|HM'],
    ['n:jp morgan', 'J.P. Morgan|JP Morgan|J. P. Morgan & Co.'],
    ['d:siemens.com', 'siemens.com|SIEMENS.COM.|www.siemens.com|mail.muc.siemens.com|https://siemens.com/'],
    ['d:siemens.co.uk', 'mail.siemens.co.uk'],
    ['d:booking.com', 'Booking.com B.V.|booking.com'],
    ['d:xn--mller-kva.de', 'müller.de|xn--mller-kva.de'],
    ['n:', '| \t|\u200b'],
    ['n:(not set)', '(not set)|(Not Set)'],
    ['n:not set', 'Not Set Ltd'],
    ['n:unknown unknown', 'unknown.unknown'],
    ['n:???', '???'],
  ])('%s', (key, names) => {
    for (const name of names.split('|')) expect(nameKey(name), name).toBe(key);
  });

  test.each([
    ['University of California Davis', 'University of California Irvine'],
    ['Volkswagen AG', 'Volkswagen Bank GmbH'],
    ['Bosch', 'Bosch Rexroth AG'],
    ['City of Aurora CO', 'City of Aurora'],
    ['siemens.com', 'siemens.de'],
    ['(not set)', 'Not Set'],
  ])('%s and %s are two', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });

  test('is never empty, printable, and at most 255 characters; a long name is still told apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const key = nameKey(name);
        expect(key).toMatch(/^[dn]:/);
        expect(key.length).toBeLessThanOrEqual(255);
        expect(printable(key)).toBe(key);
      }),
    );
    const long = 'acme '.repeat(100);
    expect(nameKey(long)).toHaveLength(255);
    expect(nameKey(`${long}a b c`)).not.toBe(nameKey(`${long}a b d`));
  });
});

describe('domains and countries', () => {
  test.each([
    ['acme.github.io', 'github.io'],
    ['HTTPS://www.Acme.com/path?q', 'acme.com'],
    ['co.uk', undefined],
    ['192.168.1.1', undefined],
    ['localhost', undefined],
    ['unknown.unknown', undefined],
    ['', undefined],
  ])('registrable domain of %s is %s', (text, domain) => {
    expect(registrableDomain(text)).toBe(domain);
  });

  test.each([
    ['siemens.com', 'siemens', true],
    ['siemens-energy.com', 'siemens energy', true],
    ['ibm.com', 'international business machines', true],
    ['bmw.de', 'bayerische motoren werke', true],
    ['hm.com', 'hm', true],
    ['ucdavis.edu', 'university of california davis', true],
    ['t-ipconnect.de', 'acme', false],
    ['comcastbusiness.net', 'acme business', false],
    ['network.net', 'acme network', false],
  ])('%s belongs to %s: %s', (domain, words, expected) => {
    expect(belongsTo(domain, words.split(' '))).toBe(expected);
  });

  test.each([
    ['DE', 'Germany|DE|de|germany'],
    ['GB', 'United Kingdom|UK|GB|Great Britain'],
    ['US', 'United States|USA|U.S.|us'],
    ['TR', 'Türkiye|Turkey'],
    ['CZ', 'Czechia|Czech Republic'],
    ['CI', "Côte d’Ivoire|Cote d'Ivoire|Ivory Coast"],
    ['MM', 'Myanmar (Burma)|Myanmar'],
    ['CD', 'Congo - Kinshasa'],
    ['BA', 'Bosnia & Herzegovina|Bosnia and Herzegovina'],
    ['HK', 'Hong Kong'],
    ['KR', 'South Korea|Korea, Republic of'],
    ['NL', 'The Netherlands|Netherlands'],
    [undefined, '(not set)|(other)||Unknown|ZZ'],
    ['atlantis sea', 'Atlantis Sea'],
  ])('%s', (code, texts) => {
    for (const text of texts.split('|')) expect(countryOf(text), text).toBe(code);
  });
});
