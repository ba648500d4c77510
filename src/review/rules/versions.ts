import { html, raw } from 'hono/html';
import * as z from 'zod';
import type { RuleVersion } from '../../history/rule-versions.ts';
import { number } from '../../numbers.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { formOf } from '../forms.ts';
import { csrfField, type Html, page, shown } from '../html.ts';
import { backTo, takeNotice } from '../notice.ts';
import { pages } from '../pages.ts';
import type { Bench } from './bench.ts';
import { changedLines } from './diff.ts';
import { diffHtml, saved } from './notices.ts';
import { rulesHead } from './page.ts';

const pageSize = 20;
const undoForm = z.object({
  id: z.coerce.number().int().min(1),
  back: z.string().max(2_000).default('/rules/versions'),
});
const versionsView = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1) });

/** How the rules came to be what they are, and the way back. */
export function versionRoutes(app: Views, desk: Desk, bench: Bench): void {
  const { ruleVersions } = desk.history;

  app.get('/rules/versions', (c) => {
    const view = versionsView.parse(c.req.query());
    const session = c.get('session');
    const tools = html`${csrfField(session)}<input type="hidden" name="back" value="/rules/versions">`;
    const undone = ruleVersions.undone();
    const count = ruleVersions.count();
    const part = pages(view.page, count, pageSize);
    const versions = ruleVersions.list(pageSize, part.first);
    const body = html`${rulesHead('Versions', count)}
<p class="small">Every change of the rules that was made in this page. What is changed by hand or by a command is not among them.</p>
${versions.length === 0 ? html`<p class="empty">Nothing was changed here yet. <a href="/rules/new">Write a rule</a>, or edit one among <a href="/rules">the rules</a>.</p>` : versions.map((version) => versionHtml(version, undone.has(version.id), tools))}
${part.nav((at) => `/rules/versions?page=${at}`)}`;
    return c.html(
      page({ path: '/rules', title: 'Versions', body, desk, session, notice: takeNotice(session) }),
    );
  });

  app.post('/rules/undo', async (c) => {
    const { id, back: given } = await formOf(c, undoForm);
    const session = c.get('session');
    const version = await bench.undo(id, session.who);
    const back = backTo(given, '/rules/versions');
    const tools = html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;
    session.notice = saved(ruleVersions.get(version)?.summary ?? 'taken back', version, tools);
    return c.redirect(back, 303);
  });
}

function versionHtml({ id, at, by, summary, files }: RuleVersion, isUndone: boolean, tools: Html): Html {
  return html`<article class="card version"><div class="head"><h2>${shown(summary, 300)}</h2>
${isUndone ? html`<p class="small">taken back</p>` : html`<form method="post" action="/rules/undo">${tools}<input type="hidden" name="id" value="${id}"><button>Undo</button></form>`}</div>
<p class="small">version ${number(id)} · ${shown(by, 80)} · ${at.slice(0, 16).replace('T', ' ')}</p>
${files.map(({ file, before, after }) => html`<details${files.length <= 2 ? raw(' open') : ''}><summary>${shown(file, 160)}</summary>${diffHtml(changedLines(before, after))}</details>`)}</article>`;
}
