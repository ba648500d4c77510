import type { Reason, Share } from '../types.ts';

/** A line of leads.csv or excluded.csv by its columns' names. */
export type CsvLine = Readonly<Record<string, string | undefined>>;

/** The same, without what is undefined. */
export function present<Some extends object>(
  some: Some,
): { [Name in keyof Some]?: Exclude<Some[Name], undefined> } {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Some]?: Exclude<Some[Name], undefined>;
  };
}

/** A cell without the `'` that keeps spreadsheets from taking it for a formula. */
export const text = (cell: string | undefined): string | undefined =>
  cell?.replace(/^'(?=[=+\-@＝＋－＠])/, '') || undefined;

export function number(cell: string | undefined): number | undefined {
  const value = Number(cell || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

export const day = (cell: string | undefined): string | undefined =>
  cell !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : undefined;

/** `one; two`. */
export const list = (cell: string | undefined): string[] => text(cell)?.split('; ') ?? [];

/** `one (3); two (1)`, each with its number; undefined if no number is told. */
function weighted(cell: string | undefined): [value: string, weight: number][] | undefined {
  const found = [...(text(cell) ?? '').matchAll(/(.*?) \((\d+(?:\.\d+)?)\)(?:; |$)/gs)];
  return found.length > 0 ? found.map(([, value = '', weight]) => [value, Number(weight)]) : undefined;
}

export const shares = (cell: string | undefined, metric: 'sessions' | 'pageViews'): Share[] | undefined =>
  weighted(cell)?.map(([value, weight]) => ({ value, metrics: { [metric]: weight } }));

/** Lists tell a reason's sentence and points; its signal is lost. */
export const reasons = (cell: string | undefined): Reason[] =>
  (weighted(cell) ?? []).map(([sentence, points]) => ({ signal: 'unknown', points, text: sentence }));
