import { sourceError } from '../../errors.ts';
import type { Report } from './data-api.ts';

/** The property's time zone, as every report's metadata names it. */
export function timeZoneOf({ metadata }: Report, property: string): string {
  if (metadata?.timeZone) return metadata.timeZone;
  throw sourceError(
    `the Data API does not say which time zone GA4 property ${property} has`,
    'Run it again; if it stays, report it.',
  );
}
