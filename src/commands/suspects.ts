import type { StoredSighting } from '../history/sightings.ts';
import type { ExcludedLine } from '../sink/read-excluded.ts';
import { type Suspect, suspects } from '../workshop/removed.ts';
import type { Prepared } from './prepare.ts';

/** What a stored run excluded, as excluded.csv has it. */
export const excludedLine = ({
  name,
  type,
  rule = 'name-model',
  matched = '',
  metrics,
  key,
}: StoredSighting): ExcludedLine => ({ organisation: name, type, rule, matched, key, ...metrics });

/** Those that a stored run excluded and that may be mistakes by the rules in force, the likeliest first. */
export const suspectsAmong = (
  excluded: readonly StoredSighting[],
  { rules, classifier }: Prepared,
): Suspect[] => suspects({ removed: excluded.map(excludedLine), rules, classifier });
