import { type Excluded, type Metrics, metricNames, type Organisation } from '../types.ts';
import { looksLike } from './looks.ts';

/** What may be about one person or machine, and stands in its place in every output. */
const personal = { ip: '(IP address)', email: '(e-mail address)', phone: '(phone number)' } as const;

/** Cheap: the start of all of these that have no @. */
const maybe = /^[^\p{L}]*(?:\d|[\da-f]{0,4}:)|^(?:tel|phone|fax)/iu;

function standIn({ spellings }: Organisation): string | undefined {
  for (const spelling of spellings) {
    if (!spelling.includes('@') && !maybe.test(spelling)) continue;
    for (const [kind, name] of Object.entries(personal) as [keyof typeof personal, string][]) {
      if (looksLike(kind, spelling)) return name;
    }
  }
  return undefined;
}

/**
 * The same organisations, with those whose name is an IP address, an e-mail address or a phone number put
 * together under a stand-in for each kind and verdict: such values are never stored.
 */
export function withoutPersonal(judged: readonly Excluded[]): Excluded[] {
  const together = new Map<string, Excluded>();
  return judged.flatMap((one) => {
    const name = standIn(one.organisation);
    if (name === undefined) return [one];
    const id = `${name} ${one.verdict.rule?.id ?? one.verdict.type}`;
    const first = together.get(id);
    if (first) {
      addTo(first.organisation.metrics, one.organisation.metrics);
      if (first.organisation.previous) addTo(first.organisation.previous, one.organisation.previous ?? {});
      return [];
    }
    const { metrics, previous } = one.organisation;
    const organisation: Organisation = {
      key: `n:${name}`,
      name,
      spellings: [name],
      metrics: { ...metrics },
      ...(previous && { previous: { ...previous } }),
    };
    const masked = { ...one, organisation };
    together.set(id, masked);
    return [masked];
  });
}

function addTo(total: Metrics, more: Metrics): void {
  for (const name of metricNames) {
    const value = more[name];
    if (value !== undefined) total[name] = (total[name] ?? 0) + value;
  }
}
