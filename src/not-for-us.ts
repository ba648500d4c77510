import { RE2JS } from 're2js';
import { registrableDomain } from './organisation/domain.ts';
import { nameKey } from './organisation/name-key.ts';
import { matchingForm } from './text.ts';
import type { NotForUs, Organisation } from './types.ts';

/** The entry that keeps an organisation off the list, if there is one. */
export type StandingList = (organisation: Organisation) => NotForUs | undefined;

/**
 * The standing list of organisations that are no networks but not for us either: customers, competitors,
 * partners, ourselves. An entry holds until its `until` (that day included), seen from `day` (YYYY-MM-DD).
 * By name: any spelling with the same key (legal form, case and punctuation aside); by domain: the
 * registrable one; by pattern: RE2 on any spelling. The first entry that matches is told.
 */
export function standingList(entries: readonly NotForUs[], day: string): StandingList {
  const byKey = new Map<string, NotForUs>();
  const patterns: { entry: NotForUs; pattern: RE2JS }[] = [];
  for (const entry of entries) {
    if (entry.until !== undefined && entry.until < day) continue;
    if ('pattern' in entry.who) {
      patterns.push({ entry, pattern: RE2JS.compile(entry.who.pattern, RE2JS.CASE_INSENSITIVE) });
    } else {
      const key = keyOf(entry.who);
      if (!byKey.has(key)) byKey.set(key, entry);
    }
  }
  if (byKey.size + patterns.length === 0) return () => undefined;
  return (organisation) => {
    const { spellings, domain } = organisation;
    for (const spelling of spellings) {
      const entry = byKey.get(nameKey(spelling));
      if (entry) return entry;
    }
    const byDomain = domain === undefined ? undefined : byKey.get(`d:${domain}`);
    if (byDomain || patterns.length === 0) return byDomain;
    const forms = spellings.map(matchingForm);
    return patterns.find(({ pattern }) => forms.some((form) => pattern.matcher(form).find()))?.entry;
  };
}

/** What makes two entries by name or domain the same. */
export const keyOf = (who: Exclude<NotForUs['who'], { pattern: string }>): string =>
  'domain' in who ? `d:${registrableDomain(who.domain) ?? who.domain.toLowerCase()}` : nameKey(who.name);
