import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { colours } from './html/colours.ts';

use([BarChart, GridComponent, SVGRenderer]);

/** In units of the drawing, which is shown about as many pixels wide on a phone and on half a desktop's mail. */
const width = 300;
const small = { fontFamily: 'inherit', fontSize: 10, color: colours.muted };
const quiet = { silent: true, animation: false, emphasis: { disabled: true } };

/** Bars, the last one stronger; with `part`, that much of each as its foot. */
export interface Columns {
  labels: readonly string[];
  values: readonly (number | undefined)[];
  part?: readonly (number | undefined)[];
  /** What stands above the last bar. */
  last: string;
}

/** A column for each value, as an SVG. */
export function columnChart({ labels, values, part, last }: Columns): string {
  const end = values.length - 1;
  const colour = (index: number, strong: string, weak: string) => (index === end ? strong : weak);
  const bars = (of: readonly (number | undefined)[], strong: string, weak: string, name?: string) => ({
    ...quiet,
    type: 'bar',
    stack: 'all',
    barCategoryGap: '28%',
    // Flush with the bar's right edge: centred, a long number would be cut off there.
    label: {
      ...small,
      show: false,
      position: 'top',
      align: 'right',
      offset: [9, 0],
      color: colours.ink,
      fontWeight: 600,
      formatter: last,
    },
    data: of.map((value, index) => ({
      value: value ?? null,
      itemStyle: { color: colour(index, strong, weak) },
      ...(name === 'top' && index === end && { label: { show: true } }),
    })),
  });
  const rest = values.map((value, index) => (value === undefined ? undefined : value - (part?.[index] ?? 0)));
  return drawn(110, {
    grid: { left: 2, right: 2, top: 18, bottom: 18 },
    xAxis: {
      type: 'category',
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { ...small, interval: (index: number) => (end - index) % 3 === 0 },
    },
    yAxis: { type: 'value', min: 0, show: false, splitLine: { show: false } },
    series: [
      ...(part ? [bars(part, colours.accent, colours.soft)] : []),
      bars(rest, part ? colours.middle : colours.accent, part ? colours.faint : colours.soft, 'top'),
    ],
  });
}

const rowHeight = 22;

/** A row for each name, its bar and its value, as an SVG. */
export function rowChart(rows: readonly { name: string; value: number; text: string }[]): string {
  return drawn(rows.length * rowHeight + 4, {
    grid: { left: 104, right: 44, top: 2, bottom: 2 },
    xAxis: { type: 'value', min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...small, fontSize: 11, color: colours.ink, width: 98, overflow: 'truncate', margin: 6 },
    },
    series: [
      {
        ...quiet,
        type: 'bar',
        barWidth: 12,
        itemStyle: { color: colours.accent },
        label: { ...small, fontSize: 11, show: true, position: 'right' },
        data: rows.map(({ value, text }) => ({ value, label: { formatter: text } })),
      },
    ],
  });
}

function drawn(height: number, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return plain(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Without what only scripts need. Texts hold neither < nor quotes, so none of it can stand in one. */
const plain = (svg: string): string =>
  svg
    .replace(/<style[\s>].*?<\/style>/gs, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
    .replace(/^<svg width="\d+" height="\d+"/, '<svg width="100%" style="display:block;height:auto"')
    .replace(/>\n</g, '><');
