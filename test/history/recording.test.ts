import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/classify/classifier.ts';
import { masker } from '../../src/classify/masked.ts';
import { withoutPersonal } from '../../src/classify/personal.ts';
import { recordingOf } from '../../src/history/recorder.ts';
import type { Reading } from '../../src/run-types.ts';
import { type Detail, detailKinds, type Metrics, metricNames, type Row } from '../../src/types.ts';
import { organisation, unsure } from '../make.ts';
import { all, manifest, reading, run, sighting, someHistory, week } from './make.ts';

const same = (text: string) => text;

const someText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constant('a\u0000b\ud800'),
);
const someMetrics: fc.Arbitrary<Metrics> = fc
  .array(fc.option(fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e6, noNaN: true })), { nil: undefined }), {
    minLength: metricNames.length,
    maxLength: metricNames.length,
  })
  .map((values) =>
    Object.fromEntries(
      metricNames
        .map((name, index) => [name, values[index]] as const)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, Object.is(value, -0) ? 0 : value]),
    ),
  );
const someRow: fc.Arbitrary<Row> = fc
  .record(
    {
      name: someText,
      domain: someText,
      country: someText,
      window: fc.constantFrom('current' as const, 'previous' as const),
      metrics: someMetrics,
    },
    { requiredKeys: ['name', 'window', 'metrics'], noNullPrototype: true },
  )
  .map((row) => row as Row);
const someDetail: fc.Arbitrary<Detail> = fc.record(
  { name: someText, about: fc.constantFrom(...detailKinds), value: someText, metrics: someMetrics },
  { noNullPrototype: true },
);

/** Reads all, as a run does, and records it. */
async function stored(source: Reading, names: readonly string[]) {
  const history = someHistory();
  const recording = recordingOf(source, same);
  const seen = {
    rows: (await all(recording.reading.rows())).flat(),
    details: await all(recording.reading.details(names)),
  };
  const id = history.record(run(week(10)), [], recording.finish());
  const replay = history.readings.of(id);
  if (!replay) throw new Error('no reading');
  return { history, id, seen, replay };
}

describe('a stored reading', () => {
  it('gives the rows and details again as they were, in their order, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someRow), fc.array(someDetail), async (rows, details) => {
        const names = details.map(({ name }) => name);
        const { history, seen, replay } = await stored(reading(rows, details), names);
        expect(seen).toEqual({ rows, details });
        expect((await all(replay.rows())).flat()).toStrictEqual(rows);
        expect((await all(replay.rows())).flat()).toStrictEqual(rows);
        expect(await all(replay.details(names))).toStrictEqual(details);
        history.close();
      }),
      { numRuns: 40 },
    );
  });

  it('says of itself what it said', async () => {
    const outcome = {
      flags: [{ flag: 'not-set', message: 'most', serious: true }],
      quota: { consumed: 7, remainingToday: 3 },
      requests: 2,
    };
    const own = { days: week(10), timeZone: 'Asia/Tokyo', query: { property: '1' }, outcome: () => outcome };
    const { replay } = await stored(reading([], [], own), []);
    const { label, query, days, timeZone } = replay;
    expect({ label, query, days, timeZone }).toEqual({
      label: 'a.csv (plain CSV)',
      query: { property: '1' },
      days: week(10),
      timeZone: 'Asia/Tokyo',
    });
    expect(replay.outcome()).toEqual(outcome);
    const plain = await stored(reading([]), []);
    expect('days' in plain.replay || 'timeZone' in plain.replay).toBe(false);
  });

  it('keeps details of several questions, and gives only those that are asked for', async () => {
    const about = (name: string): Detail => ({ name, about: 'page', value: '/', metrics: { sessions: 1 } });
    const recording = recordingOf(reading([], [about('A'), about('B'), about('C')]), same);
    await all(recording.reading.rows());
    await all(recording.reading.details(['A']));
    await all(recording.reading.details(['B', 'C']));
    const history = someHistory();
    const replay = history.readings.of(history.record(run(week(10)), [], recording.finish()));
    expect(
      (await all(replay?.details(['C', 'A', 'X']) ?? reading([]).details([]))).map(({ name }) => name),
    ).toEqual(['A', 'C']);
  });

  it('is in parts, so that a long one never stands in memory, and is a fraction of its text', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, n): Row => ({
        name: `organisation ${n}`,
        window: 'current',
        metrics: { sessions: n % 9 },
      }),
    );
    const recording = recordingOf(reading(rows), same);
    await all(recording.reading.rows());
    const { parts } = recording.finish();
    expect(parts.length).toBeGreaterThan(2);
    const bytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    expect(bytes).toBeLessThan(JSON.stringify(rows).length / 8);
  });

  it('is refused where the rows were not read to their end', async () => {
    const row: Row = { name: 'A', window: 'current', metrics: {} };
    const recording = recordingOf(reading([row, row]), same);
    expect(() => recording.finish()).toThrow('read to their end');
    for await (const _ of recording.reading.rows()) break;
    expect(() => recording.finish()).toThrow('read to their end');
  });

  it('is the last of several looks at the rows', async () => {
    const row: Row = { name: 'A', window: 'current', metrics: {} };
    const recording = recordingOf(reading([row, row]), same);
    await all(recording.reading.rows());
    await all(recording.reading.rows());
    const history = someHistory();
    const replay = history.readings.of(history.record(run(week(10)), [], recording.finish()));
    expect((await all(replay?.rows() ?? reading([]).rows())).flat()).toEqual([row, row]);
    for await (const _ of recording.reading.rows()) break;
    expect(() => recording.finish()).toThrow('read to their end');
  });

  it('is not there where none was kept', () => {
    const history = someHistory();
    expect(history.readings.of(history.record(run(week(10)), [sighting('A')]))).toBeUndefined();
    expect(history.runs.list('own')[0]?.hasReading).toBe(false);
  });
});

describe('masked names', () => {
  const personal = [
    '203.0.113.7',
    '[2001:db8::1]:80',
    '203-0-113-7',
    '203.0.113.0/24',
    'Jane.Doe@example.com',
    'mailto:<jane@example.com>',
    '+49 (0)89 1234567',
    'tel: 0891234567',
    '[2001:db8::b]',
    'Fax 0891234567',
  ];
  const rules = (['ip', 'email', 'phone'] as const).map((looks, line) => ({
    id: looks,
    file: 'test',
    line,
    kind: 'exclude' as const,
    type: 'placeholder' as const,
    looks,
    why: 'personal',
    matches: [],
    spares: [],
    confidence: 1,
  }));

  it('hold nothing of an address, number or person, and get the verdict that those got', () => {
    const masked = masker();
    const classifier = compile(rules);
    for (const name of [...personal, '２０３.0.113.9', '[fe80::a]']) {
      const other = masked(name);
      expect(other).not.toBe(name);
      expect(classifier.verdict(other).rule?.id, `${name} as ${other}`).toBe(
        classifier.verdict(name).rule?.id,
      );
      expect(other.toLowerCase()).not.toMatch(/203|2001:db8|jane|123456/);
    }
    expect(new Set(personal.map(masked)).size).toBe(personal.length);
    expect(personal.map(masked)).toEqual(personal.map(masked));
  });

  it('are put together under stand-ins as those were', () => {
    const masked = masker();
    const nameOf = (name: string) =>
      withoutPersonal([{ organisation: organisation(name), verdict: unsure }])[0]?.organisation.name;
    for (const name of personal) expect(nameOf(name), name).toBe(nameOf(masked(name)));
    expect(new Set(personal.map(nameOf))).toEqual(
      new Set(['(IP address)', '(e-mail address)', '(phone number)']),
    );
  });

  it.each(['Deutsche Telekom AG', '1&1 Versatel', '3M', 'a.b@c', 'DE-CIX 2001'])('leave %s alone', (name) => {
    expect(masker()(name)).toBe(name);
  });

  it('are all that is stored', async () => {
    const names = ['203.0.113.7', 'Jane.Doe@example.com'];
    const rows = names.map((name): Row => ({ name, domain: '203.0.113.7', window: 'current', metrics: {} }));
    const details = names.map((name): Detail => ({ name, about: 'page', value: '/', metrics: {} }));
    const recording = recordingOf(reading(rows, details), masker());
    expect((await all(recording.reading.rows())).flat().map(({ name }) => name)).toEqual(names);
    expect((await all(recording.reading.details(names))).map(({ name }) => name)).toEqual(names);
    const history = someHistory();
    const replay = history.readings.of(history.record(run(week(10)), [], recording.finish()));
    const again = (await all(replay?.rows() ?? reading([]).rows())).flat();
    const found = await all(replay?.details(again.map(({ name }) => name)) ?? reading([]).details([]));
    expect(found).toHaveLength(2);
    expect(JSON.stringify([again, found])).not.toMatch(/203|jane/i);
  });
});

describe('a manifest', () => {
  it('comes back as it was', () => {
    const history = someHistory();
    const id = history.record(run(week(10)), []);
    expect(history.runs.get(id)?.manifest).toEqual({ ...manifest, days: week(10) });
  });
});
