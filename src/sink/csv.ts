import type { Excluded, Lead } from '../types.ts';
import { type Cell, excludedColumns, leadColumns } from './columns.ts';

/** So many lines a piece, so that a long list never stands in memory as one text. */
const linesAPiece = 200;

const needsQuotes = /[",\r\n]/;

/** A cell as it stands in a line. What a library does for any cell of any table takes several times as long. */
function written(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function* csv<T>(columns: Record<string, (subject: T) => Cell>, subjects: readonly T[]): Generator<string> {
  const cells = Object.values(columns);
  yield `${Object.keys(columns).map(written).join()}\r\n`;
  for (let start = 0; start < subjects.length; start += linesAPiece) {
    const lines = subjects
      .slice(start, start + linesAPiece)
      .map((subject) => `${cells.map((cell) => written(cell(subject))).join()}\r\n`);
    yield lines.join('');
  }
}

/** leads.csv in pieces: RFC 4180, UTF-8, no byte-order mark. */
export const leadsCsv = (leads: readonly Lead[]): Generator<string> => csv(leadColumns, leads);

/** excluded.csv in pieces, likewise. */
export const excludedCsv = (excluded: readonly Excluded[]): Generator<string> =>
  csv(excludedColumns, excluded);
