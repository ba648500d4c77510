import type { Organisation, Past, Sighting } from '../types.ts';

/** A change counts when sessions differ by this factor … */
const factor = 1.5;
/** … and by this many, so that 1 after 2 is not "cooling". */
const least = 2;

/** Sessions in the window before: from the source, or, where it has none, from the history. */
export const sessionsBefore = ({ previous }: Organisation, past?: Past): number | undefined =>
  previous?.sessions ?? past?.sessions.at(-1);

/**
 * How an organisation's sessions stand to what was before. `past` is what the history knows; without it, the
 * source's window before is all that ever was.
 *
 * | in the window before | earlier | it is |
 * |---|---|---|
 * | none | never seen | new |
 * | none | seen | returning |
 * | some | | rising or cooling (by half or more, and at least two sessions), else steady |
 * | unknown | seen, never seen | returning, new |
 * | unknown | no history | unknown |
 */
export function sightingOf(organisation: Organisation, past?: Past): Sighting | undefined {
  const now = organisation.metrics.sessions;
  const before = sessionsBefore(organisation, past);
  if (now === undefined || (before === undefined && past === undefined)) return undefined;
  if (!before) return past !== undefined && past.runs > 0 ? 'returning' : 'new';
  if (Math.abs(now - before) < least) return 'steady';
  if (now >= before * factor) return 'rising';
  return now * factor <= before ? 'cooling' : 'steady';
}
