import { inputError } from '../errors.ts';
import type { Reading, ReadingOutcome } from '../run-types.ts';
import type { Detail, Row } from '../types.ts';
import { metricsOf, unpacked } from './compact.ts';
import type { Database } from './database.ts';
import type { DetailLine, RowLine } from './recorder.ts';

/** What a reading said of itself. */
export type ReadingHead = Pick<Reading, 'label' | 'query' | 'days' | 'timeZone'> & {
  outcome: ReadingOutcome;
};

/** Some of its rows or details: compressed JSON lines. */
export interface ReadingPart {
  holds: 'rows' | 'details';
  bytes: Uint8Array;
}

/** A reading as the history keeps it, to be replayed. */
export interface StoredReading {
  head: ReadingHead;
  parts: ReadingPart[];
}

export function writeReading(db: Database, run: number, { head, parts }: StoredReading): void {
  db.run('INSERT INTO reading (run, head) VALUES (?, ?)', run, JSON.stringify(head));
  for (const [part, { holds, bytes }] of parts.entries()) {
    db.run('INSERT INTO reading_part (run, part, holds, bytes) VALUES (?, ?, ?, ?)', run, part, holds, bytes);
  }
}

/** What runs read, to be replayed. */
export const readingsIn = (db: Database) => ({
  /**
   * The reading of a run as it was: the same rows and details in the same order, the same outcome. Of details
   * it has those that the run asked for. Undefined if none was kept.
   */
  of(run: number): Reading | undefined {
    const row = db.get<{ head: string }>('SELECT head FROM reading WHERE run = ?', run);
    if (row === undefined) return undefined;
    const { outcome, ...head }: ReadingHead = JSON.parse(row.head);
    return {
      ...head,
      async *rows() {
        for (const lines of storedLines<RowLine>(db, run, 'rows')) yield lines.map(rowOf);
      },
      async *details(names) {
        const asked = new Set(names);
        for (const lines of storedLines<DetailLine>(db, run, 'details')) {
          for (const line of lines) if (asked.has(line[0])) yield detailOf(line);
        }
      },
      outcome: () => outcome,
    };
  },
});

/** Part by part, one in memory at a time. */
export function* storedLines<Line>(
  db: Database,
  run: number,
  holds: ReadingPart['holds'],
): Generator<Line[]> {
  const parts = db.all<{ part: number }>(
    'SELECT part FROM reading_part WHERE run = ? AND holds = ? ORDER BY part',
    run,
    holds,
  );
  for (const { part } of parts) {
    const row = db.get<{ bytes: Uint8Array }>(
      'SELECT bytes FROM reading_part WHERE run = ? AND part = ?',
      run,
      part,
    );
    if (row === undefined) throw replaced(db.file, run);
    const lines = unpacked(row.bytes, db.file, `the reading of run ${run}`).split('\n');
    yield lines.map((line) => JSON.parse(line));
  }
}

const replaced = (file: string, run: number) =>
  inputError(`history: ${file}: run ${run} was replaced or removed while it was replayed`, 'Run again.');

function rowOf([name, isPrevious, domain, country, ...metrics]: RowLine): Row {
  const row: Row = { name, window: isPrevious ? 'previous' : 'current', metrics: metricsOf(metrics) };
  if (domain !== null) row.domain = domain;
  if (country !== null) row.country = country;
  return row;
}

const detailOf = ([name, about, value, ...metrics]: DetailLine): Detail => ({
  name,
  about,
  value,
  metrics: metricsOf(metrics),
});
