import type { DetailKind, MetricName, Window } from '../../types.ts';
import type { ReportRequest } from './data-api.ts';

/** The Data API's names of our metrics. */
export const apiMetrics = {
  sessions: 'sessions',
  engagedSessions: 'engagedSessions',
  pageViews: 'screenPageViews',
  engagementSeconds: 'userEngagementDuration',
  keyEvents: 'keyEvents',
  users: 'totalUsers',
  newUsers: 'newUsers',
} as const satisfies Record<MetricName, string>;

/** Users do not add up over pages, days or countries, so details do without them. */
const detailMetrics = ['sessions', 'engagedSessions', 'pageViews', 'engagementSeconds', 'keyEvents'] as const;

/** Only session-scoped traffic dimensions: the event-scoped ones cannot be combined with page views. */
export const detailDimensions = {
  page: 'pagePath',
  day: 'date',
  channel: 'sessionDefaultChannelGroup',
  country: 'country',
  city: 'city',
  device: 'deviceCategory',
} as const satisfies Record<DetailKind, string>;

/** The dimension that tells two date ranges of one report apart. */
export const rangeDimension = 'dateRange';

/** Two windows as the API takes them: days, or words such as `yesterday`. */
export type Ranges = Record<Window, { from: string; to: string }>;

const named = (names: readonly string[]) => names.map((name) => ({ name }));
const upwards = (dimensionName: string) => ({ dimension: { dimensionName } });
const mostSessionsFirst = { metric: { metricName: apiMetrics.sessions }, desc: true };

/**
 * Totals of every network name in both windows: one row for a name and a window. Pages are cut by offset,
 * so the order leaves no ties: sessions, then name, then window. `dateRange` is asked for by name because an
 * order may only use what was asked for; with `byRange` off it is left to the API, and out of the order.
 */
export function totalsQuestion(dimension: string, ranges: Ranges, byRange: boolean): ReportRequest {
  const range = byRange ? [rangeDimension] : [];
  return {
    dimensions: named([dimension, ...range]),
    metrics: named(Object.values(apiMetrics)),
    dateRanges: (['current', 'previous'] as const).map((name) => ({
      name,
      startDate: ranges[name].from,
      endDate: ranges[name].to,
    })),
    orderBys: [mostSessionsFirst, ...[dimension, ...range].map(upwards)],
  };
}

/** The question for one kind of detail of these names, exactly as written, in the current window. */
export function detailQuestion(
  dimension: string,
  about: DetailKind,
  names: readonly string[],
  { current }: Ranges,
): ReportRequest {
  const detail = detailDimensions[about];
  return {
    dimensions: named([dimension, detail]),
    metrics: named(detailMetrics.map((name) => apiMetrics[name])),
    dateRanges: [{ startDate: current.from, endDate: current.to }],
    dimensionFilter: {
      filter: { fieldName: dimension, inListFilter: { values: [...names], caseSensitive: true } },
    },
    orderBys: [mostSessionsFirst, upwards(dimension), upwards(detail)],
  };
}
