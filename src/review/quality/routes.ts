import { html } from 'hono/html';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import { number } from '../../numbers.ts';
import type { Views } from '../app.ts';
import { columnFigure } from '../charts.ts';
import type { Desk } from '../desk.ts';
import { csvFile } from '../download.ts';
import { type Html, page, shown } from '../html.ts';
import { noRun } from '../leads/notices.ts';

const mostWindows = 53;

/** For the admin: how far the data of each week can be trusted. */
export function qualityRoutes(app: Views, desk: Desk): void {
  const windows = () => desk.history.runs.list(desk.site).slice(0, mostWindows).map(qualityOf);

  app.get('/quality', (c) => {
    const run = desk.run();
    const session = c.get('session');
    const body = run ? qualityBody(windows()) : noRun;
    return c.html(page({ path: '/quality', title: 'Data quality', body, desk, session, run }));
  });

  app.get('/quality.csv', (c) =>
    csvFile(
      c,
      'quality',
      ['window', 'sessions', 'placeholder_share', 'tokens', 'requests', 'flags'],
      windows().map((one) => [
        one.window,
        one.sessions,
        one.unnamed,
        one.tokens,
        one.requests,
        one.flags.map(({ flag }) => flag).join(' '),
      ]),
    ),
  );
}

const qualityOf = ({ days, manifest }: StoredRun) => {
  const { sessions } = manifest.counts;
  return {
    window: windowName(days),
    label: manifest.source.label,
    sessions: sessions.total,
    /** 0–100: sessions without a name that says anything, (not set) above all. */
    unnamed:
      sessions.total > 0
        ? Math.round((100 * (sessions.byType.placeholder ?? 0)) / sessions.total)
        : undefined,
    flags: manifest.quality,
    tokens: manifest.quota?.consumed,
    left: manifest.quota?.remainingToday,
    requests: manifest.requests,
  };
};
type Quality = ReturnType<typeof qualityOf>;

function qualityBody(windows: readonly Quality[]): Html {
  const oldest = windows.toReversed();
  return html`<div class="head"><h1>Data quality</h1><p class="small"><a href="/quality.csv" download>CSV</a></p></div>
<section class="card"><h2>Sessions without a network name</h2>${columnFigure({
    title: '(not set) and other placeholders, per cent of the sessions',
    unit: 'per cent',
    labels: oldest.map(({ window }) => window.replace(/^\d{4}-(W\d\d)$/, '$1')),
    values: oldest.map(({ unnamed }) => unnamed),
  })}</section>
<section class="card"><h2>Week by week</h2><table class="plain"><thead><tr><th scope="col">week</th><th scope="col" class="wide">source</th><th scope="col">sessions</th><th scope="col">unnamed</th><th scope="col" class="wide">tokens</th><th scope="col">what to know</th></tr></thead>
<tbody>${windows.map(
    (one) =>
      html`<tr><th scope="row">${one.window}</th><td class="wide">${shown(one.label, 80)}</td><td>${number(one.sessions)}</td><td>${one.unnamed === undefined ? '–' : `${one.unnamed} %`}</td><td class="wide">${one.tokens === undefined ? '–' : number(one.tokens)}${one.left === undefined ? '' : html` <span class="small">${number(one.left)} left</span>`}</td><td>${
        one.flags.length === 0
          ? html`<span class="small">nothing was flagged</span>`
          : one.flags.map(
              ({ flag, message, serious }) =>
                html`<p class="flag"><span class="chip ${serious ? 'warn' : ''}">${shown(flag, 40)}</span> ${shown(message)}</p>`,
            )
      }</td></tr>`,
  )}</tbody></table></section>`;
}
