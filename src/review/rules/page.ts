import { html } from 'hono/html';
import { number, plural } from '../../numbers.ts';
import type { Rule } from '../../types.ts';
import type { Explanation } from '../../workshop/explanation.ts';
import { type Html, shown } from '../html.ts';
import { pages } from '../pages.ts';
import { explanationHtml } from './explanation.ts';
import { type Decided, type ListedFile, looksFor, originOf, pathOf, type RulesView, wayOf } from './view.ts';

const pageSize = 40;
const mostShort = 14;
const mostLong = 400;
const mostExamples = 6;

export interface RulesParts {
  view: RulesView;
  files: readonly ListedFile[];
  /** Of all rules those that the view asks for; absent where it asks for none. */
  hits?: readonly Rule[];
  decided: ReadonlyMap<string, Decided>;
  /** The name of the run that `decided` is about. */
  week: string | undefined;
  explanation?: Explanation | undefined;
  /** What is wrong with the files as they are now. */
  fault?: string | undefined;
}

/** The links to all that can be done with rules. */
export const rulesHead = (title: string, count?: number): Html =>
  html`<div class="head"><h1>${title}${count === undefined ? '' : html` <span class="count">${number(count)}</span>`}</h1>
<p class="small">${title === 'Rules' ? '' : html`<a href="/rules">rules</a> · `}<a href="/rules/new">new rule</a> · <a href="/rules/versions">versions</a> · <a href="/rules/lint">lint</a> · <a href="/rules/score">score</a></p></div>`;

/** The rule files in their order, or the rules that were looked for; and a name tried. */
export function rulesBody(parts: RulesParts): Html {
  const { view, files, hits, explanation, fault } = parts;
  const count = files.reduce((sum, { rules }) => sum + rules.length, 0);
  return html`${rulesHead('Rules', count)}
${fault ? html`<div class="stop"><p><b>The files are wrong as they are now; what follows is how they were.</b></p><pre>${shown(fault, 2_000)}</pre></div>` : ''}
<div class="two-forms"><form class="filters" method="get" action="/rules" role="search">
<label class="filter search"><span>search the rules</span><input type="search" name="q" value="${view.q}" placeholder="id, pattern, word, why"></label>${view.file ? html`<input type="hidden" name="file" value="${view.file}">` : ''}<button>Search</button></form>
<form class="filters" method="get" action="/rules">
<label class="filter search"><span>try a name</span><input name="name" value="${view.name}" placeholder="comcast cable" maxlength="2000"></label><button>Try</button></form></div>
${explanation ? explanationHtml(explanation) : ''}
${hits ? hitsHtml(parts, hits) : filesHtml(parts)}`;
}

function filesHtml({ files, decided, week }: RulesParts): Html {
  const rows = files.map(({ file, rules }, index) => {
    const sums = rules.map(({ id }) => decided.get(id));
    const total = (of: keyof Decided) => sums.reduce((sum, one) => sum + (one?.[of] ?? 0), 0);
    const origin = originOf(file);
    return html`<tr><td class="number small">${index + 1}</td><th scope="row"><a href="${pathOf({ q: '', file: file.shown, name: '', page: 1 })}">${fileName(file.shown)}</a> ${origin === 'yours' ? html`<span class="chip tag">yours</span>` : ''}</th><td class="number">${number(rules.length)}</td><td class="number">${number(total('organisations'))}</td><td class="number wide">${number(total('sessions'))}</td></tr>`;
  });
  return html`<section class="card"><h2>The files, in the order in which they are read</h2>
<p class="small">The first rule that matches decides. Counts are of ${week ?? 'no run yet'}. <a href="/rules.csv" download>CSV of all rules</a></p>
<table class="plain files"><thead><tr><th scope="col" class="number">#</th><th scope="col">file</th><th scope="col" class="number">rules</th><th scope="col" class="number">decided on</th><th scope="col" class="number wide">sessions</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** A path of which, on a phone, the first part goes without saying. */
function fileName(path: string): Html {
  const [, start = '', rest = path] = /^(ga-leads:rules\/)(.*)$/.exec(path) ?? [];
  return html`${start ? html`<span class="wide">${start}</span>` : ''}${shown(rest, 120)}`;
}

function hitsHtml(parts: RulesParts, hits: readonly Rule[]): Html {
  const { view, files } = parts;
  const part = pages(view.page, hits.length, pageSize);
  const here = hits.slice(part.first, part.below);
  const fileOf = new Map(files.map((one) => [one.file.shown, one]));
  const where = view.file ? html` in ${shown(view.file, 120)}` : '';
  return html`<p>${plural(hits.length, 'rule')}${view.q ? html` with “${shown(view.q, 80)}”` : ''}${where} · <a href="/rules">all files</a> · <a href="${pathOf(view, { page: 1 }, '/rules.csv')}" download>CSV</a></p>
${here.length === 0 ? html`<p class="empty">No rule is like that. Try a word of the name, or <a href="/rules/new">write one</a>.</p>` : here.map((rule) => ruleHtml(rule, fileOf.get(rule.file), parts))}
${part.nav((page) => pathOf(view, { page }))}`;
}

function ruleHtml(rule: Rule, file: ListedFile | undefined, { decided, week, view }: RulesParts): Html {
  const { id, kind, type, why, matches, spares, confidence } = rule;
  const count = decided.get(id);
  const origin = file ? originOf(file.file) : 'installed';
  const inList = encodeURIComponent(id);
  return html`<article class="card rule" id="rule-${id}"><div class="head"><h2>${id} <span class="chip ${kind === 'keep' ? 'new' : ''}">${kind} ${type}</span></h2>
<p>${origin === 'installed' ? html`<a class="button" href="/rules/new?before=${inList}">Add a rule before it</a>` : html`<a class="button" href="/rules/edit?id=${inList}">Edit</a>`}</p></div>
<p>${shown(why, 600)}</p>
<dl class="facts"><dt>${wayOf(rule)}</dt><dd>${entries(looksFor(rule), view.q)}</dd>
${matches.length > 0 ? html`<dt>matches</dt><dd>${examples(matches)}</dd>` : ''}${spares.length > 0 ? html`<dt>spares</dt><dd>${examples(spares)}</dd>` : ''}
${confidence === 0.95 ? '' : html`<dt>sure</dt><dd>${Math.round(confidence * 100)} %</dd>`}
<dt>${week ?? 'runs'}</dt><dd>${count ? html`decided on ${kind === 'exclude' ? html`<a href="/removed?rule=${inList}">${plural(count.organisations, 'organisation')}</a>` : plural(count.organisations, 'organisation')}, ${plural(count.sessions, 'session')}` : 'decided on nothing'}</dd>
<dt>file</dt><dd class="small">${shown(rule.file, 160)}:${rule.line} ${origin === 'yours' ? '(yours)' : `(${origin})`}</dd></dl></article>`;
}

/** What was looked for first, then as it stands; of a long list the rest on demand. */
function entries(all: readonly string[], q: string): Html {
  const word = q.toLowerCase();
  const isHit = (text: string) => word !== '' && text.toLowerCase().includes(word);
  const sorted = all.length > mostShort ? [...all.filter(isHit), ...all.filter((text) => !isHit(text))] : all;
  const code = (text: string) => html`<code>${shown(text, 400)}</code> `;
  const rest = sorted.slice(mostShort);
  return html`${sorted.slice(0, mostShort).map(code)}${rest.length > 0 ? html`<details><summary>and ${number(rest.length)} more</summary>${rest.slice(0, mostLong).map(code)}${rest.length > mostLong ? html`<span class="small">and ${number(rest.length - mostLong)} more in the file</span>` : ''}</details>` : ''}`;
}

function examples(all: readonly string[]): Html {
  const text = (some: readonly string[]) => some.map((one) => shown(one, 120)).join(' · ');
  const rest = all.slice(mostExamples);
  return html`${text(all.slice(0, mostExamples))}${rest.length > 0 ? html`<details><summary>and ${number(rest.length)} more</summary>${text(rest)}</details>` : ''}`;
}
