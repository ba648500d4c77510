import { raw } from 'hono/html';
import { type Colour, colours, darkColours, font } from './colours.ts';

/** Mail programs that know no <style> still know these. Each is used with the class of its name. */
export const styles = {
  page: `margin:0;padding:0;background:${colours.page};color:${colours.ink};font-family:${font.replaceAll("'", '')};font-size:15px;line-height:1.5;-webkit-text-size-adjust:100%`,
  card: `background:${colours.card};border:1px solid ${colours.line};border-radius:12px;padding:22px 24px`,
  title: `margin:0;font-size:25px;line-height:1.25;font-weight:650;color:${colours.ink}`,
  heading: `margin:0 0 10px;font-size:17px;line-height:1.3;font-weight:650;color:${colours.ink}`,
  caption: `margin:0 0 6px;font-size:13px;line-height:1.4;font-weight:600;color:${colours.ink}`,
  muted: `color:${colours.muted};font-size:13px;line-height:1.5`,
  figure: `font-size:28px;line-height:1.15;font-weight:650;color:${colours.ink};font-variant-numeric:tabular-nums`,
  name: `font-size:16px;line-height:1.35;font-weight:650;color:${colours.ink};overflow-wrap:anywhere;word-break:break-word`,
  words: `color:${colours.ink};font-size:14px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word`,
  score: `display:inline-block;min-width:26px;padding:2px 8px;border-radius:999px;background:${colours.chip};color:${colours.accent};font-size:13px;line-height:1.5;font-weight:650;text-align:center;font-variant-numeric:tabular-nums`,
  course: `color:${colours.muted};font-family:monospace;font-size:12px;margin-right:8px`,
  rule: `border-top:1px solid ${colours.line}`,
  cell: `padding:3px 10px 3px 0;font-size:12px;line-height:1.4;color:${colours.muted};text-align:left;vertical-align:top;overflow-wrap:anywhere`,
  number: `padding:3px 0 3px 10px;font-size:12px;line-height:1.4;color:${colours.muted};text-align:right;vertical-align:top;white-space:nowrap;font-variant-numeric:tabular-nums`,
  up: `color:${colours.good}`,
  warning: `color:${colours.warn};font-size:13px;line-height:1.5`,
} as const;

const textColours: Partial<Record<keyof typeof styles, Colour>> = {
  page: 'ink',
  title: 'ink',
  heading: 'ink',
  caption: 'ink',
  muted: 'muted',
  figure: 'ink',
  name: 'ink',
  words: 'ink',
  score: 'accent',
  cell: 'muted',
  number: 'muted',
  up: 'good',
  warning: 'warn',
};

const dark = [
  ...Object.entries(textColours).map(([name, colour]) => `.${name}{color:${darkColours[colour]}!important}`),
  `.page{background:${darkColours.page}!important}`,
  `.card{background:${darkColours.card}!important;border-color:${darkColours.line}!important}`,
  `.score{background:${darkColours.chip}!important}`,
  `.rule{border-color:${darkColours.line}!important}`,
  ...Object.entries(colours).flatMap(([name, light]) => {
    const other = darkColours[name as Colour];
    return [`svg [fill="${light}"]{fill:${other}}`, `svg [stroke="${light}"]{stroke:${other}}`];
  }),
  ...(['accent', 'middle', 'soft', 'faint'] as const).map(
    (name) => `.key-${name}{background:${darkColours[name]}!important}`,
  ),
].join('');

const narrow = `.half{display:block!important;width:100%!important;padding:0 0 22px!important}
.gutter{display:none!important}
.tile{display:inline-block!important;width:48%!important;padding:0 0 14px!important}
.outer{padding:10px!important}
.title{font-size:22px!important}
.card{padding:18px 16px!important;border-radius:10px!important}`;

const paper = `.page{background:#fff!important}
.stack,.stack>tbody,.stack>tbody>tr,.stack>tbody>tr>td{display:block!important;max-width:none!important}
.outer,.card{padding:0!important}
.card{border:0!important;margin-bottom:14pt}
.words{font-size:9.5pt!important}
.muted,.warning{font-size:8.5pt!important}
.cell,.number{font-size:8pt!important;padding-top:1pt!important;padding-bottom:1pt!important}
.whole,svg{break-inside:avoid}
.heading,.caption{break-after:avoid}
summary{display:none}
details::details-content{content-visibility:visible;display:block;height:auto}
@page{margin:16mm}`;

/** For those that do: the dark, a phone, paper. */
export const styleSheet = raw(`
summary{cursor:pointer;margin-top:4px}
@media screen and (prefers-color-scheme:dark){${dark}}
@media screen and (max-width:560px){${narrow}}
@media print{${paper}}
`);
