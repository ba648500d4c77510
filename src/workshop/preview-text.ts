import { number } from '../numbers.ts';
import { type Column, table } from '../report/table.ts';
import { printable } from '../text.ts';
import type { Verdict } from '../types.ts';
import { type Change, type Preview, sessionsOf } from './preview.ts';

const ruleText = ({ rule, matched }: Verdict): string =>
  rule ? `${rule.id} on '${printable(matched ?? '')}'` : '';

const columns: Column<Change>[] = [
  { title: 'organisation', share: 4, cell: ({ organisation }) => printable(organisation.name) },
  { title: 'sessions', right: true, cell: ({ organisation }) => number(sessionsOf(organisation)) },
  { title: 'score', right: true, cell: ({ score }) => (score === undefined ? '' : String(score)) },
  { title: 'from', cell: ({ from }) => from.type },
  { title: 'to', cell: ({ to }) => to.type },
  { title: 'rule before', share: 3, cell: ({ from }) => ruleText(from) },
  { title: 'rule then', share: 3, cell: ({ to }) => ruleText(to) },
];

/** A preview for people: what leaves the list, what comes back, how many only change their type. */
export function previewText(preview: Preview, most: number, width: number): string {
  const { removed, restored, retyped, organisations, sessions } = preview;
  const of = `${number(organisations)} organisations, ${number(sessions)} sessions`;
  if (removed.length + restored.length + retyped.length === 0) return `nothing changes (${of})\n`;
  return [
    section('Newly removed', removed, most, width),
    section('Restored', restored, most, width),
    retyped.length > 0 ? `Of another type, on the same side: ${number(retyped.length)}\n\n` : '',
    `of ${of}: ${number(removed.length)} removed, ${number(restored.length)} restored, ${number(retyped.length)} of another type; nothing was written\n`,
  ].join('');
}

function section(title: string, list: readonly Change[], most: number, width: number): string {
  if (list.length === 0) return '';
  const sessions = list.reduce((sum, { organisation }) => sum + sessionsOf(organisation), 0);
  const more = list.length > most ? `… and ${number(list.length - most)} more\n` : '';
  return `${title}: ${number(list.length)}, with ${number(sessions)} sessions\n${table(columns, list.slice(0, most), width)}${more}\n`;
}

const verdictJson = ({ type, kept, confidence, rule, matched }: Verdict) => ({
  type,
  kept,
  confidence,
  rule: rule?.id ?? null,
  matched: matched ?? null,
});

const changeJson = ({ organisation, from, to, score }: Change) => ({
  organisation: printable(organisation.name),
  key: organisation.key,
  sessions: organisation.metrics.sessions ?? null,
  score: score ?? null,
  from: verdictJson(from),
  to: verdictJson(to),
});

/** A preview as JSON: of each list the first `most`, and how many there are. */
export const previewJson = ({ organisations, sessions, ...lists }: Preview, most: number) => ({
  organisations,
  sessions,
  counts: { removed: lists.removed.length, restored: lists.restored.length, retyped: lists.retyped.length },
  removed: lists.removed.slice(0, most).map(changeJson),
  restored: lists.restored.slice(0, most).map(changeJson),
  retyped: lists.retyped.slice(0, most).map(changeJson),
});
