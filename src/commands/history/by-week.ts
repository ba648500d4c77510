import { dayNumber, dayText, weekOf } from '../../history/days.ts';
import type { Days } from '../../types.ts';

/** A figure of each week from the first to the last that has one; undefined for weeks between without. */
export interface ByWeek {
  /** 2026-W36 */
  first: string;
  last: string;
  values: (number | undefined)[];
}

/** Of figures whose days are just a week, in any order; undefined if none are. */
export function byWeek(figures: readonly { days: Days; value: number | undefined }[]): ByWeek | undefined {
  const weeks = figures
    .filter(({ days }) => weekOf(days) !== undefined)
    .map(({ days, value }) => ({ monday: dayNumber(days.from), value }))
    .sort((a, b) => a.monday - b.monday);
  const [first, last] = [weeks[0]?.monday, weeks.at(-1)?.monday];
  if (first === undefined || last === undefined) return undefined;
  const values = new Map(weeks.map(({ monday, value }) => [monday, value]));
  return {
    first: weekName(first),
    last: weekName(last),
    values: Array.from({ length: (last - first) / 7 + 1 }, (_, index) => values.get(first + 7 * index)),
  };
}

const weekName = (monday: number): string => weekOf({ from: dayText(monday), to: dayText(monday + 6) }) ?? '';
