import { html, raw } from 'hono/html';
import { windowName } from '../history/days.ts';
import type { StoredRun } from '../history/runs.ts';
import type { Desk } from './desk.ts';
import type { Html } from './html.ts';

/** Which week a page is about, and the way to the others that are remembered, latest first. */
export function weekMenu({ history, site }: Desk, run: StoredRun, ofRun: (run: string) => string): Html {
  const windows = history.runs.windows(site);
  const isLast = windows[0]?.days.from === run.days.from && windows[0].days.to === run.days.to;
  const name = windowName(run.days);
  return html`<details class="menu weeks"><summary title="another week"${isLast ? '' : raw(' class="old"')}>${name}</summary>
<nav class="pop" aria-label="Weeks">${windows.map(({ week, days }, index) => {
    const text = week ?? windowName(days);
    return html`<a href="${ofRun(index === 0 ? '' : (week ?? days.from))}"${text === name ? raw(' aria-current="page"') : ''}>${text}</a>`;
  })}</nav></details>`;
}
