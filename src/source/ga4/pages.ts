import type { LimitFunction } from 'p-limit';
import type { Ask } from './ask.ts';
import type { Report, ReportRequest } from './data-api.ts';

/** Of the 10 requests that a property answers at once, other programs get most. */
export const atOnce = 3;
/** Pages in memory at most: a page of 25,000 rows takes some 30 MB. */
const pagesAtOnce = 2;

/**
 * The pages of a report in order. The first tells how many rows there are; the others are fetched a little
 * ahead of the reader, never one past the end. Rows that were announced and did not come are a serious flag.
 */
export async function* pagesOf(
  ask: Ask,
  question: ReportRequest,
  pageSize: number,
  limit: LimitFunction,
): AsyncGenerator<Report> {
  let announced = 0;
  let came = 0;
  const page = (offset: number) =>
    limit(async () => {
      const report = await ask.report({ ...question, limit: pageSize, offset });
      announced = report.rowCount ?? 0;
      came += report.rows?.length ?? 0;
      return report;
    });
  yield await page(0);
  const others = Math.max(0, Math.ceil(announced / pageSize) - 1);
  yield* ahead(
    Array.from({ length: others }, (_, at) => (at + 1) * pageSize),
    page,
    pagesAtOnce,
  );
  if (came < announced) {
    const message = `Google Analytics announced ${announced} rows and gave ${came}: run it again`;
    ask.quality.flag({ flag: 'rows-missing', message, serious: true });
  }
}

/** What `work` makes of each, in order; at most `width` are begun or waiting to be read. */
export async function* ahead<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
  width: number,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for (const one of all) {
    const result = work(one);
    // It is awaited below, or nobody reads on because an earlier one failed.
    result.catch(() => undefined);
    begun.push(result);
    if (begun.length >= width) yield* begun.splice(0, 1);
  }
  yield* begun;
}
