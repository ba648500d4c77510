import { number } from '../numbers.ts';
import type { DigestFacts, DigestLead } from './digest.ts';
import { dataNotes, leftOut, nothingFound, origin, sectionsOf } from './sections.ts';
import { came, headline, identity, reasonsText, sessionsText, shares, shown, subject } from './words.ts';

/** Slack's limits: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const sectionLimit = 3_000;
const headerLimit = 150;
/** Not in its documentation: about 13,000 characters of all blocks are too long (slackapi/bolt-js#2509). */
const messageLimit = 11_000;
const mostLeads = 8;

const lookAlikes: Record<string, string> = { '*': '∗', '`': 'ˋ', '~': '∼', _: 'ˍ', ':': '꞉' };

/** A text that Slack shows as it is: no mention, link, emphasis, code or emoji comes of it. */
export const slackText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(
      /[*`~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[\w+'-]+:)/gu,
      (mark) => lookAlikes[mark] ?? mark,
    );

/** The digest for a Slack channel, within Slack's limits. */
export function digestSlack(facts: DigestFacts): { text: string; blocks: object[] } {
  const figures = headline(facts).map(({ name, value, change }) =>
    [`*${value}* ${name}`, change].filter(Boolean).join('\n'),
  );
  const leads = sectionsOf(facts).map(({ title, list, more }) => {
    const left = list.all - Math.min(list.shown.length, mostLeads);
    const lines = [`*${title}* (${number(list.all)})`, ...list.shown.slice(0, mostLeads).map(leadText)];
    return fitting(lines, left > 0 ? more.replace(/^and [\d,]+/, `and ${number(left)}`) : '');
  });
  const notes = dataNotes(facts).map((text) => slackText(shown(text, 300)));
  const blocks = [
    {
      type: 'header',
      text: { type: 'plain_text', text: subject(facts).slice(0, headerLimit), emoji: false },
    },
    context(slackText(shown(origin(facts), 200))),
    ...(facts.now.leads > 0
      ? [{ type: 'section', fields: figures.map(mrkdwn) }]
      : [section(nothingFound(facts))]),
    ...leads.map(section),
    { type: 'divider' },
    context(slackText(leftOut(facts).join(' '))),
    ...(notes.length > 0 ? [context(fitting(notes, ''))] : []),
  ];
  return { text: subject(facts), blocks };
}

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const context = (text: string) => ({ type: 'context', elements: [mrkdwn(text)] });

/** Sections share the message: at most four of them hold leads. */
const roomForLeads = Math.min(sectionLimit, Math.floor(messageLimit / 5));

/** As many of the lines as there is room for, then `end`. */
function fitting(lines: readonly string[], end: string): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length + end.length + 4 > roomForLeads) break;
    text += text === '' ? line : `\n${line}`;
  }
  return end ? `${text}\n_${end}_` : text;
}

function leadText(lead: DigestLead): string {
  const facts = [`score ${lead.score}`, sessionsText(lead), ...identity(lead), came(lead)].filter(Boolean);
  const read = lead.pages.length > 0 ? `Read ${shares(lead.pages, 'pageViews')}. ` : '';
  return `• *${slackText(shown(lead.name, 60))}* ${slackText(facts.join(' · '))}\n    ${slackText(shown(`${read}${reasonsText(lead)}`, 220))}`;
}
