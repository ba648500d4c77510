import { html } from 'hono/html';
import { number } from '../../numbers.ts';
import { sparkline } from '../../report/sparkline.ts';
import type { DigestLead } from '../digest.ts';
import type { Section } from '../sections.ts';
import { came, identity, reasonsText, sessionsText, shares, shown } from '../words.ts';
import { styles } from './style.ts';

export type Html = ReturnType<typeof html>;

/** A section of leads: each with who it is, how it came, what it read and why it counts. */
export const leadSection = ({
  title,
  list,
  more,
}: Section): Html => html`<tr><td class="card" style="${styles.card}">
<h2 class="heading" style="${styles.heading};margin-bottom:6px">${title} <span class="muted" style="${styles.muted};font-weight:400">${number(list.all)}</span></h2>
${list.shown.map((lead, index) => leadBlock(lead, index > 0))}
${more && html`<p class="muted rule" style="${styles.muted};${styles.rule};margin:0;padding-top:12px">${more}</p>`}
</td></tr>`;

/** Fewer known windows show no course. */
const leastCourse = 3;

function leadBlock(lead: DigestLead, isFurther: boolean): Html {
  const hasCourse = lead.course.filter((value) => value !== undefined).length >= leastCourse;
  const line = (text: string) => text && html`<div class="words" style="${styles.words}">${text}</div>`;
  return html`<table role="presentation" class="whole${isFurther ? ' rule' : ''}" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;${isFurther ? styles.rule : ''}">
<tr><td class="name" style="${styles.name};padding:12px 8px 0 0;vertical-align:baseline">${shown(lead.name)}</td>
<td align="right" style="padding:12px 0 0;vertical-align:baseline;white-space:nowrap">
${hasCourse && html`<span class="muted" style="${styles.course}" aria-hidden="true">${sparkline(lead.course)}</span>`}
<span class="score" style="${styles.score}" title="score, 0 to 100">${lead.score}</span></td></tr>
<tr><td colspan="2" style="padding:2px 0 12px">
<div class="muted" style="${styles.muted};overflow-wrap:anywhere">${[sessionsText(lead), ...identity(lead), came(lead)].filter(Boolean).join(' · ')}</div>
${line(lead.pages.length > 0 ? `Read ${shares(lead.pages, 'pageViews')}` : '')}
${line(reasonsText(lead))}
</td></tr></table>`;
}
