import type { Database } from './database.ts';
import { dayNumber } from './days.ts';

/** How long things stay, in weeks; without a number, for ever. */
export interface Retention {
  /** Runs with their sightings. Decisions and deliveries always stay. */
  keepRuns?: number;
  /** What runs read, without which they cannot be replayed. */
  keepReadings?: number;
}

/**
 * Removes what ended more than so many weeks before `today` (YYYY-MM-DD) and gives the room back to the disk.
 * An organisation of which no run is left will be new again when it comes. Returns how many were removed.
 */
export function prune(
  db: Database,
  { keepRuns, keepReadings }: Retention,
  today: string,
): { runs: number; readings: number } {
  const limit = limitOf(today);
  const removed = db.transaction(() => {
    const readings =
      keepReadings === undefined
        ? 0
        : db.run(
            'DELETE FROM reading WHERE run IN (SELECT id FROM run WHERE to_day < ?)',
            limit(keepReadings),
          );
    const runs = keepRuns === undefined ? 0 : db.run('DELETE FROM run WHERE to_day < ?', limit(keepRuns));
    if (runs > 0) {
      db.run('DELETE FROM organisation WHERE id NOT IN (SELECT organisation FROM sighting)');
    }
    return { runs, readings };
  });
  db.exec('PRAGMA incremental_vacuum');
  return removed;
}

/** What `prune` would remove; changes nothing. */
export function prunable(
  db: Database,
  { keepRuns, keepReadings }: Retention,
  today: string,
): { runs: number; readings: number } {
  const counted = (sql: string, weeks: number | undefined): number =>
    weeks === undefined ? 0 : (db.get<{ n: number }>(sql, limitOf(today)(weeks))?.n ?? 0);
  return {
    readings: counted(
      'SELECT count(*) AS n FROM reading JOIN run ON run.id = reading.run WHERE to_day < ?',
      keepReadings,
    ),
    runs: counted('SELECT count(*) AS n FROM run WHERE to_day < ?', keepRuns),
  };
}

/** The first day that stays. */
const limitOf =
  (today: string) =>
  (weeks: number): number =>
    dayNumber(today) - weeks * 7;
