import type { Manifest } from '../run-types.ts';
import type { Days } from '../types.ts';
import type { Database } from './database.ts';
import { dayNumber, dayText } from './days.ts';

/** The embedded sample's runs are kept apart from those of the user's own site. */
export type Site = 'sample' | 'own';

/** A run as it is recorded. A site has at most one run of the same days: the last. */
export interface NewRun {
  site: Site;
  days: Days;
  /** ISO time at which it was made. */
  at: string;
  manifest: Manifest;
}

export interface StoredRun extends NewRun {
  id: number;
  /** The ISO week, e.g. 2026-W46, where the days are just one. */
  week?: string;
  /** Whether it can be replayed: its rows and details are there. */
  hasReading: boolean;
}

interface RunRow {
  id: number;
  site: Site;
  from_day: number;
  to_day: number;
  week: string | null;
  at: string;
  manifest: string;
  has_reading: number;
}

const select =
  'SELECT run.*, EXISTS (SELECT 1 FROM reading WHERE reading.run = run.id) AS has_reading FROM run';

const stored = (row: RunRow): StoredRun => ({
  id: row.id,
  site: row.site,
  days: { from: dayText(row.from_day), to: dayText(row.to_day) },
  ...(row.week !== null && { week: row.week }),
  at: row.at,
  manifest: JSON.parse(row.manifest),
  hasReading: row.has_reading === 1,
});

/** The runs that the history holds. */
export const runsIn = (db: Database) => ({
  /** Latest days first. */
  list: (site: Site): StoredRun[] =>
    db.all<RunRow>(`${select} WHERE site = ? ORDER BY to_day DESC, from_day DESC`, site).map(stored),

  /** Their days alone, latest first: many times as fast. */
  windows: (site: Site): Pick<StoredRun, 'days' | 'week'>[] =>
    db
      .all<Pick<RunRow, 'from_day' | 'to_day' | 'week'>>(
        'SELECT from_day, to_day, week FROM run WHERE site = ? ORDER BY to_day DESC, from_day DESC',
        site,
      )
      .map(({ from_day, to_day, week }) => ({
        days: { from: dayText(from_day), to: dayText(to_day) },
        ...(week !== null && { week }),
      })),

  get(id: number): StoredRun | undefined {
    const row = db.get<RunRow>(`${select} WHERE id = ?`, id);
    return row && stored(row);
  },

  /** The run of just these days. */
  of(site: Site, { from, to }: Days): StoredRun | undefined {
    const row = db.get<RunRow>(
      `${select} WHERE site = ? AND from_day = ? AND to_day = ?`,
      site,
      dayNumber(from),
      dayNumber(to),
    );
    return row && stored(row);
  },

  /** The run with the latest days; with `before`, of those that ended before that day. */
  latest(site: Site, before = '9999-12-31'): StoredRun | undefined {
    const row = db.get<RunRow>(
      `${select} WHERE site = ? AND to_day < ? ORDER BY to_day DESC, from_day DESC LIMIT 1`,
      site,
      dayNumber(before),
    );
    return row && stored(row);
  },
});
