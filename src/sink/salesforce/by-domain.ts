import { domainToASCII, domainToUnicode } from 'node:url';
import type { Ref } from '../crm.ts';
import type { Api } from './api.ts';
import { anyRow, type SoqlRow, selectOf, type Target, text } from './row.ts';
import { rowsOf } from './soql.ts';

/** How people write a company's address. */
const websites = (domain: string): string[] =>
  [...new Set([domain, domainToUnicode(domain)])].flatMap((name) =>
    ['', 'www.'].flatMap((www) => [
      `${www}${name}`,
      ...['https://', 'http://'].flatMap((scheme) => [`${scheme}${www}${name}`, `${scheme}${www}${name}/`]),
    ]),
  );

const domainOf = (website: string): string =>
  domainToASCII(
    website
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\/$/, ''),
  );

/** Living ones whose website is the domain of one of `refs`, by domain. */
export async function byDomain(
  api: Api,
  target: Target,
  refs: readonly Ref[],
): Promise<Map<string, SoqlRow[]>> {
  const domains = [...new Set(refs.flatMap(({ domain }) => domain ?? []))];
  const rows = await rowsOf(api, anyRow, {
    select: selectOf(target),
    lists: { Website: domains.flatMap(websites) },
    and: ` AND IsDeleted = false${target.object === 'Lead' ? ' AND IsConverted = false' : ''}`,
  });
  const wanted = new Set(domains);
  return Map.groupBy(
    rows.filter(({ Website }) => wanted.has(domainOf(text(Website) ?? ''))),
    ({ Website }) => domainOf(text(Website) ?? ''),
  );
}
