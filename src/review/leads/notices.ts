import { html } from 'hono/html';
import { decisionText } from '../../commands/lead/words.ts';
import type { Decision } from '../../history/standing.ts';
import { plural } from '../../numbers.ts';
import type { Session } from '../gate.ts';
import { type Html, shown } from '../html.ts';
import type { DecisionForm } from './decide.ts';

/** Numbers of decisions, for a form that takes them back. */
const idFields = (ids: readonly number[]): Html[] =>
  ids.map((id) => html`<input type="hidden" name="id" value="${id}">`);

/** What was done, with a way to take it back, or to do it again; `text` says it of the first. */
export function done(made: readonly Decision[], text: string, { deeds }: Session, tools: Html): Html {
  const [first] = made;
  if (first === undefined) return html`<p class="notice">Nothing was to be done.</p>`;
  const who = made.length === 1 ? shown(first.name, 80) : plural(made.length, 'organisation');
  const back = deeds.at(-1)?.includes(first.id)
    ? html`<button class="plain">Undo <kbd>Ctrl Z</kbd></button>`
    : html`<button class="plain" name="redo" value="1" data-redo>Redo <kbd>Shift Ctrl Z</kbd></button>`;
  return html`<form class="notice" method="post" action="/undo">${tools}${idFields(made.map(({ id }) => id))}<span><b>${who}</b>: ${shown(text, 120)}</span>
${back}</form>`;
}

/** What Ctrl Z presses: it takes back the last deed of whoever is here, then the one before. */
export function undoing({ deeds }: Session, tools: Html): Html {
  const last = deeds.at(-1);
  return html`<form id="undo" method="post" action="/undo" data-swap hidden>${tools}${last ? html`${idFields(last)}<button data-undo>Undo</button>` : ''}</form>`;
}

/** What was decided; of an undo, what it took back or brought back. `all`: the decisions on that organisation. */
export function deedText(decision: Decision, all: readonly Decision[]): string {
  let [root, turns] = [decision, 0];
  for (;;) {
    const before = all.find(({ id }) => id === root.undoes);
    if (before === undefined) break;
    [root, turns] = [before, turns + 1];
  }
  const turn = turns === 0 ? '' : turns % 2 === 1 ? 'taken back: ' : 'brought back: ';
  const why = turns > 0 && decision.reason ? ` (${shown(decision.reason)})` : '';
  return `${turn}${decisionText(root)}${why}`;
}

const mostTold = 5;

/** What others decided meanwhile, and the choice to do it anyway. */
export function conflict(form: DecisionForm, since: readonly Decision[], tools: Html): Html {
  const latest = new Map<string, number>();
  for (const { key, id } of since) latest.set(key, Math.max(latest.get(key) ?? 0, id));
  const on = form.on.map((text) => {
    const key = text.slice(text.indexOf(':') + 1);
    return `${latest.get(key) ?? text.slice(0, text.indexOf(':'))}:${key}`;
  });
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;
  const { kind, reason, until, owner, tag, note, stage } = form;
  return html`<form class="notice warn" method="post" action="/decide" role="alert">${tools}
${on.map((text) => hidden('on', text))}${Object.entries({ reason, until, owner, tag, note, stage }).map(([name, value]) => hidden(name, value))}
<div><b>Nothing was changed: somebody was there before you.</b>
<ul>${since.slice(-mostTold).map(({ name, by, at, ...decision }) => html`<li>${shown(name, 80)}: ${shown(decisionText({ name, by, at, ...decision }), 120)}, by ${shown(by, 40)} at ${at.slice(11, 16)}</li>`)}</ul></div>
<button name="kind" value="${kind}">Do it all the same</button></form>`;
}

export const noRun: Html = html`<section class="told"><h1>No run yet</h1>
<p>Here will be the organisations that visited your site. Each run is remembered:</p>
<pre>ga-leads run</pre>
<p>tries the embedded sample, or reads what config/ga-leads.yaml says; then reload this page.</p></section>`;
