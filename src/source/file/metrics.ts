import type { MetricName, Metrics } from '../../types.ts';
import { type Columns, detailsIn, metricsIn, ratesIn } from './columns.ts';
import { type DecimalMark, provenMark, readNumber } from './numbers.ts';

/** Figures that GA never divides: `2.546` is always 2546 there. */
const wholeMetrics: readonly string[] = [
  'sessions',
  'engagedSessions',
  'pageViews',
  'users',
  'newUsers',
  'previousSessions',
] satisfies (MetricName | 'previousSessions')[];

const notAdditive: readonly MetricName[] = ['users', 'newUsers'];

/** Reads the figures of a row. */
export interface MetricReader {
  /** The metrics that a row's cells hold themselves, in the order of the sums. */
  direct: readonly MetricName[];
  /** Undefined: a figure cannot be read, or there is none at all. `sums` gets each direct metric added. */
  read(cells: readonly string[], sums?: Float64Array): Metrics | undefined;
  /** Sessions of the window before; undefined if the cell does not tell. */
  previousSessions(cells: readonly string[]): number | undefined;
}

/**
 * Users are left out where the table has details, because they do not add up over them. Rates give what is
 * not there itself: page views = sessions × pages per session (rounded), engagement seconds = sessions ×
 * average duration, engaged sessions = sessions × GA4's engagement rate (rounded). UA's bounce rate is
 * something else and gives nothing.
 */
export function metricReader(columns: Columns, sample: readonly string[][]): MetricReader {
  const mark = markFinder(columns, sample);
  const additive = detailsIn(columns).length > 0 ? notAdditive : [];
  const direct = metricsIn(columns).filter(([name]) => !additive.includes(name));
  const rates = ratesIn(columns).map(([role, index]) => ({ role, index, mark: mark(role, index) }));
  const names = direct.map(([name]) => name);
  const indices = direct.map(([, index]) => index);
  const marks = direct.map(([name, index]) => mark(name, index));
  const whole = names.map((name) => wholeMetrics.includes(name));
  const values = new Float64Array(direct.length);
  const previous = columns.at.get('previousSessions');
  const anyFigure = columns.at.has('sessions') || direct.length > 0;

  function derive(metrics: Metrics, cells: readonly string[]): void {
    const { sessions } = metrics;
    if (sessions === undefined) return;
    for (const { role, index, mark } of rates) {
      const rate = readNumber(cells[index] ?? '', mark);
      if (rate === undefined || Number.isNaN(rate)) continue;
      if (role === 'pagesPerSession') metrics.pageViews ??= Math.round(sessions * rate);
      if (role === 'secondsPerSession') metrics.engagementSeconds ??= sessions * rate;
      if (role === 'engagementRate' && rate <= 1) metrics.engagedSessions ??= Math.round(sessions * rate);
    }
  }

  return {
    direct: names,
    read(cells, sums) {
      let found = !anyFigure;
      for (let i = 0; i < indices.length; i++) {
        const value = readNumber(cells[indices[i] as number] ?? '', marks[i]);
        if (Number.isNaN(value)) return undefined;
        values[i] = value ?? -1;
        if (value !== undefined) found = true;
      }
      if (!found) return undefined;
      const metrics: Metrics = {};
      for (let i = 0; i < indices.length; i++) {
        let value = values[i] as number;
        if (value < 0) continue;
        const name = names[i] as MetricName;
        if (whole[i]) value = Math.round(value);
        metrics[name] = value;
        if (sums) sums[i] = (sums[i] as number) + value;
      }
      if (rates.length > 0) derive(metrics, cells);
      return metrics;
    },
    previousSessions(cells) {
      if (previous === undefined) return undefined;
      const value = readNumber(cells[previous] ?? '', undefined);
      return value === undefined || Number.isNaN(value) ? undefined : Math.round(value);
    },
  };
}

/**
 * The decimal mark of each column, where a cell such as `2.546` leaves it open: what other cells of the
 * column prove; none in a column of whole figures; what other columns prove; else what the language writes.
 */
function markFinder(columns: Columns, sample: readonly string[][]) {
  const proven = (index: number) => provenMark(sample.map((row) => row[index]));
  const texts = new Set([columns.at.get('name'), ...detailsIn(columns).map(([, index]) => index)]);
  const figures = columns.headers.keys().filter((index) => !texts.has(index));
  const anywhere = provenMark(figures.flatMap((index) => sample.map((row) => row[index])));
  return (role: string, index: number): DecimalMark =>
    proven(index) ?? (wholeMetrics.includes(role) ? undefined : (anywhere ?? columns.language.decimal));
}
