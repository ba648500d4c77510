import { html, raw } from 'hono/html';
import { number } from '../../numbers.ts';
import { columnChart, rowChart } from '../chart.ts';
import type { DigestFacts, Part, WindowFigures } from '../digest.ts';
import { daysText, shortName, shown } from '../words.ts';
import { colours } from './colours.ts';
import type { Html } from './leads.ts';
import { styles } from './style.ts';

/** The four charts, each with its figures as a table for whoever does not see it. */
export function charts(facts: DigestFacts): Html {
  const { windows, types, channels } = facts;
  return html`<tr><td class="card" style="${styles.card}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">
${pair(trend('Leads', windows, 'leads', 'new'), trend('Their sessions', windows, 'sessions'))}
${pair(
  parts('Leads by type', types, 'leads'),
  channels.length > 0 ? parts('Their sessions by channel', channels, 'sessions') : '',
)}
</table></td></tr>`;
}

const pair = (left: Html | '', right: Html | ''): Html => html`<tr>
<td class="half" width="48%" style="width:48%;padding:0 0 20px;vertical-align:top">${left}</td>
<td class="gutter" width="4%" style="width:4%"></td>
<td class="half" width="48%" style="width:48%;padding:0 0 20px;vertical-align:top">${right}</td>
</tr>`;

function trend(
  title: string,
  windows: readonly WindowFigures[],
  value: 'leads' | 'sessions',
  part?: 'new',
): Html {
  const of = (name: 'leads' | 'sessions' | 'new') => windows.map(({ figures }) => figures?.[name]);
  const values = of(value);
  const last = values.at(-1);
  const key = (colour: 'accent' | 'middle', text: string) =>
    html`<span class="key-${colour}" style="display:inline-block;width:9px;height:9px;border-radius:2px;background:${colours[colour]}"></span> ${text} `;
  return html`<div class="whole">
<p class="caption" style="${styles.caption}">${title} <span class="muted" style="${styles.muted};font-weight:400">${windows.length} ${windows.at(-1)?.week ? 'weeks' : 'windows'}${part && html` · ${key('accent', 'new')}${key('middle', 'seen before')}`}</span></p>
${drawing(
  title,
  columnChart({
    labels: windows.map(shortName),
    values,
    ...(part && { part: of(part) }),
    last: last === undefined ? '' : number(last),
  }),
)}
${figures(
  [windows.at(-1)?.week ? 'week' : 'days', value, ...(part ? [part] : [])],
  windows
    .slice(windows.findIndex(({ figures: known }) => known))
    .map((window) => [
      window.week ?? daysText(window.days),
      cell(window.figures?.[value]),
      ...(part ? [cell(window.figures?.[part])] : []),
    ]),
)}
</div>`;
}

const cell = (n: number | undefined): string => (n === undefined ? '–' : number(n));

const parts = (title: string, list: readonly Part[], unit: string): Html => html`<div class="whole">
<p class="caption" style="${styles.caption}">${title}</p>
${drawing(title, rowChart(list.map(({ name, now }) => ({ name: shown(name, 30), value: now, text: number(now) }))))}
${figures(
  ['', unit, ...(list.some(({ before }) => before !== undefined) ? ['before'] : [])],
  list.map(({ name, now, before }) => [
    shown(name, 40),
    number(now),
    ...(before === undefined ? [] : [number(before)]),
  ]),
)}
</div>`;

const drawing = (title: string, svg: string): Html =>
  html`<div role="img" aria-label="${title}: the figures are in the table that follows">${raw(svg)}</div>`;

const figures = (head: readonly string[], rows: readonly (readonly string[])[]): Html => html`<details>
<summary class="muted" style="${styles.muted}">as a table</summary>
<table cellpadding="0" cellspacing="0" style="border-collapse:collapse;width:100%">
<tr>${head.map((text, index) => html`<th scope="col" class="${index === 0 ? 'cell' : 'number'}" style="${index === 0 ? styles.cell : styles.number};font-weight:600">${text}</th>`)}</tr>
${rows.map(
  (row) =>
    html`<tr>${row.map((text, index) =>
      index === 0
        ? html`<th scope="row" class="cell" style="${styles.cell};font-weight:400">${text}</th>`
        : html`<td class="number" style="${styles.number}">${text}</td>`,
    )}</tr>`,
)}
</table></details>`;
