import { inputError, type UserError } from '../../errors.ts';
import { printable } from '../../text.ts';
import type { Days } from '../../types.ts';
import { type Chosen, type Columns, columnsOf, requireColumns } from './columns.ts';
import { type Dialect, headRows } from './csv.ts';
import { daysInComments, provenOrder } from './days.ts';
import { isTotalWord } from './headers.ts';
import type { NamesPlan } from './names.ts';
import type { Head } from './text.ts';
import type { SectionTraits } from './totals.ts';

export type CsvFormat = 'UA CSV' | 'GA4 CSV' | 'GA4 exploration CSV' | 'CSV' | 'TSV';

/** How a CSV file is to be read. */
export interface CsvPlan extends NamesPlan, SectionTraits {
  format: CsvFormat;
  dialect: Dialect;
  /** The header's place among all rows of the file, from 0. */
  headerRow: number;
  days?: Days;
  /** Google Analytics itself has written the file. */
  fromAnalytics: boolean;
}

/** A header and its place among the rows. */
interface Found {
  columns: Columns;
  headerRow: number;
  rows: string[][];
  dialect: Dialect;
}

const delimiters = [',', ';', '\t', '|'];
/** So many lines at the top of a file, and every line after a blank one or a comment, may be the header. */
const titleLines = 60;
/** GA4 began in October 2020; UA ended in July 2024. */
const [ga4Begins, uaEnds] = ['2020-10-14', '2024-07-01'];

/** Finds delimiter, header and columns in the head of a file; a UserError (exit 2) says what is missing. */
export function planCsv(head: Head, chosen: Chosen, file: string): CsvPlan {
  const found = best(dialectsOf(head.text).map((dialect) => findHeader(head, dialect, chosen)));
  if (found === undefined || found.columns.headers.length === 0) {
    throw inputError(`${file} holds only comments and blank lines`, 'Export the report again.');
  }
  requireReport(found, chosen, file);
  const { columns, headerRow, rows, dialect } = found;
  const comments = rows
    .slice(0, headerRow)
    .filter((cells) => cells[0]?.startsWith('#'))
    .map((cells) => cells.join(','));
  const days = daysInComments(comments);
  const sample = rows.slice(headerRow + 1);
  const format = formatOf(found, days, comments, sample);
  const day = columns.at.get('day');
  const proven = day === undefined ? undefined : provenOrder(sample.map((row) => row[day]));
  return {
    format,
    dialect,
    columns,
    headerRow,
    ...(days && { days }),
    fromAnalytics: format !== 'CSV' && format !== 'TSV',
    unlabelledTotals: format === 'UA CSV',
    sessionsByPage: columns.hasInnerPages && format !== 'UA CSV',
    dayOrder: proven ?? columns.language.dayOrder,
    sample,
  };
}

/** Excel's `sep=;` in the first line settles the delimiter. */
function dialectsOf(text: string): Dialect[] {
  const newline = !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
  const [, told] = /^sep=(.)\r?$/im.exec(text.slice(0, 8)) ?? [];
  return (told === undefined ? delimiters : [told]).map((delimiter) => ({ delimiter, newline }));
}

/** How many roles a header has; one with a name before all without. */
const worth = ({ columns }: Found): number => columns.at.size + (columns.at.has('name') ? 1_000 : 0);

/** The header with most roles, then with most columns. */
function best(found: readonly (Found | undefined)[]): Found | undefined {
  const width = ({ columns }: Found) => columns.headers.length;
  return found
    .filter((one) => one !== undefined)
    .sort((a, b) => worth(b) - worth(a) || width(b) - width(a))[0];
}

/** The first line with all chosen headers and a name beside another role; else the line that has most roles. */
function findHeader(head: Head, dialect: Dialect, chosen: Chosen): Found | undefined {
  const rows = headRows(head.text, head.whole, dialect).flatMap((piece) => piece.rows);
  const wanted = Object.keys(chosen) as (keyof Chosen)[];
  let found: Found | undefined;
  let lines = 0;
  let gap = true;
  for (const [headerRow, cells] of rows.entries()) {
    const isBreak = cells.every((cell) => cell.trim() === '') || cells[0]?.startsWith('#');
    const mayBeHeader = !isBreak && (gap || lines < titleLines);
    gap = isBreak === true;
    if (isBreak || isSeparatorLine(cells)) continue;
    lines++;
    if (!mayBeHeader) continue;
    const columns = columnsOf(cells, chosen);
    const here = { columns, headerRow, rows, dialect };
    const hasAll = columns.at.has('name') && wanted.every((role) => columns.at.has(role));
    if (hasAll && columns.at.size > 1) return here;
    if (found === undefined || worth(here) > worth(found)) found = here;
  }
  return found;
}

const isSeparatorLine = (cells: readonly string[]): boolean => /^sep=/i.test(cells[0] ?? '');

function requireReport(found: Found, chosen: Chosen, file: string): void {
  const { columns, rows, headerRow } = found;
  if (columns.at.size > 0 || Object.keys(chosen).length > 0) requireColumns(columns, chosen, file);
  else throw noReport(rows[headerRow] ?? [], lineOf(found), file);
}

const lineOf = ({ rows, headerRow }: Found): number =>
  1 + rows.slice(0, headerRow).reduce((lines, cells) => lines + cells.join('').split('\n').length, 0);

function noReport(cells: readonly string[], line: number, file: string): UserError {
  const text = printable(cells.join(', ')).slice(0, 120);
  return inputError(
    `${file} is not recognised as a report: line ${line} reads "${text}"; expected a header such as Service Provider,Sessions`,
    'If that line is the header, say which column holds the network names: --column name=HEADER.',
  );
}

/** UA and explorations write their days in one comment, GA4 reports in two. */
function formatOf(
  { columns, dialect }: Found,
  days: Days | undefined,
  comments: readonly string[],
  sample: readonly string[][],
): CsvFormat {
  if (days === undefined) return dialect.delimiter === '\t' ? 'TSV' : 'CSV';
  if (!comments.some((comment) => /^[#\s]*\d{8}\s*[-–]/.test(comment))) return 'GA4 CSV';
  const labelled = sample.some((cells) => isTotalWord(cells.slice(columns.headers.length).join('').trim()));
  const ga4Words = columns.at.has('engagedSessions') || columns.at.has('engagementRate');
  if (labelled || ga4Words || days.from >= uaEnds) return 'GA4 exploration CSV';
  return columns.onlyUa || days.from < ga4Begins ? 'UA CSV' : 'GA4 exploration CSV';
}
