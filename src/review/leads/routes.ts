import type { Context } from 'hono';
import { html } from 'hono/html';
import * as z from 'zod';
import { namedSegment } from '../../commands/named-segment.ts';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Decision } from '../../history/standing.ts';
import { leadOf, withPast } from '../../history/to-lead.ts';
import { leadsCsv } from '../../sink/csv.ts';
import type { Views } from '../app.ts';
import { deliveriesOf } from '../deliveries.ts';
import type { Desk } from '../desk.ts';
import { formOf } from '../forms.ts';
import type { GateEnv, Session } from '../gate.ts';
import { csrfField, type Html, page } from '../html.ts';
import { backTo, takeNotice } from '../notice.ts';
import { pages } from '../pages.ts';
import { type DecisionForm, decideOn, decisionForm, madeSince, meant, subjectsOf } from './decide.ts';
import { leadList, pageSize } from './list.ts';
import { conflict, deedText, done, noRun, undoing } from './notices.ts';
import { type LeadRow, leadRow } from './row.ts';
import { type ListView, listView, pathOf, type Stood, select, standing } from './view.ts';

type Asked = Context<GateEnv>;

const undoForm = z.object({
  id: z.array(z.coerce.number().int().min(1)).min(1).max(1_000),
  /** Of an undo: it is done again, and can be undone again. */
  redo: z.string().optional(),
  back: z.string().max(4_000).default('/'),
});

/** This week's leads and what people do with them. */
export function leadRoutes(app: Views, desk: Desk): void {
  const { history, site } = desk;

  app.get('/', async (c) => {
    const view = listView.parse(c.req.query());
    return c.html(await weekPage(c, view, takeNotice(c.get('session'))));
  });

  app.get('/leads.csv', async (c) => {
    const view = listView.parse(c.req.query());
    const run = desk.run(view.run);
    const found = run ? select(stood(run), view, await segmentOf(view)) : [];
    const keys = found.map(({ lead }) => lead.key);
    const past = run && history.pastOf(site, run.days, keys);
    const leads = found.map(({ lead }) => withPast(leadOf(lead), past?.get(lead.key)));
    const name = `leads-${run ? windowName(run.days) : 'none'}.csv`;
    return c.body(`\ufeff${[...leadsCsv(leads)].join('')}`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    });
  });

  app.post('/decide', async (c) => {
    const form = meant(await formOf(c, decisionForm));
    const back = backTo(form.back, '/');
    const { who, deeds } = c.get('session');
    const outcome = await desk.write('decide', (open) => {
      const since = madeSince(open, site, subjectsOf(form));
      return since.length > 0 ? { since } : { made: decideOn(open, site, form, who) };
    });
    if (outcome.since) return answer(c, outcome.since, back, form);
    deeds.push(outcome.made.map(({ id }) => id));
    return answer(c, outcome.made, back);
  });

  app.post('/undo', async (c) => {
    const { id: ids, redo, back } = await formOf(c, undoForm);
    const session = c.get('session');
    const undone = await desk.write('undo', (open) => {
      // Whatever comes of it: what somebody else took back already would be in the way of Ctrl Z for ever.
      session.deeds = session.deeds.filter((deed) => !deed.some((id) => ids.includes(id)));
      return open.decisions.undoAll(site, ids, session.who);
    });
    if (redo) session.deeds.push(undone.map(({ id }) => id));
    return answer(c, undone, backTo(back, '/'));
  });

  const stood = (run: StoredRun): Stood[] => standing(desk.leads(run), desk.standings());

  async function segmentOf({ segment }: ListView) {
    return segment === '' ? undefined : namedSegment((await desk.prepared()).settings, segment);
  }

  async function rowsOf(run: StoredRun, some: readonly Stood[]): Promise<LeadRow[]> {
    const keys = some.map(({ lead }) => lead.key);
    const past = history.pastOf(site, run.days, keys);
    const deliveries = await deliveriesOf(desk, keys);
    return some.map((one) => ({
      ...one,
      past: past.get(one.lead.key),
      decisions: history.decisions.of(site, one.lead.key),
      deliveries: deliveries.get(one.lead.key) ?? [],
    }));
  }

  async function weekPage(c: Asked, view: ListView, notice?: Html): Promise<Html> {
    const run = desk.run(view.run);
    const session = c.get('session');
    const ofRun = (other: string) => pathOf(view, { run: other, page: 1 });
    const title = run ? `Leads ${windowName(run.days)}` : 'Leads';
    const shared = { path: '/', title, desk, session, run, ofRun, notice };
    if (!run) return page({ ...shared, body: noRun });
    const all = stood(run);
    const found = select(all, view, await segmentOf(view));
    const part = pages(view.page, found.length, pageSize);
    const rows = await rowsOf(run, found.slice(part.first, part.below));
    const { settings } = await desk.prepared();
    const tools = toolsOf(session, pathOf(view));
    const segments = Object.keys(settings.segments);
    const nav = part.nav((page) => pathOf(view, { page }));
    const list = leadList({ view, all, count: found.length, rows, segments, tools, nav });
    return page({ ...shared, body: html`${list}${undoing(session, tools)}` });
  }

  /** For the script, the rows as they are now and what was done; else the list again, with the notice above it. */
  async function answer(c: Asked, about: readonly Decision[], back: string, isConflict?: DecisionForm) {
    const session = c.get('session');
    const tools = toolsOf(session, back);
    const notice = isConflict
      ? conflict(isConflict, about, tools)
      : done(about, textOf(about), session, tools);
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
      return c.html(
        html`${fresh}<div id="notices">${notice}</div>${undoing(session, tools)}`,
        isConflict ? 409 : 200,
      );
    }
    const isList = !back.startsWith('/organisation');
    if (isConflict && isList) return c.html(await weekPage(c, view, notice), 409);
    session.notice = notice;
    return c.redirect(back, 303);
  }

  const textOf = ([first]: readonly Decision[]): string =>
    first ? deedText(first, history.decisions.of(site, first.key)) : '';
}

const toolsOf = (session: Session, back: string): Html =>
  html`${csrfField(session)}<input type="hidden" name="back" value="${back}">`;

const viewOf = (path: string): ListView =>
  listView.parse(Object.fromEntries(new URL(path, 'http://localhost').searchParams));
