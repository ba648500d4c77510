import { sourceError } from '../../errors.ts';
import type { Detail, DetailKind, MetricName, Metrics, Row, Window } from '../../types.ts';
import type { Report } from './data-api.ts';
import { apiMetrics, detailDimensions, rangeDimension } from './question.ts';

type ReportRow = NonNullable<Report['rows']>[number];

const metricNameOf = new Map(
  Object.entries(apiMetrics).map(([ours, theirs]) => [theirs, ours as MetricName]),
);

/** A page's totals: one row for each name and window. */
export function* rowsOf(report: Report, dimension: string): Generator<Row> {
  const name = column(report, dimension);
  const range = column(report, rangeDimension);
  const metrics = metricsReader(report);
  for (const row of report.rows ?? []) {
    yield { name: valueAt(row, name), window: windowOf(valueAt(row, range)), metrics: metrics(row) };
  }
}

/** A page's details of one kind. */
export function* detailsOf(report: Report, dimension: string, about: DetailKind): Generator<Detail> {
  const name = column(report, dimension);
  const detail = column(report, detailDimensions[about]);
  const metrics = metricsReader(report);
  for (const row of report.rows ?? []) {
    const text = valueAt(row, detail);
    const value = about === 'day' ? text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') : text;
    yield { name: valueAt(row, name), about, value, metrics: metrics(row) };
  }
}

/** The page's first metric value, e.g. of a report without dimensions; 0 without a row. */
export const onlyValue = (report: Report): number => Number(report.rows?.[0]?.metricValues?.[0]?.value ?? 0);

function column({ dimensionHeaders, rows }: Report, name: string): number {
  const at = (dimensionHeaders ?? []).findIndex((header) => header.name === name);
  if (at < 0 && rows && rows.length > 0) {
    throw sourceError(`the Data API's answer has no column ${name}`, 'Run it again; if it stays, report it.');
  }
  return at;
}

const valueAt = (row: ReportRow, at: number): string => row.dimensionValues?.[at]?.value ?? '';

function windowOf(range: string): Window {
  if (range === 'current' || range === 'previous') return range;
  throw sourceError(`the Data API's answer has an unknown date range ${range}`, 'Report it.');
}

/** Values are texts, whole numbers may come as `12.0`, and a value that is no number is absent. */
function metricsReader({ metricHeaders }: Report): (row: ReportRow) => Metrics {
  const names = (metricHeaders ?? []).map(({ name }) =>
    metricNameOf.get(name as (typeof apiMetrics)[MetricName]),
  );
  return (row) => {
    const metrics: Metrics = {};
    for (const [at, name] of names.entries()) {
      const value = Math.round(Number(row.metricValues?.[at]?.value ?? Number.NaN));
      if (name !== undefined && Number.isFinite(value)) metrics[name] = value;
    }
    return metrics;
  };
}
