import { windowName } from '../../history/days.ts';
import { explanationOf } from '../../workshop/explanation.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import { csvFile } from '../download.ts';
import { page } from '../html.ts';
import { takeNotice } from '../notice.ts';
import { benchOf } from './bench.ts';
import { editorRoutes } from './editor.ts';
import { lintRoutes } from './lint.ts';
import { rulesBody } from './page.ts';
import { scoreRoutes } from './score.ts';
import { versionRoutes } from './versions.ts';
import { decidedIn, filesOf, found, looksFor, rulesView } from './view.ts';

/** For the admin: the rules, what they decide, and every way to change them. */
export function ruleRoutes(app: Views, desk: Desk): void {
  const bench = benchOf(desk);

  app.get('/rules', async (c) => {
    const view = rulesView.parse(c.req.query());
    const run = desk.run();
    const prepared = await desk.prepared();
    const { rules, classifier, nameModel } = prepared;
    const isAsked = view.q !== '' || view.file !== '';
    const session = c.get('session');
    const body = rulesBody({
      view,
      files: filesOf(prepared),
      ...(isAsked && { hits: found(rules, view) }),
      decided: decidedIn(desk.history, run),
      week: run && windowName(run.days),
      explanation: view.name === '' ? undefined : explanationOf(view.name, classifier, nameModel),
      fault: desk.fault()?.message,
    });
    return c.html(
      page({ path: '/rules', title: 'Rules', body, desk, session, run, notice: takeNotice(session) }),
    );
  });

  app.get('/rules.csv', async (c) => {
    const { rules } = await desk.prepared();
    const decided = decidedIn(desk.history, desk.run());
    const head = ['id', 'kind', 'type', 'looks_for', 'why', 'organisations', 'sessions', 'file', 'line'];
    const rows = found(rules, rulesView.parse(c.req.query())).map((rule) => {
      const { organisations, sessions } = decided.get(rule.id) ?? { organisations: 0, sessions: 0 };
      const { id, kind, type, why, file, line } = rule;
      return [id, kind, type, looksFor(rule).join(' | '), why, organisations, sessions, file, line];
    });
    return csvFile(c, 'rules', head, rows);
  });

  editorRoutes(app, desk, bench);
  versionRoutes(app, desk, bench);
  lintRoutes(app, desk);
  scoreRoutes(app, desk);
}
