import stringWidth from 'string-width';
import { printable } from '../text.ts';
import type { Lead } from '../types.ts';
import { sparkline } from './sparkline.ts';

const segmenter = new Intl.Segmenter();

/** A text cut to so many terminal columns, with … where something is missing. */
export function clip(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of segmenter.segment(text)) {
    used += stringWidth(segment);
    if (used > columns) break;
    kept += segment;
  }
  return columns > 0 ? `${kept.trimEnd()}…` : '';
}

const pad = (text: string, columns: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, columns - stringWidth(text)));
  return right ? space + text : text + space;
};

export interface Column<T> {
  title: string;
  right?: boolean;
  /** Columns that give way on a narrow terminal share what is left in this proportion. */
  share?: number;
  /** A printable text. */
  cell(row: T): string;
}

/** The sessions of the 12 windows before and of this one. */
const trend = ({ past, organisation }: Lead): string =>
  past?.sessions.some((sessions) => sessions !== undefined)
    ? sparkline([...past.sessions, organisation.metrics.sessions]).trimStart()
    : '';

function change({ organisation: { metrics, previous }, sighting }: Lead): string {
  if (previous?.sessions === undefined || metrics.sessions === undefined) return '';
  if (previous.sessions === 0) return sighting === 'returning' ? 'back' : 'new';
  const difference = metrics.sessions - previous.sessions;
  return difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${Math.abs(difference)}`;
}

const leadColumns: Column<Lead>[] = [
  { title: '#', right: true, cell: (lead) => String(lead.rank) },
  { title: 'organisation', share: 4, cell: (lead) => printable(lead.organisation.name) },
  { title: 'type', cell: (lead) => lead.verdict.type },
  { title: 'score', right: true, cell: (lead) => String(lead.score) },
  { title: 'sessions', right: true, cell: (lead) => String(lead.organisation.metrics.sessions ?? '') },
  { title: 'change', right: true, cell: change },
  { title: 'trend', cell: trend },
  { title: 'top page', share: 3, cell: (lead) => printable(lead.evidence.page?.[0]?.value ?? '') },
  { title: 'first reason', share: 4, cell: (lead) => printable(lead.reasons[0]?.text ?? '') },
];

const gap = 2;
/** Narrower than this, a column that gives way is left out. */
const leastWidth = 12;

/** The leads as a table of at most `width` terminal columns. */
export const leadTable = (leads: readonly Lead[], width: number): string => table(leadColumns, leads, width);

/**
 * A table of at most `width` terminal columns: a heading, then a line each. Columns that no row fills are
 * left out, and so are the last ones where the terminal is too narrow for them.
 */
export function table<T>(columns: readonly Column<T>[], rows: readonly T[], width: number): string {
  let shown = columns
    .map((column) => ({ ...column, cells: rows.map(column.cell) }))
    .filter((column) => column.cells.some((cell) => cell !== ''))
    .map((column) => ({
      ...column,
      widest: [column.title, ...column.cells].reduce((most, cell) => Math.max(most, stringWidth(cell)), 0),
    }));
  const left = () =>
    width - shown.reduce((sum, column) => sum + gap + (column.share ? 0 : column.widest), -gap);
  while (
    shown.filter((column) => column.share).length > 1 &&
    left() < leastWidth * shown.filter((column) => column.share).length
  ) {
    const drop = shown.findLastIndex((column) => column.share);
    shown = shown.filter((_, index) => index !== drop);
  }
  const widths = shareOut(shown, Math.max(leastWidth, left()));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) =>
        pad(clip(cell, widths[index] ?? 0), widths[index] ?? 0, shown[index]?.right ?? false),
      )
      .join(' '.repeat(gap))
      .trimEnd();
  return [
    line(shown.map(({ title }) => title)),
    ...rows.map((_, row) => line(shown.map(({ cells }) => cells[row] ?? ''))),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

/** Fixed columns get what they need; the others share `left`, and none more than it can use. */
function shareOut(shown: readonly { share?: number; widest: number }[], left: number): number[] {
  const widths = shown.map(({ share, widest }) => (share ? 0 : widest));
  let open = shown.map((column, index) => ({ ...column, index })).filter(({ share }) => share);
  let rest = left;
  while (open.length > 0) {
    const shares = open.reduce((sum, { share }) => sum + (share ?? 0), 0);
    const satisfied = open.filter(({ share, widest }) => widest <= (rest * (share ?? 0)) / shares);
    if (satisfied.length === 0) {
      for (const { index, share } of open) widths[index] = Math.floor((rest * (share ?? 0)) / shares);
      break;
    }
    for (const { index, widest } of satisfied) {
      widths[index] = widest;
      rest -= widest;
    }
    open = open.filter((column) => !satisfied.includes(column));
  }
  return widths;
}
