import { alike } from '../../alike.ts';
import { inputError, type UserError } from '../../errors.ts';
import { printable } from '../../text.ts';
import type { Metadata } from './data-api.ts';

/** What site owners call the parameter with the network's name; likeliest first. */
const usualNames = [
  'company_name',
  'company',
  'organization',
  'organisation',
  'org',
  'service_provider',
  'isp',
  'network_location',
  'asn_org',
  'company_domain',
  'network_domain',
  'domain',
];

/** What vendors put before or behind: 6sense, Demandbase, Reveal. */
const vendorMark = /_6si$|^demandbase_|^reveal_/;
/** What vendors tell besides the name. */
const noName =
  /industry|sector|employee|revenue|confidence|country|city|state|region|zip|postal|segment|score|size|phone|type|sic|naics|traffic|audience|stage|tier|_id\b|\bid\b/;

const nameScopes = /^custom(?:User|Event):(.+)$/;

/** How a network name gets into a property: GA4 itself has none. */
export const howNamesGetIn =
  'GA4 itself knows no network names: let a tag look the visitor’s IP up and push the company as an event parameter or user property, then register it (Admin > Custom definitions); data appears after 24 to 48 hours.';

/** The API names of the property's custom dimensions that hold texts of an event or a person. */
export function customDimensions({ dimensions }: Metadata): string[] {
  return (dimensions ?? []).flatMap(({ apiName, customDefinition }) =>
    customDefinition && apiName && nameScopes.test(apiName) ? [apiName] : [],
  );
}

/**
 * The custom dimensions that by their names hold network names, likeliest first. Of two with the same name
 * the one with user scope leads: the look-up answers after a session's first events, which then lack the
 * event parameter and with it page views and engagement.
 */
export function networkDimensions(metadata: Metadata): string[] {
  return customDimensions(metadata)
    .map((apiName) => ({ apiName, rank: rankOf(apiName), event: apiName.startsWith('customEvent:') }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || Number(a.event) - Number(b.event))
    .map(({ apiName }) => apiName);
}

function rankOf(apiName: string): number | undefined {
  const parameter = snakeCase(nameScopes.exec(apiName)?.[1] ?? '');
  const usual = usualNames.indexOf(parameter);
  if (usual >= 0) return usual;
  if (!vendorMark.test(parameter)) return undefined;
  const bare = parameter.replace(vendorMark, '');
  const vendors = usualNames.indexOf(bare);
  if (vendors >= 0) return usualNames.length + vendors;
  return noName.test(bare) ? undefined : 2 * usualNames.length;
}

const snakeCase = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** The dimension to read; without a likely one a UserError (exit 2) that lists what the property has. */
export function discover(metadata: Metadata, property: string): string {
  const found = networkDimensions(metadata)[0];
  if (found) return found;
  const custom = customDimensions(metadata).map(printable);
  const has =
    custom.length > 0
      ? `none of its custom dimensions looks like one: ${custom.join(', ')}`
      : 'it has no custom dimensions';
  throw inputError(
    `no dimension with network names was found in GA4 property ${property}: ${has}`,
    `${custom.length > 0 ? 'If one of them is it, name it with --dimension. ' : ''}${howNamesGetIn}`,
  );
}

/** An unknown dimension, with the nearest names that the property knows. */
export function unknownDimension(field: string, metadata: Metadata, property: string): UserError {
  const known = (metadata.dimensions ?? []).flatMap(({ apiName }) => (apiName ? [apiName] : []));
  const near = nearest(field, known).map(printable);
  return inputError(
    `GA4 property ${property} has no dimension ${printable(field)}${near.length > 0 ? `; nearest: ${near.join(', ')}` : ''}`,
    `Correct --dimension, or leave it out to have it found. ${howNamesGetIn}`,
  );
}

/** At most three names like this one; the scope aside, so that `company` is near `customEvent:company_name`. */
export const nearest = (name: string, known: readonly string[]): string[] =>
  alike(name, known, (text) => snakeCase(text.replace(/^custom\w+:/, '')).replace(/_/g, '')).slice(0, 3);
