import { html, raw } from 'hono/html';
import { stages } from '../../history/stages.ts';
import { number } from '../../numbers.ts';
import { type Html, shown } from '../html.ts';
import { type LeadRow, leadRow, moreFields, onEnter, reasonFields, wordLists } from './row.ts';
import { choices, countryOfLead, decisionOf, type ListView, listView, pathOf, type Stood } from './view.ts';

export const pageSize = 50;

export interface LeadList {
  view: ListView;
  /** Every lead of the run. */
  all: readonly Stood[];
  /** How many the view asks for. */
  count: number;
  /** Those on this page. */
  rows: readonly LeadRow[];
  segments: readonly string[];
  /** Hidden fields for each form that writes. */
  tools: Html;
  /** The way to the other pages. */
  nav: Html | '';
}

const orderNames: Record<ListView['sort'], string> = {
  rank: 'by score',
  sessions: 'by sessions',
  change: 'by growth',
  name: 'by name',
};

/** This week's leads: filters, the list, what can be done with many at once. */
export function leadList(list: LeadList): Html {
  const { view, all, count, rows, tools, nav } = list;
  const tags = choices(
    all.flatMap((one) => one.standing.tags.map((tag) => ({ ...one, tag }))),
    (one) => (one as Stood & { tag: string }).tag,
  );
  return html`<div class="head"><h1>Leads <span class="count">${number(count)}${count === all.length ? '' : ` of ${number(all.length)}`}</span></h1>
<p class="small"><a href="${pathOf(view, { page: 1 }, '/leads.csv')}" download>CSV</a> · <a href="${pathOf(listView.parse({ run: view.run }), {}, '/digest')}">digest</a> · <button type="button" class="plain" data-keys>keys (?)</button></p></div>
${filters(list)}
${
  rows.length === 0
    ? html`<p class="empty">No lead is like that. <a href="${pathOf(view, { q: '', segment: '', type: '', status: '', stage: '', owner: '', country: '', decided: 'all', page: 1 })}">Show all ${number(all.length)}</a></p>`
    : html`<form id="many" method="post" action="/decide" class="many">${tools}${onEnter}<span data-picked>With those selected:</span>
<button name="kind" value="accept" class="yes">Accept</button>
<details class="menu dismiss"><summary>Dismiss</summary><div class="pop">${reasonFields()}</div></details>
<details class="menu more"><summary>More</summary><div class="pop">${moreFields(stages.slice(1))}</div></details></form>
<table class="leads" data-live><thead><tr>${heads(list.view)}</tr></thead>
<tbody>${rows.map((row) => leadRow(row, tools))}</tbody></table>`
}
${nav}
${wordLists(
  choices(all, ({ standing }) => standing.owner).map(([owner]) => owner),
  tags.map(([tag]) => tag),
)}`;
}

function heads(view: ListView): Html {
  const sorted = (sort: ListView['sort'], text: string, name: string) =>
    html`<th scope="col" class="${name}"${view.sort === sort ? raw(` aria-sort="${sort === 'rank' || sort === 'name' ? 'ascending' : 'descending'}"`) : ''}><a href="${pathOf(view, { sort, page: 1 })}">${text}</a></th>`;
  return html`<th class="pick"><input type="checkbox" data-pick-all aria-label="select all on this page"></th>
${sorted('rank', '#', 'rank')}${sorted('name', 'Organisation', 'who')}<th scope="col" class="score">Score</th><th scope="col" class="status">Status</th>${sorted('sessions', 'Sessions', 'sessions')}<th scope="col" class="pages">Read</th><th scope="col" class="came">Came by, from</th><th scope="col" class="whose">Owner, stage</th><th scope="col" class="do">What about it</th>`;
}

function filters({ view, all, segments }: LeadList): Html {
  const select = (
    name: keyof ListView,
    label: string,
    options: readonly (readonly [string, number | undefined])[],
    none = `any ${label}`,
  ) =>
    options.length === 0 && view[name] === ''
      ? ''
      : html`<label class="filter"><span>${label}</span><select name="${name}"><option value="">${none}</option>${options.map(
          ([value, count]) =>
            html`<option value="${value}"${view[name] === value ? raw(' selected') : ''}>${shown(value, 40)}${count === undefined ? '' : ` (${number(count)})`}</option>`,
        )}</select></label>`;
  return html`<form class="filters" method="get" action="/" role="search">
<label class="filter search"><span>search</span><input type="search" name="q" value="${view.q}" placeholder="name, page, domain, tag"></label>
<div class="choices">${select(
    'segment',
    'segment',
    segments.map((name) => [name, undefined]),
  )}
${select(
  'decided',
  'decision',
  choices(all, ({ standing }) => decisionOf(standing)),
)}
${select(
  'status',
  'status',
  choices(all, ({ lead }) => lead.status),
)}
${select(
  'type',
  'type',
  choices(all, ({ lead }) => lead.type),
)}
${select(
  'country',
  'country',
  choices(all, ({ lead }) => countryOfLead(lead)),
)}
${select(
  'owner',
  'owner',
  choices(all, ({ standing }) => standing.owner),
)}
${select(
  'stage',
  'stage',
  choices(all, ({ standing }) => standing.stage),
)}
<label class="filter"><span>order</span><select name="sort">${Object.entries(orderNames).map(([sort, name]) => html`<option value="${sort}"${view.sort === sort ? raw(' selected') : ''}>${name}</option>`)}</select></label></div>
${view.run ? html`<input type="hidden" name="run" value="${view.run}">` : ''}
<button>Show</button></form>`;
}
