import type { StoredSighting } from '../history/sightings.ts';
import { type Suspect, suspects } from '../workshop/removed.ts';
import type { Prepared } from './prepare.ts';

/** Those that a stored run excluded and that may be mistakes by the rules in force, the likeliest first. */
export function suspectsAmong(
  excluded: readonly StoredSighting[],
  { rules, classifier }: Prepared,
): Suspect[] {
  const removed = excluded.map(({ name, type, rule = 'name-model', matched = '', metrics, key }) => ({
    organisation: name,
    type,
    rule,
    matched,
    key,
    ...metrics,
  }));
  return suspects({ removed, rules, classifier });
}
