import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHistory } from '../../src/history/index.ts';
import type { NewRun } from '../../src/history/runs.ts';
import type { StoredSighting } from '../../src/history/sightings.ts';
import type { Manifest, Reading } from '../../src/run-types.ts';
import type { Days, Detail, Row } from '../../src/types.ts';

export const manifest: Manifest = {
  tool: 'ga-leads',
  version: '0',
  source: { kind: 'file', label: 'a.csv', query: { input: 'a.csv' } },
  timeZone: 'Europe/Berlin',
  hashes: { rules: 'r', settings: 's' },
  counts: {
    rows: 1,
    names: 1,
    organisations: 1,
    excluded: {},
    notForUs: 0,
    dismissed: 0,
    belowMinimum: 0,
    onlyExcludedPages: 0,
    leads: 1,
    sightings: {},
    sessions: { total: 1, byType: {} },
  },
  quality: [],
  requests: 0,
};

export const now = () => new Date('2026-11-22T08:00:00Z');

/** A file in a new folder. */
export const someFile = (): string =>
  path.join(mkdtempSync(path.join(tmpdir(), 'ga-leads-history-')), 'history.sqlite');

export const someHistory = (file = someFile()) => openHistory(file, { now });

const firstMonday = Date.parse('2026-08-31T00:00:00Z');
const dayLength = 86_400_000;
const dayText = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

/** Weeks in a row; 0 is 2026-W36 (2026-08-31), 10 is 2026-W46. */
export const week = (n: number): Days => ({
  from: dayText(firstMonday + 7 * n * dayLength),
  to: dayText(firstMonday + (7 * n + 6) * dayLength),
});

export const run = (days: Days, more: Partial<NewRun> = {}): NewRun => ({
  site: 'own',
  days,
  at: `${days.to}T06:00:00.000Z`,
  manifest: { ...manifest, days },
  ...more,
});

/** An organisation in a run: what matters to a test is given, the rest is plain. */
export const sighting = (name: string, more: Partial<StoredSighting> = {}): StoredSighting => ({
  key: `n:${name.toLowerCase()}`,
  name,
  fate: 'lead',
  type: 'business',
  rank: 1,
  score: 50,
  metrics: { sessions: 5 },
  seen: { from: '2026-11-09', to: '2026-11-15' },
  spellings: [name],
  confidence: 0.9,
  reasons: [],
  evidence: {},
  ...more,
});

/** A source's answer. */
export function reading(
  rows: readonly Row[],
  details: readonly Detail[] = [],
  more: Partial<Reading> = {},
): Reading {
  return {
    label: 'a.csv (plain CSV)',
    query: { input: 'a.csv' },
    async *rows() {
      for (const row of rows) yield [row];
    },
    async *details(names) {
      yield* details.filter(({ name }) => names.includes(name));
    },
    outcome: () => ({ flags: [], requests: 0 }),
    ...more,
  };
}

/** Everything of an iterable. */
export async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of some) found.push(one);
  return found;
}
