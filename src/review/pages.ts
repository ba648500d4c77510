import { html } from 'hono/html';
import { number } from '../numbers.ts';
import type { Html } from './html.ts';

/** Which part of a long list a page shows; whoever asks for one after the last gets the last. */
export function pages(asked: number, count: number, size: number) {
  const last = Math.max(1, Math.ceil(count / size));
  const page = Math.min(asked, last);
  const first = (page - 1) * size;
  const below = Math.min(count, first + size);
  return {
    first,
    below,
    /** The way to the others. */
    nav(pathOf: (page: number) => string): Html | '' {
      if (last === 1) return '';
      const to = (other: number, text: string, rel: string) =>
        other < 1 || other > last
          ? html`<span class="small">${text}</span>`
          : html`<a rel="${rel}" href="${pathOf(other)}">${text}</a>`;
      return html`<nav class="pages" aria-label="Pages">${to(page - 1, '← before', 'prev')} <span>${number(first + 1)}–${number(below)} of ${number(count)}</span> ${to(page + 1, 'next →', 'next')}</nav>`;
    },
  };
}
