import { DateTime, IANAZone } from 'luxon';
import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import type { QualityFlag } from '../run-types.ts';
import type { Days } from '../types.ts';

export type WindowSettings = Pick<Settings, 'week' | 'from' | 'to' | 'days'>;

/** Google Analytics still changes the last 48 hours, so the last day that is final ended two days ago. */
const settledAfterDays = 3;

const oneWindow = 'Give one of --week, --from with --to, or --days.';

/**
 * The days to read, in the property's time zone, and the equally long window directly before them.
 * Without settings it is the last full week (Monday to Sunday) that ended at least 2 days ago.
 * A week, days that do not exist or have not begun, and settings that exclude one another are a UserError (exit 2).
 */
export function windowOf(
  settings: WindowSettings,
  now: Date,
  timeZone: string,
): { current: Days; previous: Days } {
  if (!IANAZone.isValidZone(timeZone)) {
    throw inputError(
      `the time zone ${timeZone} is not known to this Node`,
      'Update Node, or correct the time zone in the property (Admin > Property details).',
    );
  }
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  const { from, to } = chosen(settings, today);
  if (from > today) {
    throw inputError(
      `${from.toISODate()} to ${to.toISODate()} has not begun: today is ${today.toISODate()} in ${timeZone}`,
      'Give a week or days that are over.',
    );
  }
  const length = Math.round(to.diff(from, 'days').days) + 1;
  return {
    current: days(from, to),
    previous: days(from.minus({ days: length }), from.minus({ days: 1 })),
  };
}

/** The flag `fresh-window` if the window has days that are not over, or that still change. */
export function freshnessOf(current: Days, now: Date, timeZone: string): QualityFlag | undefined {
  const settled = DateTime.fromJSDate(now, { zone: timeZone })
    .startOf('day')
    .minus({ days: settledAfterDays });
  if (current.to <= days(settled, settled).to) return undefined;
  return {
    flag: 'fresh-window',
    message: `days after ${settled.toISODate()} still change: Google Analytics takes 48 hours to settle, so the same question can get another answer tomorrow`,
    serious: false,
  };
}

function chosen({ week, from, to, days }: WindowSettings, today: DateTime): { from: DateTime; to: DateTime } {
  if ([week, from ?? to, days].filter((one) => one !== undefined).length > 1) {
    throw inputError('week, from and to, and days exclude one another', oneWindow);
  }
  if (week !== undefined) {
    const monday = mondayOf(week, today);
    return { from: monday, to: monday.plus({ days: 6 }) };
  }
  const settled = today.minus({ days: settledAfterDays });
  if (days !== undefined) return { from: settled.minus({ days: days - 1 }), to: settled };
  if (from === undefined && to === undefined) {
    const sunday = settled.minus({ days: settled.weekday % 7 });
    return { from: sunday.minus({ days: 6 }), to: sunday };
  }
  if (from === undefined || to === undefined) {
    throw inputError(from === undefined ? 'to needs from' : 'from needs to', oneWindow);
  }
  const [first, last] = [dayOf(from, today), dayOf(to, today)];
  if (first > last) throw inputError(`from ${from} is after to ${to}`, 'Turn them round.');
  return { from: first, to: last };
}

function mondayOf(week: string, today: DateTime): DateTime {
  const [year, number] = week.split('-W').map(Number);
  const monday = DateTime.fromObject(
    { weekYear: year ?? Number.NaN, weekNumber: number ?? Number.NaN, weekday: 1 },
    { zone: today.zone },
  );
  if (monday.isValid) return monday;
  throw inputError(
    `there is no week ${week}`,
    `${year} has weeks 01 to ${DateTime.fromObject({ weekYear: year ?? Number.NaN }).weeksInWeekYear}.`,
  );
}

function dayOf(text: string, today: DateTime): DateTime {
  const day = DateTime.fromISO(text, { zone: today.zone });
  if (day.isValid) return day;
  throw inputError(`there is no day ${text}`, 'Write days as YYYY-MM-DD.');
}

const days = (from: DateTime, to: DateTime): Days => ({
  from: from.toFormat('yyyy-MM-dd'),
  to: to.toFormat('yyyy-MM-dd'),
});
