import { html } from 'hono/html';
import { findingsOn } from '../../commands/rules-lint.ts';
import { windowName } from '../../history/days.ts';
import { number, plural } from '../../numbers.ts';
import type { Finding } from '../../workshop/lint/finding.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { type Html, page, shown } from '../html.ts';
import { rulesHead } from './page.ts';

const mostShown = 200;

/** What is wrong with the rules, and advice. */
export function lintRoutes(app: Views, desk: Desk): void {
  app.get('/rules/lint', async (c) => {
    const prepared = await desk.prepared();
    const run = desk.run();
    const week = run && (await desk.week(run));
    const { findings, isOwn } = findingsOn(prepared, week?.organisations);
    const isAll = c.req.query('all') !== undefined;
    const problems = findings.filter(({ level }) => level === 'problem');
    const advice = findings.filter(({ level }) => level === 'advice');
    const listed = isAll ? advice : advice.filter(({ rule }) => isOwn(rule));
    const hidden = advice.length - listed.length;
    const body = html`${rulesHead('Lint')}
<p>${plural(prepared.rules.length, 'rule')}: <b>${plural(problems.length, 'problem')}</b>, ${number(advice.length)} ${advice.length === 1 ? 'piece' : 'pieces'} of advice${week && run ? html`; what has nothing to do is told of ${windowName(run.days)}` : ''}.</p>
<section class="card"><h2>Problems</h2>${problems.length === 0 ? html`<p class="small">None: every rule does what it says.</p>` : list(problems)}</section>
<section class="card"><h2>Advice</h2>${listed.length === 0 ? html`<p class="small">None on rules of your own.</p>` : list(listed)}
${hidden > 0 ? html`<p class="small">${number(hidden)} on shipped rules: <a href="/rules/lint?all">show</a></p>` : ''}</section>`;
    return c.html(page({ path: '/rules', title: 'Lint', body, desk, session: c.get('session'), run }));
  });
}

const list = (findings: readonly Finding[]): Html =>
  html`<ul class="plain">${findings
    .slice(0, mostShown)
    .map(
      ({ rule, check, message, next }) =>
        html`<li><a href="/rules?q=${encodeURIComponent(rule.id)}">${rule.id}</a> <span class="chip">${check}</span> <span class="small">${shown(rule.file, 160)}:${rule.line}</span><br>${shown(message, 600)}<br><span class="small">${shown(next, 600)}</span></li>`,
    )}</ul>${findings.length > mostShown ? html`<p class="small">and ${number(findings.length - mostShown)} more: ga-leads rules lint --all lists them</p>` : ''}`;
