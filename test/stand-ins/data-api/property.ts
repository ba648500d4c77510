import { DateTime } from 'luxon';
import type { Metadata, Report } from '../../../src/source/ga4/data-api.ts';

/** One page view of a session, with the dimension values that it was sent with. */
export interface Hit {
  /** YYYY-MM-DD in the property's time zone. */
  day: string;
  session: string;
  user: string;
  isNew: boolean;
  engaged: boolean;
  seconds: number;
  keyEvents: number;
  /** By dimension; one that is missing reads `(not set)`. */
  values: Record<string, string>;
}

/** A GA4 property in memory: made data. */
export interface Property {
  id: string;
  timeZone: string;
  dimensions: NonNullable<Metadata['dimensions']>;
  hits: Hit[];
  /** What every report's metadata says besides the time zone. */
  metadata?: Report['metadata'];
}

export const standardDimensions = [
  'date',
  'pagePath',
  'sessionDefaultChannelGroup',
  'country',
  'city',
  'deviceCategory',
];

/** Event-scoped: the API refuses them beside page views. */
export const eventScopedTraffic = ['defaultChannelGroup', 'source', 'medium', 'campaignName'];

export const customDimension = (apiName: string) => ({ apiName, uiName: apiName, customDefinition: true });

const organisations = [
  'Acme Precision Tools GmbH',
  'Blackpool and Wyre Borough Council',
  'comcast cable communications llc',
  'deutsche telekom ag',
  'Fjordkraft Energi AS',
  'Hochschule Niederrhein Beispiel',
  'hetzner online gmbh',
  'Kestrel Aerospace Components Ltd',
  'Lindqvist & Partners AB',
  'Microchip Beispiel Technology',
  'Northwind Pharmaceutical Research and Development',
  'Ospedale San Marco di Esempio',
  'telefonica de espana',
  'Universidad de Ejemplo',
  'Weaver, Ito & Sons',
];
const pages = ['/', '/pricing', '/demo', '/product/valves', '/blog/how-to-choose', '/careers', '/contact'];
const channels = ['Organic Search', 'Direct', 'Paid Search', 'Referral', 'Email'];
const places = [
  ['Germany', 'Berlin'],
  ['United Kingdom', 'Leeds'],
  ['Spain', 'Madrid'],
  ['United States', 'Denver'],
] as const;

/** Made numbers from 0 up to below `n`, the same on every run. */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

export interface MadeOptions {
  id?: string;
  timeZone?: string;
  /** The last of the made days is the day before this. */
  now: Date;
  days?: number;
  sessionsADay?: number;
  names?: readonly string[];
  seed?: number;
}

/**
 * A property with some weeks of made visits. More than half of the sessions have no name. As a user property the
 * name is cut at 36 characters; as an event parameter it is missing on a session's first page.
 */
export function madeProperty(options: MadeOptions): Property {
  const { id = '123', timeZone = 'Europe/Berlin', days = 28, sessionsADay = 40 } = options;
  const names = options.names ?? organisations;
  const roll = dice(options.seed ?? 1);
  const today = DateTime.fromJSDate(options.now, { zone: timeZone }).startOf('day');
  const hits: Hit[] = [];
  for (let session = 0; session < days * sessionsADay; session++) {
    const day = today.minus({ days: 1 + (session % days) }).toFormat('yyyy-MM-dd');
    const name = roll(10) < 4 ? names[Math.min(roll(names.length), roll(names.length))] : undefined;
    const [country = '', city = ''] = places[roll(places.length)] ?? [];
    const about = {
      day,
      session: `session-${session}`,
      user: `${name ?? 'nobody'}-${roll(200)}`,
      isNew: roll(3) === 0,
      engaged: roll(2) === 0,
    };
    const ofSession = {
      sessionDefaultChannelGroup: channels[roll(channels.length)] ?? '',
      country,
      city,
      deviceCategory: roll(3) === 0 ? 'mobile' : 'desktop',
      ...(name && { 'customUser:company_name': Array.from(name).slice(0, 36).join('') }),
    };
    for (let at = 0; at <= roll(5); at++) {
      const late = at > 0 && name ? { 'customEvent:company_name': name.slice(0, 100) } : {};
      const values = { ...ofSession, ...late, pagePath: pages[roll(pages.length)] ?? '' };
      hits.push({ ...about, seconds: roll(400) / 8, keyEvents: roll(20) === 0 ? 1 : 0, values });
    }
  }
  const custom = ['customEvent:article_author', 'customEvent:company_name', 'customUser:company_name'];
  const standard = standardDimensions.map((apiName) => ({
    apiName,
    uiName: apiName,
    customDefinition: false,
  }));
  return { id, timeZone, dimensions: [...standard, ...custom.map(customDimension)], hits };
}
