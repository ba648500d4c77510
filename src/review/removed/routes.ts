import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { csvFile } from '../download.ts';
import { page } from '../html.ts';
import { noRun } from '../leads/notices.ts';
import { takeNotice } from '../notice.ts';
import { pages } from '../pages.ts';
import { isRestored } from './facts.ts';
import { pageSize, removedBody } from './page.ts';
import { restoreRoutes } from './restore.ts';
import { partOf, pathOf, type RemovedView, removedView, selected } from './view.ts';

/** What a run left out, and the way back. */
export function removedRoutes(app: Views, desk: Desk): void {
  const runOf = ({ run }: RemovedView): StoredRun | undefined => desk.run(run);

  app.get('/removed', async (c) => {
    const view = removedView.parse(c.req.query());
    const run = runOf(view);
    const session = c.get('session');
    const ofRun = (other: string) => pathOf(view, { run: other, page: 1 });
    const notice = takeNotice(session);
    const shared = { path: '/removed', title: 'Removed', desk, session, run, ofRun, notice };
    if (!run) return c.html(page({ ...shared, body: noRun }));
    const prepared = await desk.prepared();
    const facts = await desk.removed(run);
    const isOverview = partOf(view) === '';
    const found = selected(facts, isOverview ? { ...view, part: 'mistakes' } : view);
    const reasons = new Map(facts.suspects.map((suspect) => [suspect.key, suspect.reasons]));
    const part = pages(view.page, found.length, pageSize);
    const nav = part.nav((page) => pathOf(view, { page }));
    const rows = found.slice(part.first, part.below).map((sighting) => ({
      sighting,
      isRestored: isRestored(sighting, prepared),
      reasons: reasons.get(sighting.key) ?? [],
    }));
    return c.html(page({ ...shared, body: removedBody({ view, facts, rows, nav }) }));
  });

  app.get('/removed.csv', async (c) => {
    const view = removedView.parse(c.req.query());
    const run = runOf(view);
    const found = run ? selected(await desk.removed(run), view) : [];
    return csvFile(
      c,
      `removed-${run ? windowName(run.days) : 'none'}`,
      [
        'organisation',
        'type',
        'rule',
        'matched',
        'why',
        'sessions',
        'engaged_sessions',
        'page_views',
        'spellings',
        'key',
      ],
      found.map(({ name, fate, type, rule, matched, why, metrics, spellings, key }) => [
        name,
        fate === 'notForUs' ? 'not-for-us' : type,
        rule ?? (fate === 'notForUs' ? '' : 'name-model'),
        matched,
        why,
        metrics.sessions,
        metrics.engagedSessions,
        metrics.pageViews,
        spellings.join(' | '),
        key,
      ]),
    );
  });

  restoreRoutes(app, desk);
}
