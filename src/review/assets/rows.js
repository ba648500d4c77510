import { $, $$ } from './dom.js';

/** What keys act on: a row of a list, or the one organisation that the page is about. */
export const current = () => $('tr.here') ?? $('[data-subject]');

/**
 * @param {HTMLElement | null | undefined} row
 * @param {boolean} [scroll]
 */
export function goTo(row, scroll = true) {
  if (!row) return;
  for (const other of $$('tr.here')) other.classList.remove('here');
  row.classList.add('here');
  row.focus({ preventScroll: true });
  if (scroll) row.scrollIntoView({ block: 'nearest' });
}

/** @param {number} by 1 to the next row, -1 to the one before */
export function step(by) {
  const all = $$('tr[data-swap]');
  const here = current();
  const at = here ? all.indexOf(here) + by : 0;
  goTo(all[Math.min(all.length - 1, Math.max(0, at))]);
}

/** @returns {HTMLInputElement[]} */
export const boxes = () => /** @type {HTMLInputElement[]} */ ($$('input[name=on][type=checkbox]'));

/** Says how many are selected. */
export function countPicked() {
  const picked = boxes().filter((box) => box.checked).length;
  $('#many')?.classList.toggle('some', picked > 0);
  const text = $('[data-picked]');
  if (text) text.textContent = picked === 0 ? 'With those selected:' : `With the ${picked} selected:`;
}
