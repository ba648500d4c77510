import { html, raw } from 'hono/html';
import { moves } from '../../history/stages.ts';
import type { Decision } from '../../history/standing.ts';
import { number, plural } from '../../numbers.ts';
import type { Past, Share } from '../../types.ts';
import { type Delivered, deliveryChip } from '../deliveries.ts';
import { type Html, shown } from '../html.ts';
import { deedText } from './notices.ts';
import { countryOfLead, decisionOf, type Stood } from './view.ts';

/** A lead in the list, with what is only read for those on the page. */
export interface LeadRow extends Stood {
  past?: Past | undefined;
  /** Oldest first. */
  decisions: readonly Decision[];
  deliveries: readonly Delivered[];
}

/** What a write on an organisation is about: the number of the last decision that its page showed, and its key. */
export const subjectOf = (key: string, last: Pick<Decision, 'id'> | undefined): string =>
  `${last?.id ?? 0}:${key}`;

export const rowId = ({ lead }: Stood): string => `lead-${lead.rank}`;

export const organisationPath = (key: string): string => `/organisation?key=${encodeURIComponent(key)}`;

/** A value with its page views, or with its sessions where they are asked for or no views are known. */
const weighed = ({ value, metrics }: Share, of: 'pageViews' | 'sessions' = 'pageViews'): Html => {
  const weight = metrics[of] ?? metrics.sessions;
  return html`<div class="weighed"><span title="${shown(value)}">${shown(value, 80)}</span>${weight === undefined ? '' : html` <span class="small">${number(weight)}</span>`}</div>`;
};

const barWidth = 5;
const height = 20;

/** Sessions of 12 weeks and this one as bars, from the first that a run knows; one that none knows is a gap. */
export function spark(all: readonly (number | undefined)[]): Html {
  const values = all.slice(all.findIndex((value) => value !== undefined));
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const text = values.map((value) => value ?? '–').join(', ');
  return html`<svg class="spark" preserveAspectRatio="xMinYMid meet" viewBox="0 0 ${values.length * barWidth} ${height}" role="img" aria-label="sessions by week, the last one is this: ${text}"><title>${text}</title>${values.map(
    (value, index) => {
      if (value === undefined) return '';
      const tall = value === 0 ? 1 : Math.max(2, Math.round((value / most) * height));
      return html`<rect x="${index * barWidth}" y="${height - tall}" width="${barWidth - 1}" height="${tall}"${index === values.length - 1 ? raw(' class="now"') : ''}/>`;
    },
  )}</svg>`;
}

export const chip = (word: string): Html => html`<span class="chip ${word}">${word}</span>`;

const dismissals = ['too small', 'no fit', 'competitor', 'customer', 'job applicants', 'not who it seems'];

/** One lead of the list with all that can be done about it. `tools` are hidden fields that each write needs. */
export function leadRow(row: LeadRow, tools: Html): Html {
  const { lead, standing, past } = row;
  const { metrics, evidence, reasons, previous } = lead;
  const course = past ? [...past.sessions, metrics.sessions] : [];
  const last = row.decisions.at(-1);
  const subject = subjectOf(lead.key, last);
  const by =
    last && `${deedText(last, row.decisions)}, by ${last.by}, ${last.at.slice(0, 16).replace('T', ' ')}`;
  const lastly = by === undefined ? '' : html` title="${shown(by)}"`;
  const isDismissed = decisionOf(standing) === 'dismissed';
  const change = previous?.sessions === undefined ? undefined : (metrics.sessions ?? 0) - previous.sessions;
  return html`<tr id="${rowId(row)}" class="lead ${decisionOf(standing)}" data-swap tabindex="-1">
<td class="pick"><input type="checkbox" form="many" name="on" value="${subject}" aria-label="select ${shown(lead.name, 80)}"></td>
<td class="rank">${lead.rank}</td>
<td class="who"><a class="name" href="${organisationPath(lead.key)}">${shown(lead.name, 120)}</a>
<div class="small">${lead.type === 'unsure' ? chip('unsure') : lead.type}${lead.domain ? html` · ${shown(lead.domain, 60)}` : ''}${standing.tags.map((tag) => html` <span class="chip tag">${shown(tag, 40)}</span>`)}</div></td>
<td class="score"><details><summary aria-label="score ${lead.score}, its reasons">${lead.score}</summary>
<ul class="reasons">${reasons.map(({ points, text }) => html`<li><b>${points}</b> ${shown(text)}</li>`)}</ul></details></td>
<td class="status">${lead.status ? chip(lead.status) : ''}</td>
<td class="sessions"><b>${metrics.sessions === undefined ? '–' : number(metrics.sessions)}</b>${change ? html` <span class="small ${change > 0 ? 'up' : ''}">${change > 0 ? '+' : '−'}${number(Math.abs(change))}</span>` : ''}${course.length > 0 ? spark(course) : ''}</td>
<td class="pages">${(evidence.page ?? []).slice(0, 2).map((share) => weighed(share))}</td>
<td class="came">${(evidence.channel ?? []).slice(0, 1).map((share) => weighed(share, 'sessions'))}<div class="small">${shown(countryOfLead(lead), 40)}</div></td>
<td class="whose"><div${lastly}>${standing.owner ? html`<b>${shown(standing.owner, 40)}</b> ` : ''}<span class="small">${standing.stage}${standing.notes > 0 ? ` · ${plural(standing.notes, 'note')}` : ''}</span></div>${row.deliveries.map(deliveryChip)}</td>
<td class="do"><form method="post" action="/decide" class="acts">${tools}<input type="hidden" name="on" value="${subject}">${onEnter}
${
  isDismissed
    ? html`<span class="small"${lastly}>dismissed${standing.verdict?.reason ? `: ${shown(standing.verdict.reason, 60)}` : ''}</span> <button class="plain" formaction="/undo" name="id" value="${standing.verdict?.id}">take back</button>`
    : html`<button name="kind" value="accept" class="yes"${standing.verdict ? html` disabled${lastly}` : raw(' title="accept (a)"')}>${standing.verdict ? 'Accepted' : 'Accept'}</button>
<details class="menu dismiss"><summary title="dismiss, with a reason (d)">Dismiss</summary><div class="pop">${reasonFields()}</div></details>`
}
<details class="menu more"><summary title="owner (o), tag (t), stage (g), note (n)" aria-label="more for ${shown(lead.name, 80)}">⋯</summary><div class="pop">${moreFields(moves[standing.stage], standing.tags)}<a class="button" href="/network?key=${encodeURIComponent(lead.key)}" data-key="w">It's a network …</a></div></details>
</form></td></tr>`;
}

/** Why it is dismissed, and until when. */
export const reasonFields =
  (): Html => html`<label>Why <input name="reason" list="reasons" maxlength="200" autocomplete="off"></label>
<label>Until <input name="until" type="date"></label>
<button name="kind" value="dismiss" class="no">Dismiss</button>`;

/** The first button of a form, which Enter in a field presses: the field says what is meant. */
export const onEnter: Html = html`<button name="kind" value="filled" hidden></button>`;

/** Everything but yes and no. Of many at once it is not known which `tags` they have: the one that goes is written. */
export const moreFields = (stages: readonly string[], tags?: readonly string[]): Html => html`
<label>Owner <input name="owner" list="owners" maxlength="80" autocomplete="off"></label><button name="kind" value="assign">Assign</button>
<label>Tag <input name="tag" list="tags" maxlength="40" autocomplete="off"></label><button name="kind" value="tag">Tag</button>
${tags === undefined ? html`<button name="kind" value="untag" class="across">Take the tag off</button>` : tags.length === 0 ? '' : html`<div class="tags">${tags.map((tag) => html`<button name="untag" value="${tag}" class="chip tag" aria-label="take the tag ${shown(tag, 40)} off" title="take it off">${shown(tag, 40)} ×</button> `)}</div>`}
<label>Stage <select name="stage">${stages.map((stage) => html`<option>${stage}</option>`)}</select></label><button name="kind" value="stage">Set</button>
<label>Note <input name="note" maxlength="2000" autocomplete="off"></label><button name="kind" value="note">Note</button>`;

/** What people are likely to write, once a page. */
export const wordLists = (owners: readonly string[], tags: readonly string[]): Html => {
  const list = (id: string, words: readonly string[]) =>
    html`<datalist id="${id}">${words.map((word) => html`<option value="${word}"></option>`)}</datalist>`;
  return html`${list('reasons', dismissals)}${list('owners', owners)}${list('tags', tags)}`;
};
