import { metricNames } from '../types.ts';
import type { Database } from './database.ts';
import { dayNumber, weekOf } from './days.ts';
import { writeDetails } from './evidence.ts';
import { nameId, organisationId } from './organisations.ts';
import { type StoredReading, writeReading } from './readings.ts';
import type { NewRun, Site } from './runs.ts';
import type { StoredSighting } from './sightings.ts';

/**
 * Writes a run with its sightings and what was read, in one transaction: a kill at any moment leaves all of it
 * or nothing. A run of the same site and days, with all that hung on it, gives way. Returns the run's id.
 */
export function record(
  db: Database,
  run: NewRun,
  sightings: readonly StoredSighting[],
  reading?: StoredReading,
): number {
  return db.transaction(() => {
    const id = writeRun(db, run);
    const toDay = dayNumber(run.days.to);
    for (const [place, sighting] of sightings.entries()) {
      writeSighting(db, { run: id, site: run.site, toDay, place }, sighting);
    }
    writeDetails(db, id, sightings);
    if (reading) writeReading(db, id, reading);
    return id;
  });
}

function writeRun(db: Database, { site, days, at, manifest }: NewRun): number {
  const [from, to] = [dayNumber(days.from), dayNumber(days.to)];
  const old = db.get<{ id: number }>(
    'SELECT id FROM run WHERE site = ? AND from_day = ? AND to_day = ?',
    site,
    from,
    to,
  );
  // The old run's id stays, so that what names it still finds the run of these days.
  if (old) db.run('DELETE FROM run WHERE id = ?', old.id);
  const written = db.get<{ id: number }>(
    'INSERT INTO run (id, site, from_day, to_day, week, at, manifest) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id',
    old?.id ?? null,
    site,
    from,
    to,
    weekOf(days) ?? null,
    at,
    JSON.stringify(manifest),
  );
  if (written === undefined) throw new Error('an insert returned no row');
  return written.id;
}

function writeSighting(
  db: Database,
  at: { run: number; site: Site; toDay: number; place: number },
  sighting: StoredSighting,
): void {
  const { key, name, spellings, fate, type, rule, rank, score, status, metrics, seen } = sighting;
  const organisation = organisationId(db, at.site, key);
  const shown = nameId(db, organisation, name);
  for (const spelling of spellings) if (spelling !== name) nameId(db, organisation, spelling);
  db.run(
    `INSERT INTO sighting (run, organisation, place, to_day, first_day, last_day, name, fate, type, rule, rank,
       score, status, sessions, engaged_sessions, page_views, engagement_seconds, key_events, users, new_users)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    at.run,
    organisation,
    at.place,
    at.toDay,
    dayNumber(seen.from),
    dayNumber(seen.to),
    shown,
    fate,
    type,
    rule ?? null,
    rank ?? null,
    score ?? null,
    status ?? null,
    ...metricNames.map((metric) => metrics[metric] ?? null),
  );
}
