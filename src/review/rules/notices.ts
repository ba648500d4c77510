import { html } from 'hono/html';
import { type Html, shown } from '../html.ts';
import type { Conflict } from './bench.ts';
import { changedLines, type DiffLine } from './diff.ts';

/** What was written, with a way to take it back. */
export const saved = (what: string, version: number, tools: Html): Html =>
  html`<form class="notice" method="post" action="/rules/undo">${tools}<input type="hidden" name="id" value="${version}"><span>${shown(what, 200).replace(/\.$/, '')}; it counts from the next run on.</span>
<button class="plain" data-undo>Undo <kbd>Ctrl Z</kbd></button></form>`;

/** That somebody else has changed the file meanwhile, and what. */
export const conflictHtml = ({ file, before, now }: Conflict): Html =>
  html`<div class="stop" role="alert"><p><b>Nothing was written: ${shown(file, 120)} was changed since this page was shown.</b></p>
${before === undefined ? html`<p>What it was then is not known any more; below is what you wrote.</p>` : diffHtml(changedLines(before, now))}
<p class="small">What you wrote is kept below, on the file as it is now. Look at its preview again, then save.</p></div>`;

const mostLines = 60;
const signs: Record<DiffLine['kind'], string> = { same: ' ', gone: '−', new: '+' };

/** Lines that went and came. */
export function diffHtml(lines: readonly DiffLine[]): Html {
  const more = lines.length - mostLines;
  return html`<pre class="diff">${lines
    .slice(0, mostLines)
    .map(
      ({ kind, text }) => html`<span class="${kind}">${signs[kind]} ${longLine(text)}</span>${'\n'}`,
    )}${more > 0 ? `… and ${more} lines more\n` : ''}</pre>`;
}

const longest = 400;
const longLine = (text: string): string => {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return `${indent}${shown(text, longest)}`;
};
