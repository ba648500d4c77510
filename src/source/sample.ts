import type { Reading, Source } from '../run-types.ts';
import type { Days, Row } from '../types.ts';
import type { SourceContext } from './index.ts';
import { dayNumber, mondayOf, weekOf } from './sample/calendar.ts';
import { type Network, readNetworks } from './sample/networks.ts';
import { siteUrl } from './sample/site.ts';
import { type DatedVisit, detailsOf, metricsOf } from './sample/tally.ts';
import { visitsOf } from './sample/visits.ts';
import { windowOf } from './window.ts';

const label = 'sample (made data)';
const timeZone = 'UTC';

/** The sample is read on this day, whatever the clock says: 2026-W46 is its last full week. */
const today = new Date('2026-11-18T12:00:00Z');
/** Days that are asked for by name may be any: made weeks never end. */
const endOfTime = new Date('9999-12-31T12:00:00Z');

/** A made site's visits under names of real networks and organisations: always the same for the same days. */
export async function sampleSource({ settings }: SourceContext): Promise<Source> {
  const named = settings.week !== undefined || settings.from !== undefined;
  const { current, previous } = windowOf(settings, named ? endOfTime : today, timeZone);
  return {
    open: async () => reading(current, previous),
    check: async () => ({
      facts: [
        ['source', label],
        ['site', `${siteUrl} (a made vendor of inspection software)`],
        ['network names', String(readNetworks().length)],
        ['days', `${current.from} to ${current.to}`],
      ],
      problems: [],
    }),
  };
}

function reading(current: Days, previous: Days): Reading {
  const networks = readNetworks();
  const spans = { current: spanOf(current), previous: spanOf(previous) };
  return {
    label,
    query: { site: siteUrl, current, previous },
    days: current,
    timeZone,
    async *rows() {
      for (const network of networks) {
        const { name, domain } = network;
        const rows: Row[] = [];
        for (const window of ['current', 'previous'] as const) {
          const visits = visitsIn(network, spans[window]).map(({ visit }) => visit);
          if (visits.length === 0) continue;
          rows.push({ name, ...(domain !== undefined && { domain }), window, metrics: metricsOf(visits) });
        }
        yield rows;
      }
    },
    async *details(names) {
      const asked = new Set(names);
      for (const network of networks) {
        if (asked.has(network.name)) yield* detailsOf(network.name, visitsIn(network, spans.current));
      }
    },
    outcome: () => ({ flags: [madeData], requests: 0 }),
  };
}

const madeData = {
  flag: 'made-data',
  message: 'this is the embedded sample: its visits are made; read your own with --source',
  serious: false,
};

/** First and last day, both included, counted from 1970-01-01. */
type Span = readonly [first: number, last: number];

const spanOf = ({ from, to }: Days): Span => [dayNumber(from), dayNumber(to)];

/** A name's visits in a span, in order: whole weeks, then cut to the days. */
function visitsIn(network: Network, [first, last]: Span): DatedVisit[] {
  const visits: DatedVisit[] = [];
  for (let week = weekOf(first); week <= weekOf(last); week++) {
    for (const visit of visitsOf(network, week)) {
      const day = mondayOf(week) + visit.day;
      if (day >= first && day <= last) visits.push({ visit, day });
    }
  }
  return visits;
}
