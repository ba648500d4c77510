import { html } from 'hono/html';
import { windowName } from '../../history/days.ts';
import { number, plural } from '../../numbers.ts';
import type { Verdict } from '../../types.ts';
import { type Change, sessionsOf } from '../../workshop/preview.ts';
import type { Failure } from '../../workshop/rule-tests.ts';
import { failureText } from '../../workshop/rule-tests-text.ts';
import { type Html, shown } from '../html.ts';
import { organisationPath } from '../leads/row.ts';
import type { Trial } from './bench.ts';

const mostShown = 50;
const mostBroken = 10;

/** What an edit would change, or why it cannot be saved. */
export function trialHtml({ fault, broken, preview, run }: Trial): Html {
  if (fault) {
    return html`<div class="stop"><p><b>Not a rule yet</b></p><pre>${shown(fault.message, 2_000)}</pre>${fault.next ? html`<p class="small">${shown(fault.next)}</p>` : ''}</div>`;
  }
  const tests =
    broken.length > 0
      ? brokenHtml(broken)
      : html`<p class="pass">Breaks no test: its own examples, those of the other rules, and the traps hold.</p>`;
  if (!preview || !run) {
    return html`${tests}<p class="small">What ${run ? windowName(run.days) : 'the last run'} read is not kept, so what would change in it is not known.</p>`;
  }
  const { removed, restored, retyped, organisations, sessions } = preview;
  const of = `of ${plural(organisations, 'organisation')} with ${plural(sessions, 'session')} in ${windowName(run.days)}`;
  return html`${tests}
<div class="sums"><p><b>${number(removed.length)}</b> newly removed <span class="small">${plural(sum(removed), 'session')}</span></p>
<p><b>${number(restored.length)}</b> restored <span class="small">${plural(sum(restored), 'session')}</span></p>
<p><b>${number(retyped.length)}</b> of another type <span class="small">on the same side</span></p></div>
<p class="small">${of}</p>
${changeTable('Newly removed', removed)}${changeTable('Restored', restored)}${changeTable('Of another type', retyped)}`;
}

/** Why an edit cannot be saved. */
export function brokenHtml(broken: readonly Failure[]): Html {
  const more = broken.length - mostBroken;
  return html`<div class="stop"><p><b>It breaks ${broken.length === 1 ? 'a test' : `${number(broken.length)} tests`}, so it cannot be saved</b></p>
<ul>${broken.slice(0, mostBroken).map((failure) => html`<li>${shown(failureText(failure), 500)}</li>`)}</ul>${more > 0 ? html`<p>and ${number(more)} more</p>` : ''}
<p class="small">Make it narrower, or give the names that it must not match as spares and look for what tells them apart.</p></div>`;
}

const sum = (list: readonly Change[]): number =>
  list.reduce((total, { organisation }) => total + sessionsOf(organisation), 0);

const ruleText = ({ rule, type, matched }: Verdict): Html =>
  html`<span class="chip">${type}</span> ${rule ? html`<span class="small">${rule.id}${matched ? html` on “${shown(matched, 60)}”` : ''}</span>` : ''}`;

function changeTable(title: string, list: readonly Change[]): Html | '' {
  if (list.length === 0) return '';
  const more = list.length - mostShown;
  return html`<table class="plain changes"><caption>${title}</caption><thead><tr><th scope="col">organisation</th><th scope="col" class="number">sessions</th><th scope="col" class="number">score</th><th scope="col">now</th><th scope="col">then</th></tr></thead>
<tbody>${list
    .slice(0, mostShown)
    .map(
      ({ organisation, score, from, to }) =>
        html`<tr><th scope="row"><a href="${organisationPath(organisation.key)}">${shown(organisation.name, 80)}</a></th><td class="number">${number(sessionsOf(organisation))}</td><td class="number">${score ?? '–'}</td><td>${ruleText(from)}</td><td>${ruleText(to)}</td></tr>`,
    )}</tbody></table>${more > 0 ? html`<p class="small">and ${number(more)} more, lighter ones</p>` : ''}`;
}
