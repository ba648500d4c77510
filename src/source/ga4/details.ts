import type { LimitFunction } from 'p-limit';
import type { Detail, DetailKind } from '../../types.ts';
import type { SourceContext } from '../index.ts';
import type { Ask } from './ask.ts';
import { ahead, atOnce, pagesOf } from './pages.ts';
import { detailQuestion, type Ranges } from './question.ts';
import { detailsOf } from './rows.ts';

/** Names in one filter: some 10 kB of request, and few enough that pages stay far below 250,000 rows. */
const namesAtOnce = 200;

const always: readonly DetailKind[] = ['page', 'day', 'channel', 'country'];
/** Nice to have: asked for only while they cost little of what is left. */
const ifCheap: readonly DetailKind[] = ['city', 'device'];
const cheapShare = 0.1;

/** Details of the names, kind by kind, each asked for in its own reports. */
export async function* readDetails(
  { settings, progress }: Pick<SourceContext, 'settings' | 'progress'>,
  ask: Ask,
  limit: LimitFunction,
  dimension: string,
  names: readonly string[],
  ranges: Ranges,
): AsyncGenerator<Detail> {
  const chunks = chunked([...new Set(names)], namesAtOnce);
  const kinds = areCheap(ask, ifCheap.length * chunks.length) ? [...always, ...ifCheap] : always;
  if (kinds === always && chunks.length > 0) {
    const message = `cities and devices were left out: the hourly tokens of the property are scarce`;
    ask.quality.flag({ flag: 'details-left-out', message, serious: false });
  }
  const reports = kinds.flatMap((about) => chunks.map((chunk) => ({ about, chunk })));
  let done = 0;
  // Whole reports ahead of the reader: mostly each is a single page.
  const begin = async ({ about, chunk }: (typeof reports)[number]) => {
    const pages = pagesOf(ask, detailQuestion(dimension, about, chunk, ranges), settings.pageSize, limit);
    return { about, pages, first: await pages.next() };
  };
  for await (const { about, pages, first } of ahead(reports, begin, atOnce)) {
    progress('reading details, reports', ++done, reports.length);
    if (!first.done) yield* detailsOf(first.value, dimension, about);
    for await (const page of pages) yield* detailsOf(page, dimension, about);
  }
}

/** Whether so many more reports, at what the earlier ones cost, take a small part of the hour's tokens. */
function areCheap(ask: Ask, reports: number): boolean {
  const quota = ask.quality.quota();
  if (quota?.remainingThisHour === undefined) return true;
  const cost = (quota.consumed / ask.requests()) * reports;
  return cost <= cheapShare * quota.remainingThisHour;
}

const chunked = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
