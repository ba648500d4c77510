import Papa from 'papaparse';

export interface Dialect {
  delimiter: string;
  newline: '\n' | '\r';
}

/** Rows that follow one another in a file. */
export interface Piece {
  rows: string[][];
  /** 1-based line of the file in which a row starts. */
  lineOf(index: number): number;
  /** The only row is a line whose quotes do not close, as its only cell. */
  broken: boolean;
}

/** A row that is longer than this has a quote that does not close. */
const longestRow = 1024 * 1024;
const smallestStep = 512;

/**
 * Splits text into rows, without losing any: a line whose quotes do not close is a piece of its own, and
 * reading goes on in the next line.
 */
export async function* rowsOf(texts: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<Piece> {
  const splitter = makeSplitter(dialect);
  for await (const text of texts) yield* splitter(text, false);
  yield* splitter('', true);
}

/** As `rowsOf`, for the start of a file; the last row is left out if it may go on. */
export function headRows(text: string, whole: boolean, dialect: Dialect): Piece[] {
  return [...makeSplitter(dialect)(text, whole)];
}

interface Parsed {
  data: string[][];
  errors: { type: string; code: string; row: number; index: number }[];
  meta: { cursor: number };
}

function makeSplitter({ delimiter, newline }: Dialect) {
  const parser = new Papa.Parser({ delimiter, newline });
  const parse = (text: string, last: boolean): Parsed => parser.parse(text, 0, !last);
  let rest = '';
  let line = 1;
  /** The line that was cut off last goes on in the text to come. */
  let cutOpen = false;

  function* piece(rows: string[][], text: string, broken = false): Generator<Piece> {
    const first = line;
    line += countOf(newline, text);
    if (text.includes('\r\n')) for (const row of rows) dropReturn(row);
    if (rows.length > 0) yield { rows, lineOf: (index) => first + index + embedded(rows, index), broken };
  }

  const embedded = (rows: string[][], before: number): number => {
    let lines = 0;
    for (const row of rows.slice(0, before)) for (const cell of row) lines += countOf(newline, cell);
    return lines;
  };

  /** The first row with a quote that does not close, or closes in another line where none should; or -1. */
  function brokenRow({ data, errors }: Parsed, text: string): number {
    for (const { type, code, row, index } of errors) {
      if (type !== 'Quotes') continue;
      const isOpen = row >= data.length && text.includes(newline, index);
      const spansLines = isOpen || data[row]?.some((cell) => cell.includes(newline));
      if (code === 'MissingQuotes' || spansLines) return row;
    }
    return -1;
  }

  return function* split(more: string, last: boolean): Generator<Piece> {
    rest += more;
    if (cutOpen) dropCutLine();
    // Small steps after a broken line: what follows it is parsed again and again otherwise.
    let step = rest.length;
    while (rest.length > 0) {
      const isLast = last && step >= rest.length;
      const part = step >= rest.length ? rest : rest.slice(0, step);
      const parsed = parse(part, isLast);
      const broken = brokenRow(parsed, part);
      if (broken >= 0) {
        const start = broken === 0 ? 0 : startOf(part, broken);
        yield* piece(parsed.data.slice(0, broken), part.slice(0, start));
        yield* cutLine(start);
        step = smallestStep;
      } else if (parsed.data.length > 0) {
        const end = isLast ? part.length : parsed.meta.cursor;
        yield* piece(parsed.data, part.slice(0, end));
        rest = rest.slice(end);
        step *= 2;
      } else if (step < rest.length) {
        step *= 2;
      } else if (rest.length > longestRow) {
        yield* cutLine(0);
      } else {
        return;
      }
    }
  };

  /** The offset of a row in text that parses up to it. */
  function startOf(text: string, row: number): number {
    const before: Parsed = new Papa.Parser({ delimiter, newline, preview: row, fastMode: false }).parse(
      text,
      0,
      true,
    );
    return before.meta.cursor;
  }

  function* cutLine(start: number): Generator<Piece> {
    const found = rest.indexOf(newline, start);
    const end = found < 0 ? rest.length : found + 1;
    yield* piece([[rest.slice(start, found < 0 ? end : found)]], rest.slice(start, end), true);
    rest = rest.slice(end);
    cutOpen = found < 0;
  }

  function dropCutLine(): void {
    const found = rest.indexOf(newline);
    cutOpen = found < 0;
    if (!cutOpen) line++;
    rest = cutOpen ? '' : rest.slice(found + 1);
  }
}

/** Windows ends its lines with a return too; Papa leaves it in the last cell. */
function dropReturn(row: string[]): void {
  const last = row.length - 1;
  const cell = row[last];
  if (cell?.endsWith('\r')) row[last] = cell.slice(0, -1);
}

function countOf(sign: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}
