import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { weekOf } from '../../src/history/days.ts';
import { sightingsOfFiles } from '../../src/history/from-files.ts';
import { sightingsOf } from '../../src/history/from-result.ts';
import { recordingOf } from '../../src/history/recorder.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import { nameKey } from '../../src/organisation/name-key.ts';
import { sightingOf } from '../../src/rank/sighting.ts';
import type { RunResult } from '../../src/run-types.ts';
import { excludedCsv, leadsCsv } from '../../src/sink/csv.ts';
import { type Days, detailKinds, type Excluded, type Share } from '../../src/types.ts';
import { lead, organisation, unsure } from '../make.ts';
import { all, manifest, reading, run, sighting, someHistory, week } from './make.ts';

const sessions = (n: number) => ({ metrics: { sessions: n } });
/** A history of weeks, each with sessions by name. */
function weeks(...seen: (Record<string, number> | undefined)[]) {
  const history = someHistory();
  for (const [n, byName] of seen.entries()) {
    if (!byName) continue;
    const sightings = Object.entries(byName).map(([name, count]) =>
      sighting(name, { ...sessions(count), seen: week(n) }),
    );
    history.record(run(week(n)), sightings);
  }
  return history;
}

describe('recording a run', () => {
  it('replaces the run of the same site and days whole, and never doubles it', async () => {
    const history = someHistory();
    const recording = recordingOf(reading([{ name: 'A', window: 'current', metrics: {} }]), (text) => text);
    await all(recording.reading.rows());
    const first = history.record(run(week(9)), [sighting('A'), sighting('B')], recording.finish());
    const second = history.record(run(week(9), { at: '2026-11-16T09:00:00.000Z' }), [
      sighting('C', sessions(9)),
    ]);
    expect(second).toBe(first);
    expect(history.runs.list('own')).toMatchObject([
      { id: first, at: '2026-11-16T09:00:00.000Z', hasReading: false },
    ]);
    expect(history.sightings.totalsOf(first).map(({ name }) => name)).toEqual(['C']);
    expect(history.readings.of(first)).toBeUndefined();
    expect(history.problems()).toEqual([]);
  });

  it('keeps the sample apart from the own site, and other days from these', () => {
    const history = someHistory();
    history.record(run(week(9)), [sighting('A')]);
    history.record(run(week(9), { site: 'sample' }), [sighting('A')]);
    history.record(run({ from: week(8).from, to: week(9).to }), [sighting('A')]);
    expect(history.runs.list('own').map(({ days }) => days)).toEqual([
      week(9),
      { from: week(8).from, to: week(9).to },
    ]);
    expect(history.runs.list('sample')).toHaveLength(1);
    expect(history.organisations.find('sample', ['A'])).toHaveLength(1);
    expect(history.pastOf('sample', week(10)).get('n:a')?.runs).toBe(1);
  });

  it('writes nothing where a part of it fails', () => {
    const history = weeks({ A: 1 });
    expect(() => history.record(run(week(0)), [sighting('B'), sighting('C'), sighting('B')])).toThrow(
      'UNIQUE',
    );
    expect(history.sightings.totalsOf(1).map(({ name }) => name)).toEqual(['A']);
    expect(history.organisations.find('own', ['B'])).toEqual([]);
    expect(history.problems()).toEqual([]);
  });

  it.each([
    ['2026-11-09', '2026-11-15', '2026-W46'],
    ['2020-12-28', '2021-01-03', '2020-W53'],
    ['2026-11-10', '2026-11-16', undefined],
    ['2026-11-09', '2026-11-22', undefined],
    ['2026-11-09', '2026-11-09', undefined],
  ])('%s to %s is %s', (from, to, expected) => {
    expect(weekOf({ from, to })).toBe(expected);
    const history = someHistory();
    expect(history.runs.get(history.record(run({ from, to }), []))?.week).toBe(expected);
  });

  it('is found by its days, and the latest before a day', () => {
    const history = weeks({}, {}, undefined, {});
    expect(history.runs.of('own', week(1))?.days).toEqual(week(1));
    expect(history.runs.of('own', { from: week(1).from, to: week(2).to })).toBeUndefined();
    expect(history.runs.latest('own')?.days).toEqual(week(3));
    expect(history.runs.latest('own', week(3).from)?.days).toEqual(week(1));
    expect(history.runs.latest('own', week(1).to)?.days).toEqual(week(0));
    expect(history.runs.latest('own', week(0).to)).toBeUndefined();
    expect(history.runs.latest('sample')).toBeUndefined();
  });
});

const someShares = fc.array(
  fc.record(
    {
      value: fc.string({ unit: 'grapheme' }),
      metrics: fc.record(
        { pageViews: fc.nat(), sessions: fc.nat() },
        { requiredKeys: [], noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 14 },
) as fc.Arbitrary<Share[]>;

describe('sightings', () => {
  it('come back as they were, in their order, with at most 10 of each kind of evidence and all days', () => {
    const some: fc.Arbitrary<StoredSighting[]> = fc
      .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 40 })
      .chain((keys) =>
        fc.tuple(
          ...keys.map((key) =>
            fc
              .record({ evidence: fc.dictionary(fc.constantFrom(...detailKinds), someShares), n: fc.nat(99) })
              .map(
                ({ evidence, n }): StoredSighting =>
                  n % 3 === 0
                    ? sighting('Siemens AG', {
                        key,
                        evidence: { ...evidence },
                        rank: n,
                        spellings: [key, 'x\u0000'],
                      })
                    : {
                        key,
                        name: `Net ${n}`,
                        spellings: [],
                        fate: 'excluded',
                        type: 'isp',
                        rule: 'us-cox',
                        matched: 'cox',
                        why: 'US cable carrier',
                        domain: 'cox.example',
                        country: 'US',
                        confidence: n / 100,
                        metrics: n % 2 ? { users: n } : { sessions: n + 0.5, newUsers: 0 },
                        previous: { sessions: n },
                        seen: week(n),
                        reasons: [{ signal: 'volume', points: n, text: 'ä → ü' }],
                        evidence: {},
                      },
              ),
          ),
        ),
      );
    fc.assert(
      fc.property(some, (sightings) => {
        const history = someHistory();
        const id = history.record(run(week(9)), sightings);
        const expected = sightings.map((one) => ({
          ...one,
          evidence: Object.fromEntries(
            Object.entries(one.evidence).map(([kind, shares]) => [
              kind,
              kind === 'day' ? shares : shares.slice(0, 10),
            ]),
          ),
        }));
        expect(history.sightings.of(id)).toStrictEqual(expected);
        expect(history.sightings.leads(id)).toStrictEqual(expected.filter(({ fate }) => fate === 'lead'));
        expect(history.sightings.others(id)).toStrictEqual(expected.filter(({ fate }) => fate !== 'lead'));
        expect(sightings.map(({ key }) => history.sightings.one(id, key))).toStrictEqual(expected);
        history.close();
      }),
      { numRuns: 30 },
    );
  });

  it('are found one by one in a long run, with all days', () => {
    const days = Array.from({ length: 12 }, (_, n) => ({
      value: `2026-11-${n + 10}`,
      metrics: { sessions: n },
    }));
    const sightings = Array.from({ length: 100 }, (_, n) =>
      sighting(`Organisation ${n}`, { evidence: { day: days, page: days } }),
    );
    const history = someHistory();
    const id = history.record(run(week(9)), sightings);
    for (const { key, name, spellings } of sightings) {
      expect(history.sightings.one(id, key)).toMatchObject({ name, spellings });
    }
    expect(history.sightings.one(id, 'n:organisation 3')?.evidence).toEqual({
      day: days,
      page: days.slice(0, 10),
    });
    expect(history.sightings.one(id, 'n:none')).toBeUndefined();
  });

  it('of one organisation make its timeline, earliest days first, whenever they were recorded', () => {
    const history = someHistory();
    for (const n of [3, 0, 2]) history.record(run(week(n)), [sighting('A', sessions(n)), sighting('B')]);
    const timeline = history.sightings.timeline('own', 'n:a');
    expect(timeline.map(({ run: { week: name }, metrics }) => [name, metrics.sessions])).toEqual([
      ['2026-W36', 0],
      ['2026-W38', 2],
      ['2026-W39', 3],
    ]);
    expect(history.sightings.timeline('own', 'n:c')).toEqual([]);
  });

  it('of two runs stand side by side', () => {
    const history = weeks({ A: 1, B: 2 }, { C: 3, B: 4 });
    const sides = history.sightings
      .changes(1, 2)
      .map(({ key, before, after }) => [key, before?.metrics.sessions, after?.metrics.sessions]);
    expect(sides).toEqual([
      ['n:c', undefined, 3],
      ['n:b', 2, 4],
      ['n:a', 1, undefined],
    ]);
  });

  it('are found by key, name or spelling, case, accents and punctuation aside', () => {
    const history = someHistory();
    const spellings = ['SIEMENS-NET', 'Siemens A.G.'];
    history.record(run(week(8)), [sighting('Siemens', { key: 'd:siemens.com', spellings })]);
    history.record(run(week(9)), [sighting('Siemens AG', { key: 'd:siemens.com', spellings: [] })]);
    history.record(run(week(7)), [
      sighting('Telefónica', { key: 'n:telefonica' }),
      sighting('西门子', { key: 'n:西门子' }),
      sighting('(…)', { key: 'n:(…)' }),
      sighting('Siemens', { key: 'n:siemens|br' }),
    ]);
    const keys = (...texts: string[]) => history.organisations.find('own', texts).map(({ key }) => key);
    for (const text of ['d:siemens.com', 'siemens ag', 'siemens-net', 'SIEMENS A.G.']) {
      expect(keys(text), text).toEqual(['d:siemens.com']);
    }
    expect(keys('siemens')).toEqual(['d:siemens.com', 'n:siemens|br']);
    expect(keys('telefonica')).toEqual(['n:telefonica']);
    expect(keys('西门子')).toEqual(['n:西门子']);
    expect(keys('(…)')).toEqual(['n:(…)']);
    expect(keys('Telefonica GmbH', nameKey('Telefonica GmbH'))).toEqual(['n:telefonica']);
    expect(keys('siem', '%', '')).toEqual([]);
    expect(history.organisations.find('own', ['siemens-net'])).toEqual([
      { key: 'd:siemens.com', name: 'Siemens AG' },
    ]);
    expect(history.organisations.find('sample', ['siemens'])).toEqual([]);
  });
});

describe('the past', () => {
  const unknown = (n: number) => Array.from({ length: n }, () => undefined);

  it('is nothing where no run is before', () => {
    const history = weeks(undefined, undefined, { A: 1 });
    expect(history.pastOf('own', week(2), ['n:a'])).toEqual(new Map());
    expect(history.pastOf('own', week(1), ['n:a'])).toEqual(new Map());
  });

  it('tells when it was seen, how often, and its sessions in the 12 windows before', () => {
    const history = weeks({ A: 1 }, undefined, { A: 2, B: 3 }, {}, { A: 7 }, { A: 9, C: 1 });
    const past = history.pastOf('own', week(5), ['n:a', 'n:b', 'n:c']);
    expect(past.get('n:a')).toEqual({
      runs: 3,
      seen: { from: week(0).from, to: week(4).to },
      sessions: [...unknown(7), 1, undefined, 2, 0, 7],
    });
    expect(past.get('n:b')).toEqual({
      runs: 1,
      seen: week(2),
      sessions: [...unknown(7), 0, undefined, 3, 0, 0],
    });
    expect(past.get('n:c')).toEqual({ runs: 0, sessions: [...unknown(7), 0, undefined, 0, 0, 0] });
    const everybody = history.pastOf('own', week(5));
    expect([...everybody.keys()].toSorted()).toEqual(['n:a', 'n:b']);
    expect(everybody.get('n:a')).toEqual(past.get('n:a'));
  });

  it('knows days with a visit where the run did', () => {
    const history = someHistory();
    history.record(run(week(2)), [sighting('A', { seen: { from: '2026-09-16', to: '2026-09-18' } })]);
    expect(history.pastOf('own', week(3)).get('n:a')?.seen).toEqual({ from: '2026-09-16', to: '2026-09-18' });
  });

  it('leaves out what was replaced, and runs whose days reach into the window or behind it', () => {
    const history = weeks({ A: 1 }, { A: 2 });
    history.record(run(week(0)), []);
    const over: Days = { from: week(1).from, to: week(2).from };
    history.record(run(over), [sighting('A', { seen: week(1) }), sighting('B', { seen: week(1) })]);
    history.record(run(week(2)), [sighting('A')]);
    history.record(run(week(3)), [sighting('A'), sighting('B')]);
    const past = history.pastOf('own', week(2), ['n:a', 'n:b']);
    expect(past.get('n:a')).toMatchObject({ runs: 1, seen: week(1) });
    expect(past.get('n:a')?.sessions.slice(-2)).toEqual([0, 2]);
    expect(past.get('n:b')?.runs).toBe(0);
  });

  it('has sessions of windows of the same length alone, and none where the source knew none', () => {
    const history = weeks({ A: 1 }, { A: 2 });
    const fortnight = (n: number): Days => ({ from: week(n).from, to: week(n + 1).to });
    history.record(run(fortnight(0)), [sighting('A', { metrics: { users: 3 } })]);
    expect(history.pastOf('own', week(2)).get('n:a')?.sessions.slice(-2)).toEqual([1, 2]);
    expect(history.pastOf('own', fortnight(2)).get('n:a')).toMatchObject({ runs: 3, sessions: unknown(12) });
    history.record(run(fortnight(0)), [sighting('A', sessions(3))]);
    expect(history.pastOf('own', fortnight(2)).get('n:a')?.sessions.at(-1)).toBe(3);
  });

  it('is the same as what a plain look at all runs tells', () => {
    const some = fc.array(
      fc.option(fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.nat(9)), { nil: undefined }),
      {
        maxLength: 16,
      },
    );
    fc.assert(
      fc.property(some, fc.nat(16), (seen, at) => {
        const history = weeks(...seen);
        const before = seen.slice(0, at);
        const past = history.pastOf('own', week(at), ['n:a', 'n:b', 'n:c']);
        for (const name of before.some(Boolean) ? ['A', 'B', 'C'] : []) {
          const runs = before.flatMap((byName, n) => (byName && name in byName ? [n] : []));
          const windows = Array.from({ length: 12 }, (_, i) => before[at - 12 + i]);
          expect(past.get(`n:${name.toLowerCase()}`)).toEqual({
            runs: runs.length,
            ...(runs.length > 0 && {
              seen: { from: week(runs[0] ?? 0).from, to: week(runs.at(-1) ?? 0).to },
            }),
            sessions: windows.map((byName) => byName && (byName[name] ?? 0)),
          });
        }
        if (!before.some(Boolean)) expect(past.size).toBe(0);
        history.close();
      }),
      { numRuns: 30 },
    );
  });

  it('decides a status over weeks: new, steady, rising, gone, returning, cooling', () => {
    const counts = [4, 4, 9, 0, 8, 3];
    const history = someHistory();
    const words = counts.map((count, n) => {
      const past = history.pastOf('own', week(n), ['n:a']).get('n:a');
      history.record(run(week(n)), count > 0 ? [sighting('A', { ...sessions(count), seen: week(n) })] : []);
      return count > 0 ? sightingOf(organisation('A', { sessions: count }), past) : 'gone';
    });
    expect(words).toEqual([undefined, 'steady', 'rising', 'gone', 'returning', 'cooling']);
  });
});

describe('sightings of a result', () => {
  const rule = {
    id: 'us-cox',
    file: 'f',
    line: 1,
    kind: 'exclude' as const,
    type: 'isp' as const,
    why: 'US cable carrier',
    matches: [],
    spares: [],
    confidence: 0.9,
  };
  const day = (value: string) => ({ value, metrics: { sessions: 1 } });
  const excluded: Excluded[] = [
    {
      organisation: organisation('Customer', { sessions: 4 }),
      verdict: unsure,
      notForUs: {
        who: { name: 'Customer' },
        reason: 'customer',
        date: '2026-01-02',
        until: '2027-01-01',
        line: 1,
      },
    },
    {
      organisation: organisation('Cox', { sessions: 9 }, { domain: 'cox.example' }),
      verdict: { type: 'isp', kept: false, confidence: 0.9, rule, matched: 'cox' },
    },
    { organisation: organisation('(IP address)', { sessions: 2 }), verdict: unsure },
    { organisation: organisation('(IP address)', { sessions: 3, users: 1 }), verdict: unsure },
  ];
  const result: RunResult = {
    leads: [
      lead('=Acme', {
        sighting: 'rising',
        seen: { from: '2026-11-10', to: '2026-11-12' },
        organisation: organisation('=Acme', { sessions: 5, pageViews: 7 }, { previous: { sessions: 1 } }),
        evidence: {
          day: [day('2026-11-10'), day('2026-11-12'), day('soon')],
          page: [
            { value: '/pricing (eu)', metrics: { pageViews: 4 } },
            { value: '=cmd', metrics: { pageViews: 1 } },
          ],
          channel: [{ value: 'Organic Search', metrics: { sessions: 5 } }],
        },
      }),
    ],
    excluded,
    left: [],
    manifest,
  };

  it('are its leads, then what was left out and why; stand-ins of one kind are one', () => {
    const sightings = sightingsOf(result, week(10));
    expect(
      sightings.map(({ name, fate, why, metrics, seen }) => [name, fate, why, metrics.sessions, seen]),
    ).toEqual([
      ['=Acme', 'lead', undefined, 5, { from: '2026-11-10', to: '2026-11-12' }],
      ['Customer', 'notForUs', 'customer since 2026-01-02 until 2027-01-01', 4, week(10)],
      ['Cox', 'excluded', 'US cable carrier', 9, week(10)],
      ['(IP address)', 'excluded', undefined, 5, week(10)],
    ]);
    expect(sightings[0]).toMatchObject({ rank: 1, score: 50, status: 'rising', previous: { sessions: 1 } });
    expect(sightings[2]).toMatchObject({
      rule: 'us-cox',
      matched: 'cox',
      domain: 'cox.example',
      type: 'isp',
    });
    const history = someHistory();
    const id = history.record(run(week(10)), sightings);
    expect(history.sightings.of(id)).toStrictEqual(sightings);
    expect(history.sightings.leads(id)).toStrictEqual(sightings.filter(({ fate }) => fate === 'lead'));
    expect(history.sightings.others(id)).toStrictEqual(sightings.filter(({ fate }) => fate !== 'lead'));
  });

  it('hold what is no lead for other reasons too, so that it is not new one day', () => {
    const few = {
      organisation: organisation('Few', { sessions: 1 }),
      verdict: unsure,
      fate: 'belowMinimum' as const,
    };
    const history = someHistory();
    history.record(run(week(9)), sightingsOf({ ...result, left: [few] }, week(9)));
    expect(history.sightings.timeline('own', 'n:few').map(({ fate }) => fate)).toEqual(['belowMinimum']);
    expect(sightingOf(organisation('Few'), history.pastOf('own', week(10), ['n:few']).get('n:few'))).toBe(
      'rising',
    );
  });

  it('come again from the lists that the run wrote, as far as these tell them', () => {
    const parsed = (pieces: Iterable<string>) =>
      Papa.parse<Record<string, string>>([...pieces].join(''), { header: true, skipEmptyLines: true }).data;
    const again = sightingsOfFiles(parsed(leadsCsv(result.leads)), parsed(excludedCsv(excluded)), week(10));
    const told = sightingsOf(result, week(10));
    const few = ({ key, name, fate, rule, matched, why, status, score, rank, seen }: StoredSighting) => ({
      ...{ key, name, fate, rule, matched, why, status, score, rank, seen },
    });
    expect(again.slice(0, 3).map(few)).toEqual(told.slice(0, 3).map(few));
    expect(again[0]).toMatchObject({
      metrics: { sessions: 5, pageViews: 7 },
      previous: { sessions: 1 },
      spellings: ['=Acme'],
      reasons: [{ points: 50, text: '5 sessions' }],
      evidence: {
        page: result.leads[0]?.evidence.page,
        channel: [{ value: 'Organic Search', metrics: { sessions: 5 } }],
      },
    });
    expect(again.map(({ key }) => key)).toEqual(told.map(({ key }) => key));
    const history = someHistory();
    const id = history.record(run(week(10)), again);
    expect(history.sightings.of(id)).toStrictEqual(again);
  });

  it('take empty and strange cells for what is not known', () => {
    const line = {
      organisation: '',
      key: 'n:x',
      type: 'wizard',
      sessions: '',
      score: 'n/a',
      first_seen: 'soon',
    };
    expect(sightingsOfFiles([line, { key: '' }, {}], [line], week(10))).toEqual([
      {
        key: 'n:x',
        name: '',
        fate: 'lead',
        type: 'unsure',
        rank: 1,
        metrics: {},
        seen: week(10),
        spellings: [],
        reasons: [],
        evidence: {},
      },
    ]);
  });
});

describe('retention', () => {
  const look = (file: string, sql: string) => {
    const db = new DatabaseSync(file);
    const found = Object.values(db.prepare(sql).get() ?? {})[0];
    db.close();
    return found;
  };
  async function recorded(n: number) {
    const history = someHistory();
    for (let i = 0; i < n; i++) {
      const recording = recordingOf(reading([{ name: 'A', window: 'current', metrics: {} }]), (text) => text);
      await all(recording.reading.rows());
      const others = Array.from({ length: 90 }, (_, other) => sighting(`Other ${other}`));
      history.record(run(week(i)), [sighting('A'), sighting(`Only ${i}`), ...others], recording.finish());
    }
    return history;
  }

  it('removes readings and runs that are older than so many weeks, with what only they knew', async () => {
    const history = await recorded(8);
    history.decisions.decide('own', { key: 'n:only 0', name: 'Only 0', kind: 'accept', by: 'me' });
    const today = week(8).to;
    expect(history.prune({}, today)).toEqual({ runs: 0, readings: 0 });
    expect(history.prune({ keepReadings: 2 }, today)).toEqual({ runs: 0, readings: 6 });
    expect(
      history.runs
        .list('own')
        .filter(({ hasReading }) => hasReading)
        .map(({ days }) => days),
    ).toEqual([7, 6].map(week));
    expect(history.prune({ keepRuns: 5 }, today)).toEqual({ runs: 3, readings: 0 });
    expect(history.runs.list('own').map(({ days }) => days)).toEqual([7, 6, 5, 4, 3].map(week));
    expect(look(history.file, 'PRAGMA freelist_count')).toBe(0);
    expect(look(history.file, "SELECT count(*) FROM name WHERE text LIKE 'Only%'")).toBe(5);
    expect(history.organisations.find('own', ['only 0', 'only 2'])).toEqual([]);
    expect(history.organisations.find('own', ['only 3', 'a'])).toHaveLength(2);
    expect(history.pastOf('own', week(8)).get('n:a')?.runs).toBe(5);
    expect(history.decisions.list('own')).toHaveLength(1);
    expect(history.problems()).toEqual([]);
  });
});

describe('lines', () => {
  it('are all of a site as plain JSON: runs with their sightings, decisions, deliveries', async () => {
    const history = weeks({ A: 1 }, { A: 2 });
    history.record(run(week(0), { site: 'sample' }), [sighting('S')]);
    history.decisions.decide('own', { key: 'n:a', name: 'A', kind: 'note', value: 'call', by: 'me' });
    history.deliveries.begin({ kind: 'slack', site: 'own', window: '2026-W36', segment: 'all' });
    const lines = await all(history.lines('own'));
    expect(lines.map(({ line }) => line)).toEqual([
      ...['run', 'sighting', 'run', 'sighting'],
      ...['decision', 'delivery'],
    ]);
    expect(lines[2]).toMatchObject({ line: 'run', week: '2026-W37', manifest });
    expect(lines[3]).toMatchObject({ line: 'sighting', run: 2, key: 'n:a', metrics: { sessions: 2 } });
    expect(JSON.parse(JSON.stringify(lines))).toEqual(lines);
  });
});
