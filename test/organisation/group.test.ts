import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectEvidence } from '../../src/organisation/evidence.ts';
import { group } from '../../src/organisation/group.ts';
import type { Detail, Metrics, Organisation, Row } from '../../src/types.ts';

async function* each<T>(values: readonly T[]): AsyncIterable<T> {
  yield* values;
}

const grouped = (rows: Row[], splitByCountry = true) => group(each([rows]), { splitByCountry });

/** `name`, `name @country` or `name #domain`, with sessions after `=`; 1 without. */
function row(text: string, more: Partial<Row> = {}): Row {
  const [, name = '', domain, country, sessions = '1'] =
    /^(.*?)(?: #([^\s=]+))?(?: @([^=]+?))?(?:=(\d+))?$/.exec(text) ?? [];
  return {
    name,
    ...(domain && { domain }),
    ...(country && { country }),
    window: 'current',
    metrics: { sessions: Number(sessions) },
    ...more,
  };
}

/** Spellings by key. */
const spelled = async (texts: readonly string[], splitByCountry = true) => {
  const { organisations } = await grouped(
    texts.map((text) => row(text)),
    splitByCountry,
  );
  return Object.fromEntries(organisations.map(({ key, spellings }) => [key, spellings]));
};

describe('group: one organisation', () => {
  test('whatever the legal form, case or punctuation; spellings heaviest first, then by text', async () => {
    const { organisations, rows, names } = await grouped([
      row('siemens ag=2'),
      row('SIEMENS A.G.=5'),
      row('siemens ag=1'),
      row('Siemens, Inc.=3'),
    ]);
    expect({ rows, names }).toEqual({ rows: 4, names: 3 });
    expect(organisations).toEqual([
      {
        key: 'n:siemens',
        name: 'Siemens, Inc.',
        spellings: ['SIEMENS A.G.', 'Siemens, Inc.', 'siemens ag'],
        metrics: { sessions: 11 },
      },
    ]);
  });

  test('by its domain, as a name or beside a fitting name, in every country', async () => {
    const { organisations } = await grouped([
      row('mail.siemens.com'),
      row('siemens.com @Germany'),
      row('Siemens AG #muc.siemens.com @Germany'),
      row('Siemens S.A. #siemens.com @France'),
    ]);
    expect(organisations).toMatchObject([
      { key: 'd:siemens.com', domain: 'siemens.com', name: 'Siemens AG' },
    ]);
    expect(organisations[0]).not.toHaveProperty('country');
  });

  test('a name without domain joins the one domain that its name has in its country', async () => {
    expect(await spelled(['acme gmbh #acme.de @DE=3', 'acme ag @Germany=2', 'ACME'])).toEqual({
      'd:acme.de': ['acme gmbh', 'acme ag', 'ACME'],
    });
    expect(await spelled(['acme gmbh #acme.de @DE=3', 'acme ag @FR=2', 'ACME'])).toEqual({
      'd:acme.de': ['acme gmbh'],
      'n:acme|fr': ['acme ag'],
      'n:acme': ['ACME'],
    });
    expect(await spelled(['acme gmbh #acme.de=2', 'ACME @FR'])).toEqual({
      'd:acme.de': ['acme gmbh', 'ACME'],
    });
    expect(await spelled(['acme gmbh #acme.de=3', 'ACME @FR=2', 'acme @DE'])).toEqual({
      'd:acme.de': ['acme gmbh'],
      'n:acme|fr': ['ACME'],
      'n:acme|de': ['acme'],
    });
    expect(await spelled(['acme gmbh #acme.de=3', 'acme inc #acme.com=2', 'ACME'])).toEqual({
      'd:acme.de': ['acme gmbh'],
      'd:acme.com': ['acme inc'],
      'n:acme': ['ACME'],
    });
  });
});

describe('group: countries', () => {
  test('of one name are organisations of their own, written any way', async () => {
    const { organisations } = await grouped([
      row('acme @Germany=2'),
      row('acme gmbh @DE=2'),
      row('acme @France=1'),
    ]);
    expect(organisations).toMatchObject([
      { key: 'n:acme|de', country: 'DE', metrics: { sessions: 4 } },
      { key: 'n:acme|fr', country: 'FR', metrics: { sessions: 1 } },
    ]);
  });

  test('a name without country joins the only country that has it, and none of two', async () => {
    expect(await spelled(['acme @Germany=2', 'acme ltd'])).toEqual({ 'n:acme|de': ['acme', 'acme ltd'] });
    expect(await spelled(['acme @Germany=3', 'acme @FR=2', 'acme ltd'])).toEqual({
      'n:acme|de': ['acme'],
      'n:acme|fr': ['acme'],
      'n:acme': ['acme ltd'],
    });
    expect(await spelled(['acme @(not set)=2', 'acme ltd'])).toEqual({ 'n:acme': ['acme', 'acme ltd'] });
  });

  test('make no difference where they should not', async () => {
    const { organisations } = await grouped(
      [row('acme @Germany'), row('acme @France'), row('beta @FR')],
      false,
    );
    expect(organisations.map(({ key, country }) => [key, country])).toEqual([
      ['n:acme', undefined],
      ['n:beta', 'FR'],
    ]);
  });
});

describe("group: a carrier's domain beside its customers' names", () => {
  test('is nobody of them, and not shown, once it stands beside more than three names', async () => {
    const rows = ['acme', 'beta', 'gamma', 'ipconnect users'].map((name) =>
      row(`${name} #p5b.t-ipconnect.de`),
    );
    const { organisations } = await grouped(rows);
    expect(organisations.map(({ key, domain }) => [key, domain])).toEqual([
      ['n:acme', undefined],
      ['n:beta', undefined],
      ['n:gamma', undefined],
      ['n:ipconnect users', undefined],
    ]);
  });

  test('a domain that shares nothing with the name is shown but identifies nobody', async () => {
    const { organisations } = await grouped([row('acme gmbh #alphaline.net'), row('beta #alphaline.net')]);
    expect(organisations).toMatchObject([
      { key: 'n:acme', domain: 'alphaline.net' },
      { key: 'n:beta', domain: 'alphaline.net' },
    ]);
  });

  test('one that an organisation has is not shown for another', async () => {
    const { organisations } = await grouped([row('acme gmbh #alphaline.net=2'), row('dsl7.alphaline.net')]);
    expect(organisations.map(({ key, domain }) => [key, domain])).toEqual([
      ['n:acme', undefined],
      ['d:alphaline.net', 'alphaline.net'],
    ]);
  });

  test('one that is the whole name is its own, however many stand beside it', async () => {
    const rows = ['Siemens AG', 'Siemens Energy', 'Siemens Mobility', 'Siemens Bank', 'Acme'];
    const found = await spelled(rows.map((name) => `${name} #siemens.com`));
    expect(found).toMatchObject({ 'd:siemens.com': ['Siemens AG'], 'n:siemens energy': ['Siemens Energy'] });
  });
});

describe('group: metrics', () => {
  test('sum where present; what is absent stays absent; the windows stay apart', async () => {
    const { organisations } = await grouped([
      row('a', { metrics: { sessions: 2, pageViews: 3 } }),
      row('A Ltd', { metrics: { sessions: 1, users: 1 } }),
      row('a', { window: 'previous', metrics: { sessions: 7 } }),
    ]);
    expect(organisations).toMatchObject([
      { metrics: { sessions: 3, pageViews: 3, users: 1 }, previous: { sessions: 7 } },
    ]);
    expect(organisations[0]?.metrics).not.toHaveProperty('newUsers');
  });

  test('an organisation that one window lacks had no sessions in it', async () => {
    const { organisations } = await grouped([row('now=2'), row('before=3', { window: 'previous' })]);
    expect(organisations).toEqual([
      { key: 'n:now', name: 'Now', spellings: ['now'], metrics: { sessions: 2 }, previous: { sessions: 0 } },
      {
        key: 'n:before',
        name: 'Before',
        spellings: ['before'],
        metrics: { sessions: 0 },
        previous: { sessions: 3 },
      },
    ]);
  });

  test('no window before in the source, no previous', async () => {
    const { organisations } = await grouped([row('now')]);
    expect(organisations[0]).not.toHaveProperty('previous');
  });

  test('rows of the caller are not changed', async () => {
    const rows = [row('a=1'), row('a=2')];
    await grouped(rows);
    expect(rows).toEqual([row('a=1'), row('a=2')]);
  });
});

test('group: placeholders are organisations of their own, empty names too', async () => {
  expect(await spelled(['(not set)=5', '=4', 'not set=3', '(Other)=2', ' =1'])).toEqual({
    'n:(not set)': ['(not set)'],
    'n:': ['', ' '],
    'n:not set': ['not set'],
    'n:(other)': ['(Other)'],
  });
});

const word = fc.constantFrom(
  'acme',
  'Acme',
  'beta',
  'GmbH',
  'Inc.',
  'acme.com',
  '(not set)',
  'ag',
  '&',
  'Müller',
);
const anyRow: fc.Arbitrary<Row> = fc.record(
  {
    name: fc.oneof(
      fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
      fc.string(),
    ),
    domain: fc.constantFrom('acme.com', 'mail.acme.de', 'carrier.net', 'beta.fr', '-'),
    country: fc.constantFrom('Germany', 'DE', 'France', '(not set)', 'Nowhere'),
    window: fc.constantFrom('current', 'previous'),
    metrics: fc.record(
      { sessions: fc.nat(99), pageViews: fc.nat(99), users: fc.nat(9) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name', 'window', 'metrics'] },
);

describe('group: of any rows', () => {
  const total = (metrics: readonly (Metrics | undefined)[]) =>
    metrics.reduce((sum, m) => sum + (m?.sessions ?? 0) + (m?.pageViews ?? 0) + (m?.users ?? 0), 0);

  test('their order makes no difference', async () => {
    const shuffled = fc
      .array(anyRow, { maxLength: 25 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, fc.boolean(), async ([rows, others], split) => {
        expect(await grouped(others, split)).toEqual(await grouped(rows, split));
      }),
      { numRuns: 300 },
    );
  });

  test('sums are kept, keys are told apart, and every name has its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 25 }), fc.boolean(), async (rows, split) => {
        const { organisations, names } = await grouped(rows, split);
        const all = organisations.flatMap(({ metrics, previous }) => [metrics, previous]);
        expect(total(all)).toBe(total(rows.map(({ metrics }) => metrics)));
        expect(new Set(organisations.map(({ key }) => key)).size).toBe(organisations.length);
        const spellings = new Set(organisations.flatMap((organisation) => organisation.spellings));
        expect(spellings).toEqual(new Set(rows.map(({ name }) => name)));
        expect(names).toBe(spellings.size);
      }),
      { numRuns: 300 },
    );
  });
});

describe('collectEvidence', () => {
  const organisation = (key: string, sessions: number, ...spellings: string[]): Organisation => ({
    key,
    name: key,
    spellings,
    metrics: { sessions },
  });
  const detail = (name: string, about: Detail['about'], value: string, metrics: Metrics): Detail => ({
    name,
    about,
    value,
    metrics,
  });

  test('sums over spellings; heaviest first, days in order of time', async () => {
    const evidence = await collectEvidence(
      [organisation('n:a', 9, 'a', 'A Ltd'), organisation('n:b', 1, 'b')],
      each([
        detail('a', 'page', '/x', { sessions: 1, pageViews: 5 }),
        detail('a', 'page', '/y', { sessions: 1, pageViews: 7 }),
        detail('A Ltd', 'page', '/z', { sessions: 1 }),
        detail('a', 'page', '/z', { sessions: 2 }),
        detail('a', 'page', '/w', { sessions: 1, pageViews: 5 }),
        detail('a', 'day', '2026-11-03', { sessions: 1 }),
        detail('A Ltd', 'day', '2026-11-02', { sessions: 0 }),
        detail('somebody else', 'day', '2026-11-02', { sessions: 1 }),
      ]),
    );
    expect([...evidence]).toEqual([
      [
        'n:a',
        {
          page: [
            { value: '/z', metrics: { sessions: 3 } },
            { value: '/y', metrics: { sessions: 1, pageViews: 7 } },
            { value: '/w', metrics: { sessions: 1, pageViews: 5 } },
            { value: '/x', metrics: { sessions: 1, pageViews: 5 } },
          ],
          day: [
            { value: '2026-11-02', metrics: { sessions: 0 } },
            { value: '2026-11-03', metrics: { sessions: 1 } },
          ],
        },
      ],
    ]);
  });

  test('a raw name of two organisations counts once, for the heavier one', async () => {
    const evidence = await collectEvidence(
      [organisation('n:a|fr', 1, 'a'), organisation('n:a|de', 5, 'a')],
      each([detail('a', 'page', '/', { sessions: 1 })]),
    );
    expect([...evidence.keys()]).toEqual(['n:a|de']);
  });
});
