import { html, raw } from 'hono/html';
import { type Columns, columnChart, rowChart } from '../digest/chart.ts';
import { number } from '../numbers.ts';
import { type Html, shown } from './html.ts';

/** As the page's policy wants it: what stood in style attributes stands in attributes of their own. */
const drawing = (title: string, svg: string): Html =>
  html`<div class="drawing" role="img" aria-label="${title}: the figures are in the table that follows">${raw(
    svg.replace(/ style="([^"]*)"/g, (_, css: string) =>
      css
        .split(';')
        .map((one) => /^(font-size|font-weight):(\w+)$/.exec(one.trim()))
        .map((found) => (found ? ` ${found[1]}="${found[2]}"` : ''))
        .join(''),
    ),
  )}</div>`;

/** The figures of a chart, for whoever does not see it and whoever wants them exactly. */
const figures = (head: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<details class="figures"><summary>as a table</summary><table><thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((text, index) => (index === 0 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`))}</tr>`)}</tbody></table></details>`;

const cell = (value: number | undefined): string => (value === undefined ? '–' : number(value));

export interface ByWindow extends Omit<Columns, 'last'> {
  title: string;
  /** What the values are, and what their part is: `leads`, `new`. */
  unit: string;
  partOf?: string;
}

/** A column for each window, oldest first. */
export const columnFigure = ({ title, unit, partOf, labels, values, part }: ByWindow): Html => {
  const last = values.at(-1);
  return html`<figure><figcaption>${title}</figcaption>${drawing(
    title,
    columnChart({ labels, values, ...(part && { part }), last: last === undefined ? '' : number(last) }),
  )}${figures(
    ['', unit, ...(partOf ? [partOf] : [])],
    labels.map((label, index) => [label, cell(values[index]), ...(partOf ? [cell(part?.[index])] : [])]),
  )}</figure>`;
};

/** Longer names would be cut off at the left, where the font is a wide one. */
const widestName = 16;

/** A bar for each name, heaviest first as given. */
export const rowFigure = (
  title: string,
  unit: string,
  rows: readonly { name: string; value: number }[],
): Html =>
  html`<figure><figcaption>${title}</figcaption>${drawing(
    title,
    rowChart(
      rows.map(({ name, value }) => ({
        name: shown(name, widestName).replace(/[<>"&]/g, ' '),
        value,
        text: number(value),
      })),
    ),
  )}${figures(
    ['', unit],
    rows.map(({ name, value }) => [shown(name, 80), number(value)]),
  )}</figure>`;
