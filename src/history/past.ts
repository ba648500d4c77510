import type { Days, Past } from '../types.ts';
import type { Database } from './database.ts';
import { dayNumber, dayText, lengthOf } from './days.ts';
import type { Site } from './runs.ts';

/** How many windows back an organisation's sessions are told. */
export const windowsBack = 12;

type WindowRow = [organisation: number, sessions: number | null];
type Seen = [key: string, organisation: number, runs: number, first: number, last: number];

const columns = `organisation.key, organisation.id, count(*), min(sighting.first_day), max(sighting.last_day)`;

/**
 * What runs that ended before `days` began know of organisations, by key: of each that is asked for, one that
 * none saw included; without `keys`, of each that one saw. Empty if there is no such run.
 */
export function pastOf(db: Database, site: Site, days: Days, keys?: readonly string[]): Map<string, Past> {
  const before = dayNumber(days.from);
  const any = db.get('SELECT 1 FROM run WHERE site = ? AND to_day < ? LIMIT 1', site, before);
  if (any === undefined) return new Map();

  const seen = keys ? seenAmong(db, site, before, keys) : seenAtAll(db, site, before);
  const ids = keys && seen.map(([, organisation]) => organisation);
  const windows = windowsBefore(db, site, before, lengthOf(days), ids);
  const nowhere: Past = { runs: 0, sessions: windows.map((known) => (known ? 0 : undefined)) };
  const past = new Map<string, Past>(keys?.map((key) => [key, nowhere]));
  for (const [key, organisation, runs, first, last] of seen) {
    past.set(key, {
      runs,
      seen: { from: dayText(first), to: dayText(last) },
      sessions: windows.map((window) => window && (window.has(organisation) ? window.get(organisation) : 0)),
    });
  }
  return past;
}

const seenAmong = (db: Database, site: Site, before: number, keys: readonly string[]): Seen[] =>
  db.tuples(
    `SELECT ${columns}
     FROM json_each(?) AS asked
     CROSS JOIN organisation ON organisation.site = ? AND organisation.key = asked.value
     CROSS JOIN sighting ON sighting.organisation = organisation.id AND sighting.to_day < ?
     GROUP BY organisation.id`,
    JSON.stringify(keys),
    site,
    before,
  );

const seenAtAll = (db: Database, site: Site, before: number): Seen[] =>
  db.tuples(
    `SELECT ${columns}
     FROM organisation CROSS JOIN sighting
       ON sighting.organisation = organisation.id AND sighting.to_day < ?
     WHERE organisation.site = ? GROUP BY organisation.id`,
    before,
    site,
  );

/**
 * Sessions by organisation, of all or of these, in each of the windows before, oldest first; undefined where no
 * run had just it.
 */
function windowsBefore(
  db: Database,
  site: Site,
  before: number,
  length: number,
  ids: readonly number[] | undefined,
): (Map<number, number | undefined> | undefined)[] {
  return Array.from({ length: windowsBack }, (_, index) => {
    const from = before - (windowsBack - index) * length;
    const run = db.get<{ id: number }>(
      'SELECT id FROM run WHERE site = ? AND from_day = ? AND to_day = ?',
      site,
      from,
      from + length - 1,
    );
    if (run === undefined) return undefined;
    const rows = ids
      ? db.tuples<WindowRow>(
          `SELECT organisation, sessions FROM json_each(?) AS asked
           CROSS JOIN sighting ON run = ? AND organisation = asked.value`,
          JSON.stringify(ids),
          run.id,
        )
      : db.tuples<WindowRow>('SELECT organisation, sessions FROM sighting WHERE run = ?', run.id);
    return new Map(rows.map(([organisation, sessions]) => [organisation, sessions ?? undefined]));
  });
}
