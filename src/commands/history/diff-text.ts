import { number, plural } from '../../numbers.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import type { Comparison, Moved } from './compare.ts';

interface Run {
  window: string;
  leads: number;
}

interface Difference extends Comparison {
  before: Run;
  after: Run;
  rulesChanged: boolean;
  settingsChanged: boolean;
}

/** A comparison for people, with at most so many leads to a list. */
export function differenceText(difference: Difference, most: number, width: number): string {
  const { before, after, rulesChanged, settingsChanged, arrived, left, up, down, same } = difference;
  const changed = [rulesChanged ? 'rules' : '', settingsChanged ? 'settings' : ''].filter(Boolean);
  return [
    `${before.window} to ${after.window}: ${number(before.leads)} leads, then ${number(after.leads)}\n`,
    changed.length > 0 ? `between the two the ${changed.join(' and the ')} changed\n` : '',
    section('Arrived', arrived, arrivedColumns, most, width),
    section('Left', left, leftColumns, most, width),
    section('Up', up, bothColumns, most, width),
    section('Down', down, bothColumns, most, width),
    `\n${plural(same, 'lead')} with the same score\n`,
  ].join('');
}

function section(
  title: string,
  list: readonly Moved[],
  columns: readonly Column<Moved>[],
  most: number,
  width: number,
): string {
  if (list.length === 0) return '';
  const more = list.length > most ? `… and ${number(list.length - most)} more\n` : '';
  return `\n${title}: ${number(list.length)}\n${table(columns, list.slice(0, most), width)}${more}`;
}

const sessions = (side: Moved['before']): string => String(side?.metrics.sessions ?? '');
const score = (side: Moved['before']): string => String(side?.score ?? '');
const change = (before: string, after: string): string =>
  before === after || before === '' || after === '' ? after || before : `${before} → ${after}`;

const name: Column<Moved> = { title: 'organisation', share: 2, cell: (one) => printable(one.name) };
const why: Column<Moved> = { title: 'why', share: 3, cell: (one) => printable(one.why) };

const arrivedColumns: Column<Moved>[] = [
  name,
  { title: 'score', right: true, cell: ({ after }) => score(after) },
  { title: 'sessions', right: true, cell: ({ after }) => sessions(after) },
  why,
];
const leftColumns: Column<Moved>[] = [
  name,
  { title: 'score', right: true, cell: ({ before }) => score(before) },
  { title: 'sessions', right: true, cell: ({ before, after }) => change(sessions(before), sessions(after)) },
  why,
];
const bothColumns: Column<Moved>[] = [
  name,
  { title: 'score', right: true, cell: ({ before, after }) => change(score(before), score(after)) },
  { title: 'sessions', right: true, cell: ({ before, after }) => change(sessions(before), sessions(after)) },
];
