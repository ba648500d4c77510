import type { Context } from 'hono';
import { html } from 'hono/html';
import { scoresOn } from '../../commands/rules-score.ts';
import { readTraps } from '../../commands/traps.ts';
import { inputError } from '../../errors.ts';
import { number, plural } from '../../numbers.ts';
import { parseLabelled } from '../../workshop/labelled.ts';
import type { LabelledName, Mistake } from '../../workshop/score.ts';
import { measuresOf, type SetScore } from '../../workshop/score-text.ts';
import { labelledTraps } from '../../workshop/traps.ts';
import type { Views } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { GateEnv } from '../gate.ts';
import { csrfField, type Html, page, shown } from '../html.ts';
import { rulesHead } from './page.ts';

/** What people used to paste into GA: a segment's regular expression. */
const oldRecipe = 'ga-segment';
const mostMistakes = 50;
export const mostScoreBytes = 5_000_000;

/** How right the rules are, beside the old GA recipe: on the traps, or on labelled names of one's own. */
export function scoreRoutes(app: Views, desk: Desk): void {
  app.get('/rules/score', async (c) => {
    const names = labelledTraps(await readTraps(undefined, desk.edge));
    return scored(c, names, 'the traps: names that rules easily get wrong');
  });

  app.post('/rules/score', async (c) => {
    const { file } = await c.req.parseBody();
    if (!(file instanceof File) || file.size === 0) {
      throw inputError('no file was given', 'Choose a tab-separated file with columns name and label.');
    }
    return scored(c, parseLabelled(await file.text(), shown(file.name, 120)), shown(file.name, 120));
  });

  async function scored(c: Context<GateEnv>, names: readonly LabelledName[], on: string) {
    const scores = await scoresOn(names, await desk.prepared(), oldRecipe, desk.edge.cwd);
    const session = c.get('session');
    const body = html`${rulesHead('Score')}
<p>On ${on}. Per cent, with 95 % intervals.</p>
${scoreTable(scores)}
<section class="card"><h2>On names of your own</h2><form method="post" action="/rules/score" enctype="multipart/form-data" class="line">${csrfField(session)}<label>A tab-separated file, its first line naming the columns name and label (business, education, government, nonprofit, organisation, isp, mobile, hosting, proxy, bot, placeholder); up to 5 MB, kept nowhere <input type="file" name="file" accept=".tsv,.txt,text/tab-separated-values" required></label><button>Score</button></form></section>
${mistakes(scores[0])}`;
    return c.html(page({ path: '/rules', title: 'Score', body, desk, session }));
  }
}

function scoreTable(scores: readonly SetScore[]): Html {
  const measures = scores.map(measuresOf);
  return html`<section class="card"><h2>${plural(scores[0]?.names ?? 0, 'name')}</h2><table class="plain scores"><thead><tr><th scope="col">measure</th>${scores.map(({ set }, at) => html`<th scope="col">${at === 0 ? html`the rules in force <span class="small">${shown(set, 60)}</span>` : html`the old GA recipe <span class="small">${set}</span>`}</th>`)}</tr></thead>
<tbody>${measures[0]?.map(([label], at) => html`<tr><th scope="row">${label}</th>${measures.map((lines) => html`<td>${lines[at]?.[1] ?? ''}</td>`)}</tr>`)}
<tr><th scope="row">on the wrong side</th>${scores.map(({ falseExclusions, falseKeeps }) => html`<td>${number(falseExclusions.length)} removed, ${number(falseKeeps.length)} kept</td>`)}</tr></tbody></table></section>`;
}

function mistakes(score: SetScore | undefined): Html | '' {
  const table = (title: string, list: readonly Mistake[] = []) =>
    list.length === 0
      ? ''
      : html`<section class="card"><h2>${title} <span class="count">${number(list.length)}</span></h2><table class="plain"><thead><tr><th scope="col">name</th><th scope="col">label</th><th scope="col">rule</th><th scope="col" class="wide">matched</th></tr></thead><tbody>${list
          .slice(0, mostMistakes)
          .map(
            ({ name, label, rule, matched }) =>
              html`<tr><td><a href="/rules?name=${encodeURIComponent(name)}">${shown(name, 80)}</a></td><td>${shown(label, 40)}</td><td>${rule ? html`<a href="/rules?q=${encodeURIComponent(rule)}">${rule}</a>` : html`<span class="small">no rule</span>`}</td><td class="wide">${shown(matched ?? '', 60)}</td></tr>`,
          )}</tbody></table></section>`;
  return html`${table('Removed by mistake', score?.falseExclusions)}${table('Kept by mistake', score?.falseKeeps)}`;
}
