import { statSync } from 'node:fs';
import path from 'node:path';
import { type History, openHistory } from '../../src/history/index.ts';
import { recordingOf } from '../../src/history/recorder.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import type { Reading } from '../../src/run-types.ts';
import type { Days, Detail, Row } from '../../src/types.ts';
import { madeName, median, scratch } from './measure.ts';
import { daysOf, manifest, organisationsAWeek, sightings } from './weeks.ts';

function reading(seen: readonly StoredSighting[], days: Days): Reading {
  return {
    label: 'bench',
    query: {},
    days,
    async *rows() {
      for (const { name, metrics } of seen) {
        yield (['current', 'previous'] as const).map((window): Row => ({ name, window, metrics }));
      }
    },
    async *details() {
      for (const { name, evidence } of seen) {
        for (const about of ['page', 'day', 'channel', 'country'] as const) {
          for (const one of evidence[about] ?? []) yield { name, about, ...one } satisfies Detail;
        }
      }
    },
    outcome: () => ({ flags: [], requests: 1 }),
  };
}

/** As a run does: everything passes through the recorder, then one transaction. */
async function recordWeek(history: History, week: number): Promise<number> {
  const [days, seen] = [daysOf(week), sightings(week)];
  const started = performance.now();
  const recording = recordingOf(reading(seen, days), (text) => text);
  for await (const _ of recording.reading.rows());
  for await (const _ of recording.reading.details([]));
  history.record({ site: 'own', days, at: `${days.to}T06:00:00Z`, manifest }, seen, recording.finish());
  return performance.now() - started;
}

const timed = (work: () => unknown): number => {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times);
};

/** What a history of so many weeks costs: each figure in ms, the file in MB. */
async function costs(history: History, weeks: number): Promise<Record<string, number>> {
  const records: number[] = [];
  for (const week of [weeks - 1, weeks - 2, weeks - 3]) records.push(await recordWeek(history, week));
  const keys = sightings(weeks).map(({ key }) => key);
  const [last, before] = history.runs.list('own');
  const [key = ''] = keys;
  return {
    'recording a run': median(records),
    'the past of a week': timed(() => history.pastOf('own', daysOf(weeks), keys)),
    'a timeline': timed(() => history.sightings.timeline('own', key)),
    'two weeks compared': timed(() => history.sightings.changes(before?.id ?? 0, last?.id ?? 0)),
    'a list with its evidence': timed(() => history.sightings.of(last?.id ?? 0)),
    'a name found': timed(() => history.organisations.find('own', [madeName(7)])),
    'file in MB': statSync(history.file).size / 1e6,
  };
}

const most: Record<string, string> = {
  'recording a run': 'at most 3,000',
  'the past of a week': 'at most 500',
  'a timeline': 'at most 50',
  'two weeks compared': 'at most 300',
  'file in MB': 'at most 1,000',
};

/** A history of so many weeks of 5,000 organisations each, and what its doubling cost. */
export async function benchHistory(weeks = 260): Promise<void> {
  const history = openHistory(path.join(scratch, 'history.sqlite'), { now: () => new Date('2026-11-22') });
  try {
    const half = Math.floor(weeks / 2);
    for (let week = 0; week < half; week++) await recordWeek(history, week);
    const atHalf = await costs(history, half);
    for (let week = half; week < weeks; week++) await recordWeek(history, week);
    const whole = await costs(history, weeks);
    for (const [name, value] of Object.entries(whole)) {
      const ratio = (value / (atHalf[name] ?? Number.NaN)).toFixed(2);
      const limit = most[name] ? ` (${most[name]})` : '';
      const unit = name.endsWith('MB') ? '' : ' ms';
      console.log(
        `history: ${weeks} weeks × ${organisationsAWeek}: ${name} ${value.toFixed(1)}${unit}${limit}, ${ratio} times that of ${half} weeks`,
      );
    }
  } finally {
    history.close();
  }
}
