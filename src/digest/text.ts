import { number, plural } from '../numbers.ts';
import { sparkline } from '../report/sparkline.ts';
import type { DigestFacts, DigestLead } from './digest.ts';
import { dataNotes, footer, leftOut, nothingFound, origin, sectionsOf } from './sections.ts';
import { came, headline, identity, reasonsText, sessionsText, shares, shown, subject } from './words.ts';

/** The digest as plain text: for mail programs that show no HTML, and for a terminal. */
export function digestText(facts: DigestFacts): string {
  const sections = sectionsOf(facts).map(({ title, list, more }) =>
    [underlined(`${title} (${number(list.all)})`), ...list.shown.map(leadText), more]
      .filter(Boolean)
      .join('\n'),
  );
  const { byType, secondLook } = facts.excluded;
  const removed = byType.map(
    ({ type, organisations, sessions }) =>
      `  ${type.padEnd(12)} ${number(organisations).padStart(8)} organisations ${number(sessions).padStart(9)} sessions`,
  );
  const doubts = secondLook.map(
    ({ name, type, sessions, reasons }) =>
      `  ${shown(name)} (${[type, sessions === undefined ? '' : plural(sessions, 'session')].filter(Boolean).join(', ')}): ${reasons.map((reason) => shown(reason, 120)).join('; ')}`,
  );
  const notes = dataNotes(facts).map((text) => `  ${shown(text, 600)}`);
  return `${[
    [subject(facts), shown(origin(facts), 200)].join('\n'),
    facts.now.leads > 0 ? figures(facts) : nothingFound(facts),
    ...sections,
    ...(facts.now.leads > 0 ? [trend(facts)] : []),
    [underlined('Left out'), ...leftOut(facts).map((text) => `  ${text}`), ...removed].join('\n'),
    ...(doubts.length > 0 ? [[underlined('Worth a second look'), ...doubts].join('\n')] : []),
    ...(notes.length > 0 ? [[underlined('About the data'), ...notes].join('\n')] : []),
    footer,
  ].join('\n\n')}\n`;
}

const underlined = (title: string): string => `${title}\n${'-'.repeat(title.length)}`;

const figures = (facts: DigestFacts): string =>
  headline(facts)
    .map(({ name, value, change }) => `${value.padStart(8)} ${name.padEnd(9)}${change}`.trimEnd())
    .join('\n');

function leadText(lead: DigestLead): string {
  const { name, score, pages } = lead;
  return [
    `  ${shown(name)} (score ${score})`,
    [sessionsText(lead), ...identity(lead), came(lead)].filter(Boolean).join(' · '),
    pages.length > 0 ? `Read ${shares(pages, 'pageViews')}` : '',
    reasonsText(lead),
  ]
    .filter(Boolean)
    .join('\n      ');
}

function trend({ windows, types, channels }: DigestFacts): string {
  const course = (name: 'leads' | 'sessions') => sparkline(windows.map(({ figures }) => figures?.[name]));
  const list = (parts: DigestFacts['types']) =>
    parts.map(({ name, now }) => `${shown(name, 40)} ${number(now)}`).join(', ');
  return [
    underlined('At a glance'),
    `  leads, ${windows.length} windows: ${course('leads')}`,
    `  sessions:${' '.repeat(String(windows.length).length + 10)}${course('sessions')}`,
    `  leads by type: ${list(types)}`,
    channels.length > 0 ? `  sessions by channel: ${list(channels)}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}
