/** Speed for what works without it: writes without a new page, keys, filters that act at once. */
import './back.js';
import { $, $$ } from './dom.js';
import { onKey, showKeys } from './keys.js';
import './preview.js';
import { fade } from './notice.js';
import { boxes, countPicked, goTo } from './rows.js';
import { send } from './send.js';

fade();
addEventListener('keydown', onKey);

addEventListener('submit', (event) => {
  const form = event.target;
  // Only where a part of the page comes back that can be put in place of what is there.
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || !$('table[data-live]')) return;
  event.preventDefault();
  send(form, event.submitter);
});

addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  if (target instanceof HTMLSelectElement && target.matches('.filters select')) target.form?.requestSubmit();
  if (target instanceof HTMLInputElement && target.matches('[data-pick-all]')) {
    for (const box of boxes()) box.checked = target.checked;
  }
  if (target.matches('.pick input')) countPicked();
});

addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  if (target.closest('[data-keys]')) showKeys();
  /** @type {HTMLElement | null} */
  const row = target.closest('tr[data-swap]');
  if (row && !target.matches('input, select, summary')) goTo(row, false);
  for (const menu of $$('details.menu[open], .score details[open]')) {
    if (!menu.contains(target)) menu.removeAttribute('open');
  }
});
