import { fitting, nameKey } from '../../organisation/name-key.ts';
import type { Lead, Organisation } from '../../types.ts';

/**
 * The keys that leads of a run had before their domains were known: of their names, with and without country. None
 * of those that another lead of the run has, or could have had as well.
 */
export function formerKeys(
  organisations: readonly Pick<Organisation, 'key' | 'spellings' | 'country'>[],
): (lead: Lead) => { formerly?: string[] } {
  const byKey = new Map<string, string>();
  const taken = new Set(organisations.map(({ key }) => key));
  for (const { key, spellings, country } of organisations) {
    for (const name of new Set(key.startsWith('d:') ? spellings.map(nameKey) : [])) {
      const withCountry = country === undefined ? [] : [fitting(`${name}|${country.toLowerCase()}`)];
      for (const former of name.startsWith('n:') ? [name, ...withCountry] : []) {
        if (byKey.has(former)) taken.add(former);
        byKey.set(former, key);
      }
    }
  }
  const formerOf = Map.groupBy(
    [...byKey.keys()].filter((former) => !taken.has(former)),
    (former) => byKey.get(former),
  );
  return ({ organisation: { key } }) => {
    const formerly = formerOf.get(key);
    return formerly ? { formerly } : {};
  };
}
