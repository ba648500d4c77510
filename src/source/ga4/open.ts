import pLimit from 'p-limit';
import type { Reading } from '../../run-types.ts';
import type { Detail, Row } from '../../types.ts';
import type { SourceContext } from '../index.ts';
import { freshnessOf, windowOf } from '../window.ts';
import { type Ask, asker } from './ask.ts';
import type { Connection } from './connect.ts';
import type { Report } from './data-api.ts';
import { readDetails } from './details.ts';
import { discover, unknownDimension } from './dimension.ts';
import { atOnce, pagesOf } from './pages.ts';
import { apiMetrics, type Ranges, rangeDimension, totalsQuestion } from './question.ts';
import { Refusal } from './refusal.ts';
import { rowsOf } from './rows.ts';
import { timeZoneOf } from './time-zone.ts';

/** Values of custom dimensions are cut: user-scoped at 36 characters, event-scoped at 100. */
const cutAt = (dimension: string): number => (dimension.startsWith('customUser:') ? 36 : 100);

/** In characters, not in UTF-16 units. */
const hasLength = (text: string, length: number): boolean =>
  text.length >= length && Array.from(text).length === length;

/** Days that need no time zone to be named, for the probe. */
const lastDays: Ranges = {
  current: { from: 'yesterday', to: 'yesterday' },
  previous: { from: '2daysAgo', to: '2daysAgo' },
};

/**
 * Opens a GA4 property: finds the dimension, then asks the question of totals for one row of the last two
 * days. This probe is the cheapest way to the property's time zone, which getMetadata does not hold and
 * without which no window can be named; and it shows before anything is read that the question is accepted.
 */
export async function openProperty(
  context: SourceContext,
  connection: Connection,
  property: string,
): Promise<Reading> {
  const { settings, edge, progress } = context;
  const ask = asker(context, connection, property);
  const dimension = settings.dimension ?? discover(await ask.metadata(), property);
  const { probe, byRange } = await probeProperty(ask, dimension, property);
  const timeZone = timeZoneOf(probe, property);
  const now = edge.now();
  const ranges = windowOf(settings, now, timeZone);
  const fresh = freshnessOf(ranges.current, now, timeZone);
  if (fresh) ask.quality.flag(fresh);
  const limit = pLimit(atOnce);
  const standIn = connection.standIn ? `, stand-in at ${connection.standIn}` : '';

  async function* rows(): AsyncGenerator<Row[]> {
    const cutLength = cutAt(dimension);
    let cut = 0;
    let done = 0;
    for await (const page of pagesOf(
      ask,
      totalsQuestion(dimension, ranges, byRange),
      settings.pageSize,
      limit,
    )) {
      const read = [...rowsOf(page, dimension)];
      cut += read.filter(({ name, window }) => window === 'current' && hasLength(name, cutLength)).length;
      yield read;
      done += page.rows?.length ?? 0;
      progress(`reading GA4 property ${property}, rows`, done, page.rowCount ?? done);
    }
    if (cut > 0) {
      const message = `network names of exactly ${cutLength} characters: ${cut}; Google Analytics cuts there, so they may be only beginnings`;
      ask.quality.flag({ flag: 'cut-names', message, serious: false });
    }
  }

  return {
    label: `GA4 property ${property} by ${dimension}${standIn}`,
    query: {
      property,
      dimension,
      metrics: Object.values(apiMetrics),
      ...ranges,
      ...(connection.standIn && { standIn: connection.standIn }),
    },
    days: ranges.current,
    timeZone,
    rows,
    details: (names): AsyncGenerator<Detail> => readDetails(context, ask, limit, dimension, names, ranges),
    outcome() {
      const quota = ask.quality.quota();
      return { flags: ask.quality.flags(), ...(quota && { quota }), requests: ask.requests() };
    },
  };
}

/** The probe's answer, and whether the API lets rows be ordered by date range (its documentation is silent). */
async function probeProperty(
  ask: Ask,
  dimension: string,
  property: string,
): Promise<{ probe: Report; byRange: boolean }> {
  const probe = (byRange: boolean) =>
    ask.report({ ...totalsQuestion(dimension, lastDays, byRange), limit: 1 });
  try {
    return { probe: await probe(true), byRange: true };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind, field, text } = error.fault;
    if (kind === 'unknown-field' && field === dimension) {
      throw unknownDimension(dimension, await ask.metadata(), property);
    }
    if (kind === 'tokens-hour' || !text.includes(rangeDimension)) throw error;
    return { probe: await probe(false), byRange: false };
  }
}
