import { html, raw } from 'hono/html';
import { type NewRule, written } from '../../config/rule-edit.ts';
import { type Html, shown } from '../html.ts';
import type { Conflict, Trial } from './bench.ts';
import { conflictHtml } from './notices.ts';
import { trialHtml } from './trial-html.ts';

/** One rule that a click would write, with what it would change. */
export interface Proposal {
  title: string;
  /** What it is about, and what else could be done. */
  lead: Html;
  /** Where it is asked for and written. */
  path: string;
  /** What names it in either form. */
  hidden: Readonly<Record<string, string>>;
  types: readonly string[];
  type: string;
  why: string;
  /** Absent where none can be made. */
  rule?: NewRule | undefined;
  trial: Trial;
  /** Said beneath the preview where the rule does not do what it is for. */
  doubt?: Html | undefined;
  submit: string;
  /** CSRF token, and the mark of the file. */
  tools: Html;
  back: string;
  conflict?: Conflict | undefined;
}

export function proposalBody(proposal: Proposal): Html {
  const { title, lead, path, types, type, why, rule, trial, submit, tools, back } = proposal;
  const hidden = Object.entries({ ...proposal.hidden, back }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const canSave = rule !== undefined && trial.fault === undefined && trial.broken.length === 0;
  return html`<div class="head"><h1>${title}</h1><p class="small"><a href="${back}">Back</a></p></div>
${proposal.conflict ? conflictHtml(proposal.conflict) : ''}
<div class="columns even"><section class="card">${lead}
<form class="filters" method="get" action="${path}">${hidden}
<label class="filter"><span>type</span><select name="type">${types.map((one) => html`<option${one === type ? raw(' selected') : ''}>${one}</option>`)}</select></label>
<label class="filter search"><span>why</span><input name="why" value="${why}" maxlength="300" placeholder="for whoever reads the rule in a year"></label>
<button>Preview</button></form>
${
  rule
    ? html`<h2>The rule</h2><pre class="yaml">${written([rule]).trimEnd()}</pre>
<p class="small">It goes into ${shown(trial.edit?.target.shown ?? 'a file of your own', 120)}, which is read before the shipped rules.</p>`
    : ''
}
${
  canSave
    ? html`<form method="post" action="${path}">${tools}${hidden}<input type="hidden" name="type" value="${type}"><input type="hidden" name="why" value="${why}">
<button class="yes">${submit}</button> <a class="button" href="${back}">Cancel</a></form>`
    : ''
}</section>
<section class="card" aria-label="Preview"><h2>What it would change</h2>${proposal.doubt ?? ''}${trialHtml(trial)}</section></div>`;
}
