import { html, raw } from 'hono/html';
import type { StoredSighting } from '../../history/sightings.ts';
import { number, plural } from '../../numbers.ts';
import { excludedTypes } from '../../types.ts';
import { type Html, shown } from '../html.ts';
import { organisationPath } from '../leads/row.ts';
import { type RemovedFacts, type RuleGroup, sessionsIn } from './facts.ts';
import { partOf, pathOf, type RemovedView } from './view.ts';

export const pageSize = 50;
const mostMistakes = 8;
const mostOfGroup = 8;
const mostGroups = 400;

/** A removed organisation on the page. */
export interface RemovedRow {
  sighting: StoredSighting;
  /** The rules of today keep it. */
  isRestored: boolean;
  /** What speaks for a mistake. */
  reasons: readonly string[];
}

export interface RemovedParts {
  view: RemovedView;
  facts: RemovedFacts;
  /** Those of the view that are on this page. */
  rows: readonly RemovedRow[];
  /** The way to the other pages. */
  nav: Html | '';
}

/** What the run left out: likely mistakes, then rule by rule; or what was looked for. */
export function removedBody(parts: RemovedParts): Html {
  const { view, facts } = parts;
  const part = partOf(view);
  return html`<div class="head"><h1>Removed <span class="count">${number(facts.excluded.length)}</span></h1>
<p class="small"><a href="${pathOf(view, { page: 1 }, '/removed.csv')}" download>CSV</a></p></div>
${tabs(parts)}${filters(view, part)}${part === '' ? overview(parts) : list(parts)}`;
}

function tabs({ view, facts }: RemovedParts): Html {
  const here = partOf(view);
  const tab = (part: RemovedView['part'], name: string, count: number) =>
    html`<a href="${pathOf(view, { part, q: '', type: '', rule: '', page: 1 })}"${part === here ? raw(' aria-current="page"') : ''}>${name} <span class="count">${number(count)}</span></a>`;
  return html`<nav class="tabs" aria-label="What was removed">${tab('', 'By rule', facts.groups.length)}${tab('mistakes', 'Likely mistakes', facts.suspects.length)}${tab('all', 'All', facts.excluded.length)}${tab('not-for-us', 'Not for us', facts.notForUs.length)}</nav>`;
}

function filters(view: RemovedView, part: RemovedView['part']): Html {
  const hidden = (name: string, value: string) =>
    value ? html`<input type="hidden" name="${name}" value="${value}">` : '';
  return html`<form class="filters" method="get" action="/removed" role="search">
<label class="filter search"><span>search</span><input type="search" name="q" value="${view.q}" placeholder="name, spelling, rule, matched text"></label>
<label class="filter"><span>type</span><select name="type"><option value="">any type</option>${excludedTypes.map((type) => html`<option${view.type === type ? raw(' selected') : ''}>${type}</option>`)}</select></label>
${hidden('part', part)}${hidden('rule', view.rule)}${hidden('run', view.run)}<button>Show</button></form>`;
}

function overview({ view, facts, rows }: RemovedParts): Html {
  const { suspects, groups, excluded } = facts;
  if (excluded.length === 0) {
    return html`<p class="empty">This run removed nothing: no rule excluded an organisation.</p>`;
  }
  const mistakes =
    suspects.length === 0
      ? html`<p class="small">None of what was removed has a sign of a mistake.</p>`
      : html`${rowTable(rows.slice(0, mostMistakes), view)}${suspects.length > mostMistakes ? html`<p><a href="${pathOf(view, { part: 'mistakes' })}">All ${number(suspects.length)} likely mistakes</a></p>` : ''}`;
  return html`<section class="card"><h2>Likely mistakes</h2>${mistakes}</section>
<section class="card"><h2>By rule</h2>${groups.slice(0, mostGroups).map((group) => groupHtml(group, view))}</section>`;
}

function groupHtml({ id, rule, organisations, sessions }: RuleGroup, view: RemovedView): Html {
  const more = organisations.length - mostOfGroup;
  const type = organisations[0]?.type ?? '';
  const about =
    rule?.why ?? (id === 'name-model' ? 'No rule speaks; the name model decided.' : 'No longer in force.');
  return html`<details class="group"><summary><span class="what"><b>${shown(id, 80)}</b> <span class="chip">${type}</span> <span class="small">${shown(about, 160)}</span></span>
<span class="number">${number(organisations.length)}</span><span class="number small">${plural(sessions, 'session')}</span></summary>
<ul class="plain">${organisations
    .slice(0, mostOfGroup)
    .map(
      (one) =>
        html`<li><a href="${organisationPath(one.key)}">${shown(one.name, 100)}</a> <span class="small">${plural(sessionsIn(one), 'session')}${one.matched ? html` · on “${shown(one.matched, 60)}”` : ''}</span> ${restoreLink(one, view, 'plain')}</li>`,
    )}</ul>
<p class="small">${more > 0 ? html`<a href="${pathOf(view, { rule: id, part: 'all', page: 1 })}">All ${number(organisations.length)}</a> · ` : ''}${rule ? html`<a href="/rules?q=${encodeURIComponent(id)}">the rule</a>` : ''}</p></details>`;
}

function list({ view, facts, rows, nav }: RemovedParts): Html {
  const part = partOf(view);
  const rule = facts.groups.find(({ id }) => id === view.rule);
  const about = view.rule
    ? html`<p>Removed by <a href="/rules?q=${encodeURIComponent(view.rule)}">${shown(view.rule, 80)}</a>${rule?.rule ? html`: ${shown(rule.rule.why, 200)}` : ''} · <a href="${pathOf(view, { rule: '', page: 1 })}">by any rule</a></p>`
    : part === 'not-for-us'
      ? html`<p class="small">People decided on these: they are no networks, and no leads either. They stand in the list of not-for-us; <code>ga-leads not-for-us</code> changes it.</p>`
      : '';
  if (rows.length === 0) {
    const isFiltered = Boolean(view.q || view.type || view.rule);
    return html`${about}<p class="empty">${isFiltered ? html`Nothing removed is like that. <a href="${pathOf(view, { part, q: '', type: '', rule: '', page: 1 })}">Show all</a>` : part === 'mistakes' ? 'None of what was removed has a sign of a mistake.' : part === 'not-for-us' ? 'Nobody is on the list of not-for-us in this run.' : 'This run removed nothing.'}</p>`;
  }
  return html`${about}<section class="card flush">${rowTable(rows, view)}</section>${nav}`;
}

function rowTable(rows: readonly RemovedRow[], view: RemovedView): Html {
  return html`<table class="removed"><thead><tr><th scope="col">organisation</th><th scope="col" class="number">sessions</th><th scope="col">removed as</th><th scope="col" class="why">by</th><th scope="col"><span class="hide">what to do</span></th></tr></thead>
<tbody>${rows.map(({ sighting, isRestored, reasons }) => rowHtml(sighting, isRestored, reasons, view))}</tbody></table>`;
}

function rowHtml(one: StoredSighting, isRestored: boolean, reasons: readonly string[], view: RemovedView) {
  const by = one.rule
    ? html`<a href="/rules?q=${encodeURIComponent(one.rule)}">${shown(one.rule, 60)}</a>${one.matched ? html` <span class="small">on “${shown(one.matched, 60)}”</span>` : ''}`
    : html`<span class="small">the name model: no rule speaks</span>`;
  const isDecision = one.fate === 'notForUs';
  return html`<tr><th scope="row"><a class="name" href="${organisationPath(one.key)}">${shown(one.name, 120)}</a>${reasons.length > 0 ? html`<div class="small">${shown(reasons.join('; '), 240)}</div>` : ''}</th>
<td class="number">${number(sessionsIn(one))}</td><td><span class="chip">${isDecision ? 'not for us' : one.type}</span></td>
<td class="why">${isDecision ? html`<span class="small">${shown(one.why ?? '', 200)}</span>` : by}</td>
<td class="do">${isDecision ? '' : isRestored ? html`<span class="chip new">kept from now on</span>` : restoreLink(one, view, 'button')}</td></tr>`;
}

const restoreLink = (one: StoredSighting, view: RemovedView, look: 'plain' | 'button'): Html => {
  const query = new URLSearchParams({ key: one.key, back: pathOf(view) });
  if (view.run) query.set('run', view.run);
  return html`<a${look === 'button' ? raw(' class="button"') : ''} href="/removed/restore?${query}">Restore …</a>`;
};
