import { foldWords } from '../../text.ts';
import type { Days } from '../../types.ts';
import type { Language } from './languages/language.ts';

export type DayOrder = Language['dayOrder'];

const two = (n: number): string => String(n).padStart(2, '0');

/** YYYY-MM-DD, or undefined if there is no such day. */
function dayFrom(year: number, month: number, day: number): string | undefined {
  const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const exists = year >= 1990 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= longest;
  return exists ? `${year}-${two(month)}-${two(day)}` : undefined;
}

const mostDays = 5_000;

const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{2}){0,2}$/;
const yearFirst = /^(\d{4})(?:[-/.]|\. |年 ?|년 ?)(\d{1,2})(?:[-/.]|\. |月 ?|월 ?)(\d{1,2})(?!\d)/;
const yearLast = /^(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)/;

/**
 * A day as any export writes it (20260105, 9/30/19, 2026-01-05, 05.01.2026, `5. Januar 2026`, 2026年1月5日),
 * as YYYY-MM-DD; undefined if it is none. `order` and `locale` matter only where the cell leaves them open.
 */
export function dayOf(cell: string, order: DayOrder, locale: string): string | undefined {
  const text = cell.normalize('NFKC').trim();
  const [, year, month, day] = compact.exec(text) ?? yearFirst.exec(text) ?? [];
  if (year !== undefined) return dayFrom(Number(year), Number(month), Number(day));
  const [, first, mark, second, late] = yearLast.exec(text) ?? [];
  if (late === undefined) return spokenDay(text, locale);
  const fullYear = late.length === 2 ? 2000 + Number(late) : Number(late);
  const [a, b] = [Number(first), Number(second)];
  const monthFirst = b > 12 || (mark === '/' && order === 'month first' && a <= 12);
  return monthFirst ? dayFrom(fullYear, a, b) : dayFrom(fullYear, b, a);
}

/** As `dayOf`, for many cells of few days. */
export function dayReader(order: DayOrder, locale: string): (cell: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (cell) => {
    if (known.has(cell)) return known.get(cell);
    const day = dayOf(cell, order, locale);
    if (known.size < mostDays) known.set(cell, day);
    return day;
  };
}

/** The order that these cells prove; undefined if none does. */
export function provenOrder(cells: Iterable<string | undefined>): DayOrder | undefined {
  for (const cell of cells) {
    const [, first, mark, second] = yearLast.exec(cell?.trim() ?? '') ?? [];
    if (mark !== '/') continue;
    if (Number(first) > 12) return 'day first';
    if (Number(second) > 12) return 'month first';
  }
  return undefined;
}

/** `Jan 5, 2026`, `5 de enero de 2026`. */
function spokenDay(text: string, locale: string): string | undefined {
  const words = foldWords(text);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const day = words.find((word) => /^\d{1,2}$/.test(word));
  if (year === undefined || day === undefined) return undefined;
  for (const code of new Set([locale, 'en'])) {
    const month = words.map((word) => monthsOf(code).get(word)).find((found) => found !== undefined);
    if (month !== undefined) return dayFrom(Number(year), month, Number(day));
  }
  return undefined;
}

const months = new Map<string, Map<string, number>>();

/** Month names of a language, long and short, folded, with their numbers. */
function monthsOf(locale: string): Map<string, number> {
  const known = months.get(locale);
  if (known) return known;
  const names = new Map<string, number>();
  for (const style of ['short', 'long'] as const) {
    const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: style, timeZone: 'UTC' });
    for (let month = 1; month <= 12; month++) {
      const part = format.formatToParts(new Date(Date.UTC(2024, month - 1, 1)));
      const name = foldWords(part.find(({ type }) => type === 'month')?.value ?? '').join('');
      if (name !== '') names.set(name, month);
    }
  }
  months.set(locale, names);
  return names;
}

/**
 * The days that comment lines tell, in any language: UA and explorations write `20150416-20150416`, GA4
 * reports two lines such as `Start date: 20260101`, `Enddatum: 20260107`.
 */
export function daysInComments(comments: readonly string[]): Days | undefined {
  const single: string[] = [];
  for (const comment of comments) {
    const [, from, to] = /^[#\s]*(\d{8})\s*[-–]\s*(\d{8})[\s,;]*$/.exec(comment) ?? [];
    if (from !== undefined && to !== undefined) return daysFrom(from, to);
    const [, day] = /[:：]\s*(\d{8}|\d{4}-\d{2}-\d{2})[\s,;]*$/.exec(comment) ?? [];
    if (day !== undefined) single.push(day);
  }
  return single[0] !== undefined && single[1] !== undefined ? daysFrom(single[0], single[1]) : undefined;
}

function daysFrom(first: string, last: string): Days | undefined {
  const [from, to] = [first, last].map((day) => dayOf(day, 'day first', 'en'));
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined;
}
