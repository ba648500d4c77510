/** When and how the weekly job runs. */
export interface Plan {
  /** 1 is Monday, 7 Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  /** IANA name of the zone that the time is meant in. */
  timeZone: string;
  /** The machine's own. */
  machineZone: string;
  /** The folder with the settings, absolute. */
  folder: string;
  /** The history's file, from there. */
  history: string;
  /** How ga-leads is started there, e.g. Node and its script, absolute. */
  program: readonly string[];
  /** Arguments of its commands, one after the other; a later one runs only if the ones before ended well. */
  commands: readonly (readonly string[])[];
  version: string;
}

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const longDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** `Mon 07:00` as weekday, hour and minute; undefined for what is none. */
export function parseTime(text: string): Pick<Plan, 'weekday' | 'hour' | 'minute'> | undefined {
  const [, day = '', hours, minutes] = text.trim().match(/^([a-z]+)\s+(\d{1,2}):(\d{2})$/i) ?? [];
  const weekday = 1 + [weekdays, longDays].reduce((at, names) => Math.max(at, indexOf(names, day)), -1);
  const [hour, minute] = [Number(hours), Number(minutes)];
  return weekday > 0 && hour < 24 && minute < 60 ? { weekday, hour, minute } : undefined;
}

const indexOf = (names: readonly string[], day: string): number =>
  names.findIndex((name) => name.toLowerCase() === day.toLowerCase());

const two = (n: number): string => String(n).padStart(2, '0');

/** `07:00` */
export const clock = ({ hour, minute }: Pick<Plan, 'hour' | 'minute'>): string =>
  `${two(hour)}:${two(minute)}`;

/** `every Monday at 07:00 (Europe/Berlin)` */
export const told = (plan: Plan): string =>
  `every ${longDays[plan.weekday - 1]} at ${clock(plan)} (${plan.timeZone})`;

/**
 * Which week such a run reads, where that is not the one that has just ended: Google Analytics changes the last
 * two days, and a week is read when it is final.
 */
export const weekNote = ({ weekday }: Pick<Plan, 'weekday'>): string | undefined =>
  weekday <= 2
    ? 'On Monday and Tuesday the week that ended on Sunday is not final in Google Analytics: what is read is the week before it. From Wednesday on it is the last one.'
    : undefined;
