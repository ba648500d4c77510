import { UserError } from '../errors.ts';
import type { Database } from './database.ts';
import { allDetails } from './evidence.ts';
import { storedLines } from './readings.ts';

/** Looks at everything; what is not whole, one line each for people. Empty if all is well. */
export function problemsOf(db: Database): string[] {
  return [
    ...faultsIn(() =>
      db
        .all<{ integrity_check: string }>('PRAGMA integrity_check')
        .map(({ integrity_check }) => integrity_check)
        .filter((found) => found !== 'ok'),
    ),
    ...faultsIn(() =>
      db
        .all<{ table: string; parent: string }>('PRAGMA foreign_key_check')
        .map(({ table, parent }) => `a row of ${table} belongs to a row of ${parent} that is not there`),
    ),
    ...faultsIn(() =>
      db
        .all<{ id: number; sightings: number }>(
          'SELECT id, (SELECT count(*) FROM sighting WHERE run = run.id) AS sightings FROM run ORDER BY id',
        )
        .flatMap(({ id, sightings }) => [
          ...faultsIn(() => evidenceFaults(db, id, sightings)),
          ...faultsIn(() => readingFaults(db, id)),
        ]),
    ),
  ];
}

function evidenceFaults(db: Database, run: number, sightings: number): string[] {
  const found = allDetails(db, run).length;
  return found === sightings ? [] : [`run ${run} has ${sightings} sightings, but evidence for ${found}`];
}

function readingFaults(db: Database, run: number): string[] {
  for (const holds of ['rows', 'details'] as const) for (const _ of storedLines(db, run, holds));
  return [];
}

/** What `look` finds, or what stops it. */
function faultsIn(look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof UserError || error instanceof SyntaxError) return [error.message];
    throw error;
  }
}
