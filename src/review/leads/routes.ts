import type { Context } from 'hono';
import { html } from 'hono/html';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Decision } from '../../history/standing.ts';
import { leadOf } from '../../history/to-lead.ts';
import { leadsCsv } from '../../sink/csv.ts';
import type { Views } from '../app.ts';
import { deliveriesOf } from '../deliveries.ts';
import type { Desk } from '../desk.ts';
import { formOf } from '../forms.ts';
import type { GateEnv, Session } from '../gate.ts';
import { csrfField, type Html, page } from '../html.ts';
import { type DecisionForm, decideOn, decisionForm, madeSince, subjectsOf } from './decide.ts';
import { leadList, pageSize } from './list.ts';
import { conflict, done, noRun } from './notices.ts';
import { type LeadRow, leadRow } from './row.ts';
import { type ListView, listView, pathOf, type Stood, select, standing } from './view.ts';

type Asked = Context<GateEnv>;

/** This week's leads and what people do with them. */
export function leadRoutes(app: Views, desk: Desk): void {
  const { history, site } = desk;

  app.get('/', async (c) => {
    const view = listView.parse(c.req.query());
    const session = c.get('session');
    const { notice } = session;
    delete session.notice;
    return c.html(await weekPage(c, view, notice));
  });

  app.get('/leads.csv', async (c) => {
    const view = listView.parse(c.req.query());
    const run = desk.run(view.run);
    const found = run ? select(stood(run), view, await segmentOf(view)) : [];
    const name = `leads-${run ? windowName(run.days) : 'none'}.csv`;
    const text = `\ufeff${[...leadsCsv(found.map(({ lead }) => leadOf(lead)))].join('')}`;
    return c.body(text, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/decide', async (c) => {
    const form = await formOf(c, decisionForm);
    const back = await backOf(c);
    const { who } = c.get('session');
    const outcome = await desk.write('decide', (open) => {
      const since = form.anyway === undefined ? madeSince(open, site, subjectsOf(form)) : [];
      if (since.length > 0) return { since };
      return { made: decideOn(open, site, form, who) };
    });
    return outcome.since ? answer(c, outcome.since, back, form) : answer(c, outcome.made, back);
  });

  app.post('/undo', async (c) => {
    const ids = (await c.req.parseBody({ all: true })).id;
    const numbers = [ids].flat().map(Number).filter(Number.isSafeInteger);
    const undone = await desk.write('undo', (open) =>
      open.decisions.undoAll(site, numbers, c.get('session').who),
    );
    return answer(c, undone, await backOf(c));
  });

  const stood = (run: StoredRun): Stood[] => standing(desk.leads(run), desk.standings());

  async function segmentOf({ segment }: ListView) {
    return segment === '' ? undefined : (await desk.prepared()).settings.segments[segment];
  }

  async function rowsOf(run: StoredRun, some: readonly Stood[]): Promise<LeadRow[]> {
    const keys = some.map(({ lead }) => lead.key);
    const past = history.pastOf(site, run.days, keys);
    const deliveries = await deliveriesOf(desk, keys);
    return some.map((one) => ({
      ...one,
      past: past.get(one.lead.key),
      last: history.decisions.of(site, one.lead.key).at(-1),
      deliveries: deliveries.get(one.lead.key) ?? [],
    }));
  }

  async function weekPage(c: Asked, view: ListView, notice?: Html): Promise<Html> {
    const run = desk.run(view.run);
    const session = c.get('session');
    const ofRun = (other: string) => pathOf(view, { run: other, page: 1 });
    const shared = { path: '/', title: 'This week', desk, session, run, ofRun, notice };
    if (!run) return page({ ...shared, body: noRun });
    const all = stood(run);
    const found = select(all, view, await segmentOf(view));
    const rows = await rowsOf(run, found.slice((view.page - 1) * pageSize, view.page * pageSize));
    const { settings } = await desk.prepared();
    const tools = toolsOf(session, pathOf(view));
    const segments = Object.keys(settings.segments);
    return page({ ...shared, body: leadList({ view, all, count: found.length, rows, segments, tools }) });
  }

  /** For the script, the rows as they are now and what was done; else the list again, with the notice above it. */
  async function answer(c: Asked, about: readonly Decision[], back: string, isConflict?: DecisionForm) {
    const session = c.get('session');
    const tools = toolsOf(session, back);
    const notice = isConflict ? conflict(isConflict, about, tools) : done(about, tools);
    const view = viewOf(back);
    if (c.req.header('x-partial')) {
      const run = desk.run(view.run);
      const keys = new Set(about.map(({ key }) => key));
      const rows = run
        ? await rowsOf(
            run,
            stood(run).filter(({ lead }) => keys.has(lead.key)),
          )
        : [];
      const fresh = html`<table><tbody>${rows.map((row) => leadRow(row, tools))}</tbody></table>`;
      return c.html(html`${fresh}<div id="notices">${notice}</div>`, isConflict ? 409 : 200);
    }
    const isList = !back.startsWith('/organisation');
    if (isConflict && isList) return c.html(await weekPage(c, view, notice), 409);
    session.notice = notice;
    return c.redirect(back, 303);
  }
}

const toolsOf = (session: Session, back: string): Html =>
  html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;

const viewOf = (path: string): ListView =>
  listView.parse(Object.fromEntries(new URL(path, 'http://localhost').searchParams));

/** The page that the form was on; a list or an organisation of ours, or the list as it is at first. */
async function backOf(c: Asked): Promise<string> {
  const back = String((await c.req.parseBody()).back ?? '/');
  return /^\/(?:\?|$|organisation\?)/.test(back) ? back : '/';
}
