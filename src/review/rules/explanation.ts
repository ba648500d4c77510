import { html } from 'hono/html';
import type { Explanation } from '../../workshop/explanation.ts';
import { type Html, shown } from '../html.ts';

const mostNext = 5;

const ruleLink = (id: string): Html => html`<a href="/rules?q=${encodeURIComponent(id)}">${id}</a>`;

/** Which rule decides on a name, on what, and what would decide next. */
export function explanationHtml({ name, verdict, opinion, next }: Explanation): Html {
  const { type, kept, confidence, rule, matched } = verdict;
  const query = new URLSearchParams({ text: name });
  return html`<section class="card verdict" aria-label="Verdict"><h2>${shown(name, 200)}</h2>
<p><span class="chip ${kept ? 'new' : 'warn'}">${kept ? 'kept' : 'removed'}</span> as <b>${type}</b>, ${Math.round(confidence * 100)} % sure</p>
${
  rule
    ? html`<p>by ${ruleLink(rule.id)} on “${shown(matched ?? '', 120)}”: ${shown(rule.why, 300)}<br><span class="small">${shown(rule.file, 160)}:${rule.line}</span></p>`
    : opinion
      ? html`<p>No rule speaks. The name model holds it for a network with probability ${opinion.network.toFixed(2)}.</p>
<p class="small">For (+) and against (−) a network: ${
          opinion.pieces.length > 0
            ? opinion.pieces
                .map(
                  ({ piece, weight }) =>
                    `${shown(piece, 40)} ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`,
                )
                .join(', ')
            : 'it knows no piece of the name'
        }</p>`
      : html`<p>No rule speaks for or against this name, so it is kept.</p>`
}
${
  next.length > 0
    ? html`<p class="small">Would match next:</p><ul class="plain">${next
        .slice(0, mostNext)
        .map(
          (hit) =>
            html`<li>${hit.rule.kind} ${hit.rule.type}: ${ruleLink(hit.rule.id)} on “${shown(hit.matched, 80)}” <span class="small">${shown(hit.rule.file, 160)}:${hit.rule.line}</span></li>`,
        )}</ul>${next.length > mostNext ? html`<p class="small">and ${next.length - mostNext} more</p>` : ''}`
    : ''
}
<p class="small"><a href="/rules/new?${query}">Write a rule for it</a></p></section>`;
}
