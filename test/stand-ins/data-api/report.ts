import { DateTime } from 'luxon';
import type { Report, ReportRequest } from '../../../src/source/ga4/data-api.ts';
import { badRequest } from './api-error.ts';
import { passes } from './filter.ts';
import { eventScopedTraffic, type Hit, type Property } from './property.ts';

/** The API's metrics over the hits of one row. Engagement and key events come as floats, as they may. */
const metrics: Record<string, (hits: readonly Hit[]) => string> = {
  sessions: (hits) => count(hits, ({ session }) => session),
  engagedSessions: (hits) => count(hits, ({ session, engaged }) => engaged && session),
  screenPageViews: (hits) => String(hits.length),
  userEngagementDuration: (hits) => String(hits.reduce((sum, { seconds }) => sum + seconds, 0)),
  keyEvents: (hits) => hits.reduce((sum, { keyEvents }) => sum + keyEvents, 0).toFixed(1),
  totalUsers: (hits) => count(hits, ({ user }) => user),
  newUsers: (hits) => count(hits, ({ user, isNew }) => isNew && user),
};
const count = (hits: readonly Hit[], keyOf: (hit: Hit) => string | false): string =>
  String(new Set(hits.map(keyOf).filter((key) => key !== false)).size);

interface Group {
  values: string[];
  metricValues: string[];
}

/** Answers a report from the property's hits, or refuses it in the API's words. */
export function reportOf(property: Property, request: ReportRequest, now: Date, turn: number): Report {
  const question = checked(property, request);
  const groups = orderedBy(grouped(property, question, now), question, turn);
  const { offset, limit } = question;
  if (offset > 0 && offset >= groups.length) throw badRequest(`There is no page at ${offset}.`);
  const integer = ({ name }: { name: string }) => name !== 'keyEvents' && name !== 'userEngagementDuration';
  return {
    dimensionHeaders: question.dimensions.map((name) => ({ name })),
    metricHeaders: question.metrics.map((name) => ({
      name,
      type: integer({ name }) ? 'TYPE_INTEGER' : 'TYPE_FLOAT',
    })),
    rows: groups.slice(offset, offset + limit).map(({ values, metricValues }) => ({
      dimensionValues: values.map((value) => ({ value })),
      metricValues: metricValues.map((value) => ({ value })),
    })),
    rowCount: groups.length,
    metadata: {
      currencyCode: 'EUR',
      timeZone: property.timeZone,
      ...(groups.length === 0 && { emptyReason: 'NO_DATA' }),
      ...property.metadata,
    },
    kind: 'analyticsData#runReport',
  };
}

interface Question {
  dimensions: string[];
  metrics: string[];
  ranges: { name: string; from: string; to: string }[];
  request: ReportRequest;
  offset: number;
  limit: number;
}

function checked(property: Property, request: ReportRequest): Question {
  const asked = (request.dimensions ?? []).map(({ name }) => name ?? '');
  const wanted = (request.metrics ?? []).map(({ name }) => name ?? '');
  const ranges = (request.dateRanges ?? []).map(({ name, startDate, endDate }, at) => ({
    name: name || `date_range_${at}`,
    from: startDate ?? '',
    to: endDate ?? '',
  }));
  if (asked.length > 9) throw badRequest('Requests are limited to 9 dimensions.');
  if (wanted.length === 0 || wanted.length > 10) throw badRequest('Requests have 1 to 10 metrics.');
  if (ranges.length === 0 || ranges.length > 4) throw badRequest('Requests have 1 to 4 dateRanges.');
  const known = new Set([...property.dimensions.map(({ apiName }) => apiName ?? ''), 'dateRange']);
  const filtered = request.dimensionFilter?.filter?.fieldName;
  for (const name of [...asked, ...(filtered ? [filtered] : [])]) {
    if (eventScopedTraffic.includes(name) && wanted.includes('screenPageViews')) {
      throw badRequest(
        `Please remove ${name} to make the request compatible. The request's dimensions & metrics are incompatible. To learn more, see https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/`,
      );
    }
    if (!known.has(name)) throw badRequest(notValid(name, 'dimension'));
  }
  for (const name of wanted) if (!metrics[name]) throw badRequest(notValid(name, 'metric'));
  const dimensions = ranges.length > 1 && !asked.includes('dateRange') ? [...asked, 'dateRange'] : asked;
  for (const { dimension, metric } of request.orderBys ?? []) {
    const name = dimension?.dimensionName ?? metric?.metricName ?? '';
    if (!asked.includes(name) && !wanted.includes(name))
      throw badRequest(`Field ${name} is not in the request.`);
  }
  const limit = request.limit === undefined || request.limit === null ? 10_000 : Number(request.limit);
  if (!(limit >= 1 && limit <= 250_000)) throw badRequest(`The limit must be positive and at most 250000.`);
  return { dimensions, metrics: wanted, ranges, request, limit, offset: Number(request.offset ?? 0) };
}

const notValid = (name: string, what: string) =>
  `Field ${name} is not a valid ${what}. For a list of valid dimensions and metrics, see https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema `;

function grouped(
  property: Property,
  { dimensions, metrics: wanted, ranges, request }: Question,
  now: Date,
): Group[] {
  const groups: Group[] = [];
  for (const range of ranges) {
    const from = dayOf(range.from, property.timeZone, now);
    const to = dayOf(range.to, property.timeZone, now);
    if (from > to) throw badRequest('The start date must not be after the end date.');
    const hitsOf = new Map<string, Hit[]>();
    for (const hit of property.hits) {
      if (hit.day < from || hit.day > to) continue;
      const read = (name: string) => (name === 'dateRange' ? range.name : valueOfHit(hit, name));
      if (!passes(request.dimensionFilter, read)) continue;
      const key = JSON.stringify(dimensions.map(read));
      const hits = hitsOf.get(key);
      if (hits) hits.push(hit);
      else hitsOf.set(key, [hit]);
    }
    for (const [key, hits] of hitsOf) {
      groups.push({
        values: JSON.parse(key),
        metricValues: wanted.map((name) => metrics[name]?.(hits) ?? ''),
      });
    }
  }
  return groups;
}

const valueOfHit = (hit: Hit, dimension: string): string =>
  dimension === 'date' ? hit.day.replaceAll('-', '') : (hit.values[dimension] ?? '(not set)');

function dayOf(text: string, zone: string, now: Date): string {
  const ago =
    text === 'yesterday' ? 1 : text === 'today' ? 0 : Number(/^(\d+)daysAgo$/.exec(text)?.[1] ?? Number.NaN);
  if (!Number.isNaN(ago))
    return DateTime.fromJSDate(now, { zone }).minus({ days: ago }).toFormat('yyyy-MM-dd');
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw badRequest(`Invalid date: ${text}.`);
}

/** What the order leaves open comes in another order every other time, as the API may do. */
function orderedBy(
  groups: Group[],
  { dimensions, metrics: wanted, request }: Question,
  turn: number,
): Group[] {
  const orders = request.orderBys ?? [];
  const open = turn % 2 === 0 ? groups : groups.reverse();
  return open.sort((a, b) => {
    for (const { dimension, metric, desc } of orders) {
      const at = dimension
        ? dimensions.indexOf(dimension.dimensionName ?? '')
        : wanted.indexOf(metric?.metricName ?? '');
      const [left = '', right = ''] = dimension
        ? [a.values[at], b.values[at]]
        : [a.metricValues[at], b.metricValues[at]];
      const sign = dimension ? Number(left > right) - Number(left < right) : Number(left) - Number(right);
      if (sign !== 0) return desc ? -sign : sign;
    }
    return 0;
  });
}
