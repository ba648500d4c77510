import Papa from 'papaparse';
import type { Excluded, Lead } from '../types.ts';
import { excludedColumns, leadColumns } from './columns.ts';

/** So many lines a piece, so that a long list never stands in memory as one text. */
const linesAPiece = 200;

function* csv<T>(
  columns: Record<string, (subject: T) => unknown>,
  subjects: readonly T[],
): Generator<string> {
  const cells = Object.values(columns);
  yield `${Papa.unparse([Object.keys(columns)])}\r\n`;
  for (let start = 0; start < subjects.length; start += linesAPiece) {
    const lines = subjects
      .slice(start, start + linesAPiece)
      .map((subject) => cells.map((cell) => cell(subject)));
    yield `${Papa.unparse(lines)}\r\n`;
  }
}

/** leads.csv in pieces: RFC 4180, UTF-8, no byte-order mark. */
export const leadsCsv = (leads: readonly Lead[]): Generator<string> => csv(leadColumns, leads);

/** excluded.csv in pieces, likewise. */
export const excludedCsv = (excluded: readonly Excluded[]): Generator<string> =>
  csv(excludedColumns, excluded);
