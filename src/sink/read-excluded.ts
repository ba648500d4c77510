import Papa from 'papaparse';
import { inputError } from '../errors.ts';
import { textOfCell } from './cell.ts';

/** A line of excluded.csv, as far as it tells what was removed and why. Absent numbers are unknown. */
export interface ExcludedLine {
  organisation: string;
  type: string;
  /** The id of the rule that decided, or `name-model`. */
  rule: string;
  matched: string;
  sessions?: number;
  engagedSessions?: number;
  pageViews?: number;
  key: string;
}

const needed = [
  'organisation',
  'type',
  'rule',
  'matched',
  'sessions',
  'engaged_sessions',
  'page_views',
  'key',
];

/** The lines of an excluded.csv that a run wrote. Throws a UserError (exit 2) where the text is none. */
export function readExcluded(text: string, file: string): ExcludedLine[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  const missing = needed.filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0) {
    throw inputError(
      `${file} is no excluded.csv of a run: it has no column ${missing.join(', ')}`,
      'Run ga-leads run again; it writes the file anew.',
    );
  }
  const number = (name: string, cell: string | undefined) =>
    cell === undefined || cell === '' || Number.isNaN(Number(cell)) ? {} : { [name]: Number(cell) };
  return data.map((cells) => {
    const of = (column: string) => textOfCell(cells[column] ?? '');
    return {
      organisation: of('organisation'),
      type: of('type'),
      rule: of('rule'),
      matched: of('matched'),
      key: of('key'),
      ...number('sessions', cells.sessions),
      ...number('engagedSessions', cells.engaged_sessions),
      ...number('pageViews', cells.page_views),
    };
  });
}
