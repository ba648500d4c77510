import { beforeAll, describe, expect, test } from 'vitest';
import { settingsSchema } from '../../src/config/schema.ts';
import type { Edge } from '../../src/edge.ts';
import type { Reading } from '../../src/run-types.ts';
import { readNetworks } from '../../src/source/sample/networks.ts';
import { pages } from '../../src/source/sample/site.ts';
import { sampleSource } from '../../src/source/sample.ts';
import {
  type Detail,
  detailKinds,
  type MetricName,
  metricNames,
  type Row,
  type Window,
} from '../../src/types.ts';

/** A world that may not be touched: neither its clock nor anything else. */
const noEdge = new Proxy({} as Edge, {
  get: (_, name) => {
    throw new Error(`the sample asked the world for ${String(name)}`);
  },
});
const sourceOf = (settings: object = {}) =>
  sampleSource({ settings: settingsSchema.parse(settings), edge: noEdge, progress: () => undefined });
const open = async (settings?: object) => (await sourceOf(settings)).open();
async function gather<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
const allRows = async (reading: Reading) => (await gather(reading.rows())).flat();
const rowsOf = async (settings?: object) => allRows(await open(settings));

const inWindow = (rows: readonly Row[], window: Window) =>
  new Map(rows.filter((row) => row.window === window).map(({ name, metrics }) => [name, metrics]));
const sum = (parts: readonly { metrics: Row['metrics'] }[], metric: MetricName) =>
  parts.reduce((total, { metrics }) => total + (metrics[metric] ?? Number.NaN), 0);

const networks = readNetworks();
const kindOf = new Map(networks.map(({ name, kind }) => [name, kind]));
const organisationKinds = ['manufacturer', 'service', 'education', 'government', 'health', 'nonprofit'];
const isOrganisation = (name: string) => organisationKinds.includes(kindOf.get(name) ?? '');

let rows: Row[];
let current: ReturnType<typeof inWindow>;
let previous: ReturnType<typeof inWindow>;
let details: Detail[];
beforeAll(async () => {
  const reading = await open();
  rows = await allRows(reading);
  current = inWindow(rows, 'current');
  previous = inWindow(rows, 'previous');
  details = await gather(reading.details(networks.map(({ name }) => name)));
});

describe('names', () => {
  test('stand once each', () => {
    expect(kindOf.size).toBe(networks.length);
  });

  test.each([
    ['carriers', ['carrier'], 250, 30],
    ['mobile operators', ['mobile'], 80, 40],
    ['customer blocks', ['block'], 50, 15],
    ['hosts and clouds', ['host'], 70, 20],
    ['security and VPN proxies', ['proxy'], 30, 8],
    ['companies', ['manufacturer', 'service'], 900, 40],
    ['universities and schools', ['education'], 150, 40],
    ['governments', ['government'], 100, 30],
    ['hospitals', ['health'], 45, 20],
    ['nonprofits', ['nonprofit'], 40, 15],
  ])('hold many %s of many countries', (_, kinds, names, countries) => {
    const ofKind = networks.filter(({ kind }) => kinds.includes(kind));
    expect(new Set(ofKind.map(({ organisation }) => organisation)).size).toBeGreaterThanOrEqual(names);
    expect(new Set(ofKind.map(({ country }) => country)).size).toBeGreaterThanOrEqual(countries);
  });

  test('write at least 60 organisations in several ways, some only in case', () => {
    const groups = [...Map.groupBy(networks, ({ organisation }) => organisation).values()]
      .map((group) => group.map(({ name }) => name))
      .filter((names) => names.length > 1);
    expect(groups.length).toBeGreaterThanOrEqual(60);
    expect(groups).toContainEqual(expect.arrayContaining(['siemens ag', 'Siemens AG', 'SIEMENS-NET']));
    const inCaseOnly = groups.filter(
      (names) => new Set(names.map((name) => name.toLowerCase())).size < names.length,
    );
    expect(inCaseOnly.length).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['Cyrillic', /\p{Script=Cyrillic}/u],
    ['Greek', /\p{Script=Greek}/u],
    ['Hebrew', /\p{Script=Hebrew}/u],
    ['Arabic', /\p{Script=Arabic}/u],
    ['Chinese', /\p{Script=Han}/u],
    ['Japanese', /\p{Script=Katakana}/u],
    ['Korean', /\p{Script=Hangul}/u],
    ['Thai', /\p{Script=Thai}/u],
  ])('come in %s too', (_, letters) => {
    expect(networks.filter(({ name }) => letters.test(name)).length).toBeGreaterThanOrEqual(4);
  });

  test.each([
    ...['H&R Block', 'Blackpool Council', 'Liverpool FC', 'Microchip Technology Inc.', 'kwik trip inc.'],
    ...['teleflex incorporated', 'wilcox industries corp.', 'mail.siemens.co.uk'],
    ...['pool for broadband dsl customers', 'static ip block', 'bsput652 puteaux bloc 1', 'pop lyon'],
    ...['(not set)', '(other)', 'unknown.unknown', 'com', '', '203.0.113.77', 'anna.example@example.com'],
    ...['=HYPERLINK("http://evil.example","x")', '@SUM(1)', '<img src=x onerror=alert(1)>'],
    ...['javascript:alert(1)', 'nul\u0000byte systems', '__proto__', 'x'.repeat(300)],
  ])('hold %j, this week', (name) => {
    expect(current.has(name)).toBe(true);
  });

  test.each([
    ['ANSI escapes', /\u001b\[/],
    ['a right-to-left override', /\u202e/],
    ['a line break', /\n/],
    ['quotes and a comma', /".*,/],
    ['half a surrogate pair', /\p{Surrogate}/u],
  ])('attack with %s', (_, attack) => {
    expect([...current.keys()].some((name) => attack.test(name))).toBe(true);
  });

  test('have a network domain beside some of them, which may name nobody', () => {
    const domains = rows.flatMap(({ domain }) => domain ?? []);
    expect(domains.length).toBeGreaterThan(300);
    expect(domains).toEqual(
      expect.arrayContaining(['siemens.de', 'comcast.net', '(not set)', 'unknown.unknown']),
    );
  });
});

describe('traffic', () => {
  const share = (kinds: string[]) => {
    const inKinds = [...current].filter(([name]) => kinds.includes(kindOf.get(name) ?? ''));
    return (
      sum(
        inKinds.map(([, metrics]) => ({ metrics })),
        'sessions',
      ) /
      sum(
        rows.filter(({ window }) => window === 'current'),
        'sessions',
      )
    );
  };

  test('is mostly that of carriers, a tenth is (not set), organisations are many and small', () => {
    expect(share(['carrier', 'mobile', 'block'])).toBeGreaterThan(0.7);
    expect(share(['carrier', 'mobile', 'block'])).toBeLessThan(0.8);
    expect(share(['placeholder'])).toBeGreaterThan(0.08);
    expect(share(['placeholder'])).toBeLessThan(0.12);
    expect(current.size).toBeGreaterThan(1_500);
    const sessions = [...current]
      .filter(([name]) => isOrganisation(name))
      .map(([, metrics]) => metrics.sessions ?? 0);
    expect(sessions.filter((count) => count <= 2).length / sessions.length).toBeGreaterThan(0.5);
    expect(Math.max(...sessions)).toBeGreaterThan(20);
  });

  test('changes: a tenth is new, some are gone, some rise or cool clearly', () => {
    const names = [...current.keys()].filter(isOrganisation);
    const fresh = names.filter((name) => !previous.has(name));
    expect(fresh.length / names.length).toBeGreaterThan(0.08);
    expect(fresh.length / names.length).toBeLessThan(0.15);
    expect(
      [...previous.keys()].filter((name) => isOrganisation(name) && !current.has(name)).length,
    ).toBeGreaterThan(80);
    const ratios = names.flatMap((name) => {
      const [now, before] = [current.get(name)?.sessions ?? 0, previous.get(name)?.sessions ?? 0];
      return before > 0 && now + before >= 6 ? now / before : [];
    });
    expect(ratios.filter((ratio) => ratio >= 2).length).toBeGreaterThan(10);
    expect(ratios.filter((ratio) => ratio <= 0.5).length).toBeGreaterThan(10);
  });

  test('rests at the weekend', () => {
    const ofDay = (day: string) =>
      sum(
        details.filter(({ about, value, name }) => about === 'day' && value === day && isOrganisation(name)),
        'sessions',
      );
    expect(ofDay('2026-11-15')).toBeLessThan(ofDay('2026-11-10') / 4);
  });

  test('holds every metric, in possible proportions', () => {
    for (const { name, metrics } of rows) {
      const { sessions = 0, engagedSessions = 0, pageViews = 0, users = 0, newUsers = 0 } = metrics;
      expect(Object.keys(metrics).sort()).toEqual([...metricNames].sort());
      expect(Object.values(metrics).every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      const possible =
        sessions > 0 &&
        engagedSessions <= sessions &&
        pageViews >= sessions &&
        users <= sessions &&
        newUsers <= users;
      expect(possible, name).toBe(true);
    }
  });
});

describe('details', () => {
  test.each(detailKinds)('by %s add up to the totals', (about) => {
    const byName = Map.groupBy(
      details.filter((detail) => detail.about === about),
      ({ name }) => name,
    );
    expect(byName.size).toBe(current.size);
    // A session is on several pages, a person comes on several days.
    const additive: MetricName[] = ['pageViews', 'engagementSeconds', 'keyEvents'];
    if (about !== 'page') additive.push('sessions', 'engagedSessions');
    for (const [name, parts] of byName) {
      for (const metric of additive)
        expect(sum(parts, metric), `${name} ${metric}`).toBe(current.get(name)?.[metric]);
      for (const { metrics } of parts)
        expect(metrics.users).toBeLessThanOrEqual(current.get(name)?.users ?? 0);
      expect(new Set(parts.map(({ value }) => value)).size).toBe(parts.length);
    }
  });

  test('cover a site, a week and the world', () => {
    const values = (kind: string) =>
      new Set(details.filter(({ about }) => about === kind).map(({ value }) => value));
    expect([...values('page')].sort()).toEqual(Object.values(pages).flat().sort());
    expect(values('page').size).toBeGreaterThanOrEqual(40);
    expect([...values('day')].sort()).toEqual(
      [9, 10, 11, 12, 13, 14, 15].map((day) => `2026-11-${String(day).padStart(2, '0')}`),
    );
    expect(values('country').size).toBeGreaterThanOrEqual(60);
    expect([...values('device')].sort()).toEqual(['desktop', 'mobile', 'tablet']);
  });

  test('are given for the names that are asked for, once', async () => {
    const reading = await open();
    const some = await gather(reading.details(['(not set)', 'siemens ag', 'siemens ag', 'nobody ltd']));
    expect(some).toEqual(details.filter(({ name }) => name === '(not set)' || name === 'siemens ag'));
    expect(await gather(reading.details([]))).toEqual([]);
  });
});

describe('stories', () => {
  const valuesOf = (name: string, kind: string) =>
    details.filter((detail) => detail.name === name && detail.about === kind).map(({ value }) => value);

  test('a carmaker reads pricing and demo on four days and fills in a form', () => {
    expect(valuesOf('skoda auto a.s.', 'day')).toHaveLength(4);
    expect(valuesOf('skoda auto a.s.', 'page')).toEqual(expect.arrayContaining(['/pricing', '/demo']));
    expect(current.get('skoda auto a.s.')).toMatchObject({ sessions: 12, keyEvents: 1, users: 4 });
  });

  test('a university reads docs only, a company careers only, a dairy comes by e-mail', () => {
    expect(valuesOf('technische universiteit delft', 'page').every((page) => page.startsWith('/docs'))).toBe(
      true,
    );
    expect(valuesOf('tech mahindra limited', 'page').every((page) => page.startsWith('/careers'))).toBe(true);
    expect(valuesOf('arla foods amba', 'channel')).toEqual(['Email']);
    expect(valuesOf('arla foods amba', 'country')).toEqual(['Denmark']);
  });

  test('a hospital group is new, a miner is gone, one firm rises, one cools', () => {
    expect([previous.has('helios kliniken gmbh'), current.get('helios kliniken gmbh')?.sessions]).toEqual([
      false,
      6,
    ]);
    expect([previous.get('orica limited')?.sessions, current.has('orica limited')]).toEqual([2, false]);
    const change = (name: string) => [previous.get(name)?.sessions, current.get(name)?.sessions];
    expect(change('kuka deutschland gmbh')).toEqual([1, 7]);
    expect(change('valmet oyj')).toEqual([7, 1]);
    expect(change('Liverpool FC')).toEqual([undefined, 2]);
  });

  test('a customer logs in and asks for support; a competitor reads the prices in both weeks', () => {
    expect(valuesOf('palfinger ag', 'page').sort()).toEqual([
      ...['/account', '/login', '/status', '/support', '/support/tickets'],
    ]);
    expect(valuesOf('cognex corporation', 'page')).toContain('/pricing');
    expect(previous.get('cognex corporation')?.users).toBe(1);
  });
});

describe('weeks', () => {
  test('default to 2026-W46, the same whenever it is read', async () => {
    const [reading, again] = [await open(), await rowsOf({ week: '2026-W46' })];
    expect(reading.days).toEqual({ from: '2026-11-09', to: '2026-11-15' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(rows));
    const [later, earlier] = [await allRows(reading), await allRows(reading)];
    expect(JSON.stringify(later)).toBe(JSON.stringify(earlier));
  });

  test.each([
    ['2026-W45', '2026-W46'],
    ['2026-W53', '2027-W01'],
  ])('%s is what %s calls the week before', async (week, next) => {
    const now = inWindow(await rowsOf({ week }), 'current');
    const before = inWindow(await rowsOf({ week: next }), 'previous');
    expect(now.size).toBeGreaterThan(1_500);
    expect(before).toEqual(now);
  });

  test.each(['1969-W10', '2020-W53', '2150-W30'])('%s has visits like any other', async (week) => {
    const visited = inWindow(await rowsOf({ week }), 'current');
    expect(visited.size).toBeGreaterThan(1_500);
    expect(visited).not.toEqual(current);
  });

  test('days are cut from their weeks', async () => {
    const fortnight = await rowsOf({ from: '2026-11-02', to: '2026-11-15' });
    const both = [...current.values(), ...previous.values()].map((metrics) => ({ metrics }));
    const now = fortnight.filter(({ window }) => window === 'current');
    for (const metric of ['sessions', 'pageViews', 'newUsers'] as const)
      expect(sum(now, metric)).toBe(sum(both, metric));
    expect(sum(now, 'users')).toBeLessThan(sum(both, 'users'));
    const reading = await open({ days: 3 });
    expect(reading.days).toEqual({ from: '2026-11-13', to: '2026-11-15' });
    const threeDays = (await allRows(reading)).filter(({ window }) => window === 'current');
    const days = details.filter(({ about, value }) => about === 'day' && value >= '2026-11-13');
    expect(sum(threeDays, 'sessions')).toBe(sum(days, 'sessions'));
  });
});

test('says that it is made, and who it is', async () => {
  const source = await sourceOf();
  const reading = await source.open();
  expect(reading.label).toBe('sample (made data)');
  expect(reading.query).toEqual({
    site: 'https://www.example.com',
    current: { from: '2026-11-09', to: '2026-11-15' },
    previous: { from: '2026-11-02', to: '2026-11-08' },
  });
  expect(reading.outcome()).toMatchObject({ flags: [{ flag: 'made-data', serious: false }], requests: 0 });
  const { facts, problems } = await source.check();
  expect(problems).toEqual([]);
  expect(Object.fromEntries(facts)).toMatchObject({
    source: 'sample (made data)',
    'network names': String(networks.length),
    days: '2026-11-09 to 2026-11-15',
  });
});
