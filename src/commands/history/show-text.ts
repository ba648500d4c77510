import { sparkline } from '../../report/sparkline.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import type { Share } from '../../types.ts';
import { decisionText, standingText } from '../lead/words.ts';
import { timeText } from './list.ts';
import type { Story } from './show.ts';

type Entry = Story['timeline'][number];

/** An organisation's story for people. */
export function storyText(story: Story, width: number): string {
  const { name, key, domain, country, spellings, standing, sessionsByWeek, decisions, messages } = story;
  const line = (label: string, text: string) => (text === '' ? '' : `${`${label}:`.padEnd(11)} ${text}\n`);
  const spelt = spellings.slice(0, mostSpellings).map(printable);
  const more = spellings.length - spelt.length;
  return [
    `${printable(name)}\n`,
    line('key', printable(key)),
    line('domain', printable(domain ?? '')),
    line('country', printable(country ?? '')),
    line('spellings', `${spelt.join('; ')}${more > 0 ? ` and ${more} more` : ''}`),
    line('standing', standingText(standing ?? undefined)),
    line(
      'sessions',
      sessionsByWeek
        ? `${sparkline(sessionsByWeek.values)}  ${sessionsByWeek.first} to ${sessionsByWeek.last}`
        : '',
    ),
    story.timeline.length > 0
      ? `\n${table(columns, story.timeline, width)}`
      : '\nno run that saw it is kept any more\n',
    decisions.length > 0 ? `\nDecisions\n${table(decisionColumns, decisions, width)}` : '',
    messages.length > 0 ? `\nMessages on its runs as a lead\n${table(messageColumns, messages, width)}` : '',
  ].join('');
}

const mostSpellings = 12;
const mostShares = 3;

const shares = (list: readonly Share[] | undefined): string =>
  (list ?? [])
    .slice(0, mostShares)
    .map(({ value, metrics }) => {
      const weight = metrics.pageViews ?? metrics.sessions;
      return `${printable(value)}${weight === undefined ? '' : ` (${weight})`}`;
    })
    .join(', ');

const fates: Record<Entry['fate'], string> = {
  lead: 'lead',
  excluded: 'excluded',
  notForUs: 'not for us',
  dismissed: 'dismissed',
  belowMinimum: 'below minimum',
  onlyExcludedPages: 'excluded pages only',
};

const columns: Column<Entry>[] = [
  { title: 'run', cell: ({ window }) => window },
  { title: 'as', cell: ({ fate }) => fates[fate] },
  { title: 'status', cell: ({ status }) => status ?? '' },
  { title: 'sessions', right: true, cell: ({ metrics }) => String(metrics.sessions ?? '') },
  { title: 'score', right: true, cell: ({ score }) => String(score ?? '') },
  { title: 'rank', right: true, cell: ({ rank }) => String(rank ?? '') },
  { title: 'type', cell: ({ type }) => type },
  { title: 'rule', share: 3, cell: ruleText },
  { title: 'pages', share: 4, cell: ({ evidence }) => shares(evidence?.page) },
  { title: 'channels', share: 3, cell: ({ evidence }) => shares(evidence?.channel) },
];

function ruleText({ rule, matched, why }: Entry): string {
  if (rule === undefined) return printable(why ?? '');
  return `${printable(rule)}${matched === undefined ? '' : ` on '${printable(matched)}'`}`;
}

const decisionColumns: Column<Story['decisions'][number]>[] = [
  { title: 'no.', right: true, cell: ({ id }) => String(id) },
  { title: 'when (UTC)', cell: ({ at }) => timeText(at) },
  { title: 'by', cell: ({ by }) => printable(by) },
  {
    title: 'decision',
    share: 1,
    cell: (decision) => `${decisionText(decision)}${decision.inForce ? '' : ' – taken back'}`,
  },
];

const messageColumns: Column<Story['messages'][number]>[] = [
  { title: 'run', cell: ({ window }) => window },
  { title: 'message', cell: ({ kind }) => printable(kind) },
  { title: 'segment', cell: ({ segment }) => printable(segment) },
  { title: 'state', cell: ({ state }) => state },
  { title: 'when (UTC)', cell: ({ at }) => timeText(at) },
  { title: 'detail', share: 1, cell: ({ detail }) => printable(detail ?? '') },
];
