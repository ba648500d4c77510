import { DateTime } from 'luxon';
import type { Days } from '../types.ts';

const dayLength = 86_400_000;

/** A day (YYYY-MM-DD) counted from 1970-01-01, as the history holds it; NaN for what is none. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength;

const texts = new Map<number, string>();

/** Few days, asked for hundreds of thousands of times: each is worked out once. */
export function dayText(number: number): string {
  const known = texts.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * dayLength).toISOString().slice(0, 10);
  texts.set(number, text);
  return text;
}

/** How many days a window has. */
export const lengthOf = ({ from, to }: Days): number => dayNumber(to) - dayNumber(from) + 1;

/** `2026-W46` for days that are just one ISO week, else undefined. */
export function weekOf(days: Days): string | undefined {
  const monday = DateTime.fromISO(days.from, { zone: 'UTC' });
  return monday.weekday === 1 && lengthOf(days) === 7 ? monday.toFormat("kkkk-'W'WW") : undefined;
}

/** How people, files and messages name a window: `2026-W46`, else `2026-11-01_2026-11-30`. */
export const windowName = (days: Days): string => weekOf(days) ?? `${days.from}_${days.to}`;
