import { html } from 'hono/html';
import { doubtBy } from '../../commands/digest.ts';
import { gather } from '../../digest/gather.ts';
import { digestHtml } from '../../digest/html/page.ts';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { csvFile } from '../download.ts';
import { page } from '../html.ts';
import { noRun } from '../leads/notices.ts';
import { figuresOf, judged, partsOf, type WindowFigures } from './facts.ts';
import { overviewBody } from './page.ts';

const mostWindows = 53;
/** The digest brings its own style, as mail programs want it, and runs nothing either. */
const digestPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const runQuery = (run = ''): string => run && `?run=${encodeURIComponent(run)}`;

/** For the marketer: how the leads go, and what the digest will say. */
export function overviewRoutes(app: Views, desk: Desk): void {
  const { history, site } = desk;

  app.get('/overview', (c) => {
    const run = desk.run(c.req.query('run'));
    const ofRun = (other: string) => `/overview${runQuery(other)}`;
    const shared = { path: '/overview', title: 'Overview', desk, session: c.get('session'), run, ofRun };
    if (!run) return c.html(page({ ...shared, body: noRun }));
    const leads = desk.leads(run);
    const sent = history.outbox.sentKeys(site);
    const body = overviewBody({
      windows: windowsUntil(run),
      parts: partsOf(leads),
      judged: judged(leads, desk.standings()),
      delivered:
        history.outbox.counts(site).length === 0
          ? undefined
          : leads.filter(({ key }) => sent.has(key)).length,
      query: runQuery(c.req.query('run')),
    });
    return c.html(page({ ...shared, body }));
  });

  app.get('/overview.csv', (c) => {
    const run = desk.run(c.req.query('run'));
    const windows = run ? windowsUntil(run) : [];
    const columns = [
      'window',
      'names',
      'organisations',
      'kept',
      'leads',
      'new',
      'sessions',
      'keptSessions',
    ] as const;
    const rows = windows.map((figures) => columns.map((column) => figures[column]));
    return csvFile(c, 'overview', columns, rows);
  });

  app.get('/overview/parts.csv', (c) => {
    const run = desk.run(c.req.query('run'));
    const parts = run ? Object.entries(partsOf(desk.leads(run), Number.POSITIVE_INFINITY)) : [];
    const rows = parts.flatMap(([figure, list]) => list.map(({ name, value }) => [figure, name, value]));
    return csvFile(c, `overview-${run ? windowName(run.days) : 'none'}`, ['figure', 'name', 'value'], rows);
  });

  app.get('/digest', async (c) => {
    const run = desk.run(c.req.query('run'));
    if (!run)
      return c.html(
        page({ path: '/overview', title: 'Digest', desk, session: c.get('session'), body: noRun }),
      );
    const doubt = doubtBy(await desk.prepared());
    const facts = gather(history, { run, today: desk.today(), doubt });
    const back = html`<a href="/overview${runQuery(c.req.query('run'))}">← Overview</a>`;
    return c.html(await digestHtml(facts, back), 200, { 'content-security-policy': digestPolicy });
  });

  const windowsUntil = (run: StoredRun): WindowFigures[] =>
    history.runs
      .list(site)
      .filter(({ days }) => days.to <= run.days.to)
      .slice(0, mostWindows)
      .reverse()
      .map(figuresOf);
}
