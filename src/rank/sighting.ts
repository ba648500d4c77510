import type { Organisation, Sighting } from '../types.ts';

/** A change counts when sessions differ by this factor … */
const factor = 1.5;
/** … and by this many, so that 1 after 2 is not "cooling". */
const least = 2;

/**
 * How an organisation's sessions stand to the window before: new (none then), rising, cooling (by half or
 * more, and at least two sessions), else steady. Undefined where the source has no window before.
 */
export function sightingOf({ metrics, previous }: Organisation): Sighting | undefined {
  if (previous?.sessions === undefined || metrics.sessions === undefined) return undefined;
  const now = metrics.sessions;
  const before = previous.sessions;
  if (before === 0) return 'new';
  if (Math.abs(now - before) < least) return 'steady';
  if (now >= before * factor) return 'rising';
  return now * factor <= before ? 'cooling' : 'steady';
}
