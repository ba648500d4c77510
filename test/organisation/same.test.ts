import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { group } from '../../src/organisation/group.ts';
import { suggest } from '../../src/organisation/suggest.ts';
import type { Alias, Organisation, Row } from '../../src/types.ts';

async function organisationsOf(rows: readonly (string | Partial<Row>)[], aliases: readonly Alias[] = []) {
  async function* each(): AsyncIterable<Row[]> {
    for (const row of rows) {
      const more = typeof row === 'string' ? { name: row } : row;
      yield [{ name: '', window: 'current', metrics: { sessions: 1 }, ...more }];
    }
  }
  return (await group(each(), { splitByCountry: true, aliases })).organisations;
}

const spelled = (organisations: readonly Organisation[]) =>
  Object.fromEntries(organisations.map(({ key, spellings }) => [key, spellings]));

describe('labelled pairs of names', () => {
  // Made before the rules were written, after them, and last, each time before the rules were looked at again.
  const file = path.join(import.meta.dirname, '../cases/organisation-pairs/pairs.tsv');
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const pairs = lines.map(
    (line) => line.split('\t') as [a: string, b: string, same: 'yes' | 'no', made: string],
  );

  test('sure merges are right in 98 of 100; with suggestions, 80 of 100 pairs are found', async () => {
    const found = { sure: 0, wrong: 0, suggested: 0, idle: 0, same: 0 };
    for (const [a, b, same] of pairs) {
      const organisations = await organisationsOf([a, b]);
      const isSame = same === 'yes';
      if (isSame) found.same += 1;
      if (organisations.length === 1) found[isSame ? 'sure' : 'wrong'] += 1;
      else if (suggest(organisations).length > 0) found[isSame ? 'suggested' : 'idle'] += 1;
    }
    expect(pairs.length).toBeGreaterThanOrEqual(300);
    expect(found.sure / (found.sure + found.wrong)).toBeGreaterThanOrEqual(0.98);
    expect((found.sure + found.suggested) / found.same).toBeGreaterThanOrEqual(0.8);
    expect(found.suggested / (found.suggested + found.idle)).toBeGreaterThanOrEqual(0.9);
  });

  test('no two that differ come together in one reading of all of them', async () => {
    const keyOf = new Map<string, string>();
    const names = [...new Set(pairs.flatMap((pair) => pair.slice(0, 2)))];
    for (const { key, spellings } of await organisationsOf(names)) {
      for (const name of spellings) keyOf.set(name, key);
    }
    const wrong = pairs.filter(([a, b, same]) => same === 'no' && keyOf.get(a) === keyOf.get(b));
    // Two companies of one name; only their countries tell them apart.
    expect(wrong.map(([a]) => a)).toEqual(['Merck & Co., Inc.']);
  });
});

describe('group: surely one organisation', () => {
  test.each([
    [
      'n:siemens',
      'Siemens AG|SIEMENS-NET|siemens ag muenchen|Siemens AG, Munich, Germany|AS12345 Siemens AG',
    ],
    ['n:muller milch', 'Müller Milch GmbH|Mueller Milch|Muller Milch'],
    ['n:orsted', 'Ørsted A/S|Oersted|Orsted'],
    ['n:hewlett packard', 'Hewlett-Packard Company|HewlettPackard'],
    ['n:acme tools', 'Acme Holdings Inc dba Acme Tools|Acme Tools LLC|Acme Holdings (d/b/a Acme Tools)'],
    ['n:greenfield partners', 'Greenfield Partners c/o Baker Tilly|Greenfield Partners'],
    ['n:university of texas at austin', 'Univ. of Texas at Austin|University of Texas at Austin'],
    ['n:us bank', 'US Bank National Association|U.S. Bank, N.A.'],
    ['n:universidade de sao paulo', 'Universidade de São Paulo (USP)|USP Universidade de Sao Paulo'],
  ])('%s', async (key, names) => {
    expect(Object.keys(spelled(await organisationsOf(names.split('|'))))).toEqual([key]);
  });

  test.each([
    'Siemens|SIEMENS-NET', // a company only if a legal form says so
    'Mueller|Muller',
    'City of North Port|City of Northport',
    'Stadtwerke GmbH Leipzig|Stadtwerke GmbH Halle',
    'Customer 1 23 Broadband|Customer 12 3 Broadband',
    'The Coffee Company London|Coffee',
    'Acme|c/o Acme Services',
    'DBA Consulting|Consulting',
  ])('%s are two', async (names) => {
    expect(await organisationsOf(names.split('|'))).toHaveLength(2);
  });

  test('its best name has nothing added', async () => {
    const names = ['SIEMENS-NET', 'Siemens AG München', 'siemens ag', 'siemens.com'].map((name, i) => ({
      name,
      domain: 'siemens.com',
      metrics: { sessions: 9 - i },
    }));
    expect(await organisationsOf(names)).toMatchObject([{ key: 'd:siemens.com', name: 'Siemens AG' }]);
  });

  test('names that are all alike take no longer', async () => {
    const words = 'alphabetagammadeltaepsilonzetaeta';
    const isCut = (i: number, at: number) => at > 0 && at < 15 && ((i >> at) & 1) === 1;
    const names = Array.from({ length: 20_000 }, (_, i) =>
      [...words].map((letter, at) => (isCut(i, at) ? ` ${letter}` : letter)).join(''),
    );
    expect((await organisationsOf(names)).length).toBeLessThan(4);
    const hostile = [
      '('.repeat(100_000),
      `a${' '.repeat(100_000)}c/o`,
      'a.'.repeat(50_000),
      ', '.repeat(50_000),
    ];
    const organisations = await organisationsOf(hostile);
    expect(suggest(organisations)).toEqual([]);
  }, 5_000);
});

describe('group: decisions', () => {
  const siemens = {
    organisation: 'Siemens AG',
    spellings: ['SIE-NET', 'Osram Licht AG'],
    apart: ['Siemens Inc'],
  };

  test('put names together, whatever their legal form, under the name that people gave', async () => {
    const rows = [{ name: 'OSRAM LICHT', metrics: { sessions: 7 } }, 'siemens gmbh', 'sie-net', 'Siemens'];
    expect(await organisationsOf(rows, [siemens])).toMatchObject([
      { key: 'n:siemens', name: 'Siemens AG', metrics: { sessions: 10 } },
    ]);
  });

  test('set a name apart from an automatic merge, as it is written only', async () => {
    const rows = [
      'Siemens AG',
      'SIEMENS, INC.',
      { name: 'Siemens Inc', domain: 'siemens.com' },
      'Siemens Incorporated',
    ];
    expect(spelled(await organisationsOf(rows, [siemens]))).toEqual({
      'n:siemens': ['Siemens AG', 'Siemens Incorporated'],
      'n:siemens inc': ['SIEMENS, INC.', 'Siemens Inc'],
    });
    const bare = { organisation: 'Siemens AG', spellings: [], apart: ['siemens'] };
    expect(Object.keys(spelled(await organisationsOf(['Siemens AG', 'Siemens'], [bare])))).toHaveLength(2);
  });

  test('stand above countries and domains', async () => {
    const rows = [
      { name: 'siemens ag', country: 'DE' },
      { name: 'osram licht', country: 'FR' },
    ];
    expect(spelled(await organisationsOf(rows, [siemens]))).toEqual({
      'n:siemens': ['osram licht', 'siemens ag'],
    });
    const withDomain = { ...siemens, spellings: ['siemens.com', 'Osram'] };
    expect(spelled(await organisationsOf(['Osram', 'mail.siemens.com', 'Other'], [withDomain]))).toEqual({
      'd:siemens.com': ['Osram', 'mail.siemens.com'],
      'n:other': ['Other'],
    });
    expect(spelled(await organisationsOf([{ name: 'Siemens', domain: 'siemens.de' }], [siemens]))).toEqual({
      'd:siemens.de': ['Siemens'],
    });
  });
});

describe('suggest', () => {
  const long = 'Fictional Society of Applied Linguistics and Letters';
  const suggestions = async (...rows: (string | Partial<Row>)[]) =>
    suggest(await organisationsOf(rows)).map(({ a, b, reason }) => [a.name, b.name, reason]);

  test.each([
    ['Marks & Spencer plc', 'Marks and Spencer Group plc', 'but for "group"'],
    ['SAP SE', 'SAP Walldorf', 'the city'],
    ['IBM', 'International Business Machines', 'first letters'],
    ['IIT Bombay', 'Indian Institute of Technology Bombay', 'first letters'],
    ['TU München', 'Technical University of Munich', 'another language'],
    ['University of Oxford', 'Oxford University', 'another order'],
    ['siemens.com', 'Siemens AG', 'the domain siemens.com'],
    ['AB Volvo', 'Volvo AB', '"ab"'],
    ['Novo Nordisk A/S', 'NOVO NORDISK A/S Bagsvaerd', 'after its legal form'],
    ['Petróleo Brasileiro S.A.', 'Petroleo Brasileiro S/A - Petrobras', 'set off by punctuation'],
    ['Consolidated Communications', 'Consolidated Comunications', 'One letter'],
    ['mueller gmbh', 'Muller AG', 'the same letters'],
    [long.slice(0, 36), long, 'cut off'],
  ])('%s and %s: %s', async (a, b, reason) => {
    const found = await suggestions(a, b);
    expect(found).toHaveLength(1);
    expect(found[0]?.[2]?.toLowerCase()).toContain(reason.toLowerCase());
  });

  test('nothing for companies of one name in two countries', async () => {
    expect(
      await suggestions({ name: 'acme', country: 'DE' }, { name: 'acme', country: 'FR' }, 'acme'),
    ).toEqual([]);
    const both = [
      { name: 'Siemens AG', country: 'DE' },
      { name: 'Siemens Group', country: 'FR' },
    ];
    expect(await suggestions(...both)).toEqual([]);
  });

  test('nothing for acronyms that many names have, or for placeholders', async () => {
    const names = ['Acme Business Center', 'Alpha Beta Center', 'Arizona Bread Cake', 'Ahorn Bau Chemie'];
    expect(await suggestions('abc', ...names)).toEqual([]);
    expect(await suggestions('(not set)', '(other)', '', '???')).toEqual([]);
  });

  test('surest first, then heaviest; each pair once, the heavier one first; in any order', async () => {
    const names = ['Acme Group', 'Acme', 'Beta Holding', 'Beta', 'Gamma Group', 'Gamma', 'acme.com'];
    const organisations = await organisationsOf(names.map((name, i) => ({ name, metrics: { sessions: i } })));
    const pairs = suggest(organisations).map(({ a, b }) => `${a.name} ~ ${b.name}`);
    expect(pairs).toEqual([
      'acme.com ~ Acme',
      'acme.com ~ Acme Group',
      'Gamma ~ Gamma Group',
      'Acme ~ Acme Group',
      'Beta ~ Beta Holding',
    ]);
    fc.assert(
      fc.property(fc.shuffledSubarray(organisations, { minLength: organisations.length }), (shuffled) => {
        expect(suggest(shuffled)).toEqual(suggest(organisations));
      }),
      { numRuns: 20 },
    );
  });

  test('of any names: confidences between 0 and 1, two organisations each', async () => {
    const word = fc.constantFrom(
      'acme',
      'a',
      'group',
      'AG',
      'München',
      'constructor',
      '__proto__',
      '-',
      '(',
      'c/o',
      'dba',
    );
    const name = fc.array(fc.oneof(word, fc.string()), { maxLength: 5 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 15 }), async (names) => {
        for (const { a, b, confidence } of suggest(await organisationsOf(names))) {
          expect(a.key).not.toBe(b.key);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThan(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
