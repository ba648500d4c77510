import { type Company, type SearchPage, searchPage } from './answers.ts';
import type { Api } from './api.ts';

/** A search's body has at most so many characters: developers.hubspot.com, Search the CRM, Limits. */
const longestBody = 3_000;
const mostDomains = 100;
const pageSize = 200;

const bodyOf = (domains: readonly string[], properties: readonly string[], after: string) => ({
  filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'IN', values: domains }] }],
  properties,
  sorts: [],
  limit: pageSize,
  after,
});

/** Domains in as few parts as fit into a search each. */
function* parts(domains: readonly string[], properties: readonly string[]): Generator<string[]> {
  // The longest `after` there is: HubSpot's searches end at 10,000.
  const room = longestBody - JSON.stringify(bodyOf([], properties, '10000')).length;
  let part: string[] = [];
  let used = 0;
  for (const domain of domains) {
    const size = JSON.stringify(domain).length + 1;
    if (part.length > 0 && (used + size > room || part.length === mostDomains)) {
      yield part;
      part = [];
      used = 0;
    }
    part.push(domain);
    used += size;
  }
  if (part.length > 0) yield part;
}

/**
 * The companies with each of these domains (lower case), exactly. The search lags behind what was written by
 * seconds: it is for companies that people made.
 */
export async function companiesByDomain(
  { call, paths }: Api,
  domains: readonly string[],
  properties: readonly string[],
): Promise<Map<string, Company[]>> {
  const found = new Map(domains.map((domain): [string, Company[]] => [domain, []]));
  for (const part of parts([...found.keys()], properties)) {
    let after: string | undefined = '0';
    while (after !== undefined) {
      const asked = { method: 'POST', path: `${paths.companies}/search` } as const;
      const body = bodyOf(part, properties, after);
      const page: SearchPage = (await call({ ...asked, body }, searchPage)).body;
      for (const company of page.results) {
        const same = found.get(company.properties.domain?.toLowerCase() ?? '');
        if (same?.every(({ id }) => id !== company.id)) same.push(company);
      }
      after = page.paging?.next?.after;
    }
  }
  return found;
}
