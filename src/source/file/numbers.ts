/** Which mark is the decimal one in a figure such as `2.546` or `2,546`; undefined: it groups thousands. */
export type DecimalMark = '.' | ',' | undefined;

/** What exported files write where there is no figure. */
const nothing = new Set(['', '-', '–', '—', 'n/a', 'na', 'nan', 'null', 'none', '(not set)']);
const mostDigits = 15;

/**
 * A cell as a number: plain, with thousands or decimals in any European or Asian style, a percentage (as a
 * fraction), a time (`HH:MM:SS`, `<00:00:01`, `1m 23s`, as seconds), a currency. Undefined: the cell is
 * empty. NaN: it cannot be read, or is negative.
 */
export function readNumber(cell: string, decimal: DecimalMark): number | undefined {
  if (cell === '') return undefined;
  const simple = simpleNumber(cell, decimal);
  if (simple >= 0) return simple;
  const text = cell.normalize('NFKC').trim();
  if (nothing.has(text.toLowerCase())) return undefined;
  return secondsOf(text) ?? figureOf(text, decimal);
}

const powers = Array.from({ length: mostDigits + 1 }, (_, digits) => 10 ** digits);
const [zero, point, comma, colon] = [48, 46, 44, 58];

/** What nearly all cells are: ASCII digits with at most one mark among them, or HH:MM:SS; else -1. */
function simpleNumber(cell: string, decimal: DecimalMark): number {
  const { length } = cell;
  if (length > mostDigits) return -1;
  let digits = 0;
  let marked = -1;
  for (let i = 0; i < length; i++) {
    const code = cell.charCodeAt(i);
    const digit = code - zero;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (marked < 0 && i > 0 && (code === point || code === comma)) marked = i;
    else return code === colon && i === 2 && length === 8 ? simpleTime(cell) : -1;
  }
  if (marked < 0) return digits;
  const after = length - marked - 1;
  if (after === 0) return -1;
  const mayGroup = after === 3 && marked <= 3 && cell.charCodeAt(0) !== zero;
  if (mayGroup && decimal !== cell[marked]) return digits;
  return digits / (powers[after] as number);
}

function simpleTime(cell: string): number {
  if (cell.charCodeAt(5) !== colon) return -1;
  const part = (at: number): number => {
    const [ten, one] = [cell.charCodeAt(at) - zero, cell.charCodeAt(at + 1) - zero];
    return ten >= 0 && ten <= 9 && one >= 0 && one <= 9 ? ten * 10 + one : Number.NaN;
  };
  const seconds = part(0) * 3600 + part(3) * 60 + part(6);
  return Number.isNaN(seconds) ? -1 : seconds;
}

const clock = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(\.\d+)?$/;
const spoken = /^(?:(\d{1,4}) ?h)? ?(?:(\d{1,4}) ?m(?:in)?)? ?(?:(\d{1,5}(?:\.\d+)?) ?s(?:ec)?)?$/;

function secondsOf(text: string): number | undefined {
  if (/^< ?(00:)?00:01$|^< ?1 ?s$/.test(text)) return 0;
  const [, hours, minutes, seconds, rest] = clock.exec(text) ?? spoken.exec(text) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0) + Number(rest ?? 0);
}

function figureOf(text: string, decimal: DecimalMark): number {
  const percent = text.includes('%');
  const figure = bare(text);
  const number = /^\d+([.,]\d+)?e[+-]?\d{1,2}$/i.test(figure)
    ? Number(figure.replace(',', '.'))
    : markedNumber(figure, decimal);
  if (number >= 10 ** mostDigits) return Number.NaN;
  return percent ? number / 100 : number;
}

/** Without currency, percent sign, and the spaces and apostrophes that group thousands. */
const bare = (text: string): string => text.replace(/(?:^[A-Z]{1,3})?\p{Sc}|[%\s'’]/gu, '');

function markedNumber(figure: string, decimal: DecimalMark): number {
  const marks = marksOf(figure);
  if (marks === undefined) return Number.NaN;
  const mark = marks.ambiguous ? decimal : marks.decimal;
  return Number([...figure].map((sign) => (sign === mark ? '.' : /[.,]/.test(sign) ? '' : sign)).join(''));
}

/** What a figure's own marks tell. Undefined: it is none. `ambiguous`: `1.234` may be either. */
function marksOf(figure: string): { decimal: DecimalMark; ambiguous?: true } | undefined {
  if (!/^[\d.,]*\d[\d.,]*$/.test(figure)) return undefined;
  const found = figure.match(/[.,]/g) ?? [];
  const last = found.at(-1) as DecimalMark;
  if (last === undefined) return { decimal: undefined };
  const other = last === '.' ? ',' : '.';
  const [whole = '', ...parts] = figure.split(last);
  if (found.length === 1) {
    const ambiguous = parts[0]?.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    return ambiguous ? { decimal: last, ambiguous } : { decimal: last };
  }
  if (found.every((mark) => mark === last)) {
    return isGrouped(figure.split(last)) ? { decimal: other } : undefined;
  }
  return parts.length === 1 && isGrouped(whole.split(other)) ? { decimal: last } : undefined;
}

/** Thousands, also as India groups them (`12,34,567`). */
const isGrouped = ([first = '', ...groups]: string[]): boolean =>
  /^\d{1,3}$/.test(first) && groups.at(-1)?.length === 3 && groups.every((group) => /^\d{2,3}$/.test(group));

/** The decimal mark that these cells prove, by majority; undefined if none proves one. */
export function provenMark(cells: Iterable<string | undefined>): DecimalMark {
  let points = 0;
  for (const cell of cells) {
    if (cell === undefined || !/\d[.,]|[.,]\d/.test(cell)) continue;
    const marks = marksOf(bare(cell.normalize('NFKC')));
    if (marks === undefined || marks.ambiguous) continue;
    points += marks.decimal === '.' ? 1 : -1;
  }
  return points > 0 ? '.' : points < 0 ? ',' : undefined;
}
