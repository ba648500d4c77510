import { $, $$ } from './dom.js';
import { current, goTo, step } from './rows.js';

/** @param {string} selector */
const press = (selector) => $(selector, current())?.click();

/**
 * @param {string} menu
 * @param {string} field
 */
function open(menu, field) {
  const details = $(`details.${menu}`, current());
  details?.setAttribute('open', '');
  $(`[name=${field}]`, details)?.focus();
}

const undo = () => $('[data-undo]')?.click();
const redo = () => $('[data-redo]')?.click();

/** @type {Record<string, [what: string, act: () => void]>} */
const keys = {
  j: ['next', () => step(1)],
  k: ['before', () => step(-1)],
  a: ['accept', () => press('button[value=accept]:not([disabled])')],
  d: ['dismiss, with a reason', () => open('dismiss', 'reason')],
  o: ['assign to an owner', () => open('more', 'owner')],
  t: ['tag', () => open('more', 'tag')],
  g: ['stage', () => open('more', 'stage')],
  n: ['note', () => open('more', 'note')],
  w: ["it's a network", () => press('[data-key=w]')],
  r: ['its reasons', () => press('td.score summary')],
  x: ['select', () => press('td.pick input')],
  Enter: ['open it', () => press('a.name')],
  u: ['undo, also Ctrl Z; again for the one before', undo],
  U: ['redo, also Shift Ctrl Z', redo],
  '/': ['search', () => $('input[type=search]')?.focus()],
  '?': ['these keys', showKeys],
};

export function showKeys() {
  const dialog = $('#keys');
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.open) return dialog.close();
  const element = (/** @type {string} */ name, /** @type {string} */ text) =>
    Object.assign(document.createElement(name), { textContent: text });
  const list = document.createElement('dl');
  for (const [key, [what]] of Object.entries(keys)) {
    const term = document.createElement('dt');
    term.append(element('kbd', key));
    list.append(term, element('dd', what));
  }
  const title = Object.assign(element('h2', 'Keys'), { id: 'keys-title' });
  const close = element('button', 'Close (Esc)');
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(title, list, close);
  dialog.showModal();
}

/**
 * Leaves a field or a menu for the row that it is in.
 * @param {HTMLElement} target
 */
function leave(target) {
  const menu = target.closest('details');
  menu?.removeAttribute('open');
  target.blur();
  /** @type {HTMLElement | null} */
  const row = target.closest('tr[data-swap]');
  goTo(row ?? current(), false);
}

/**
 * Enter in a field of a menu presses the button beside it, not the first one of the form.
 * @param {HTMLElement} field
 */
function pressBeside(field) {
  const label = field.closest('label');
  const button = $$('button', field.closest('.pop') ?? document).find(
    (one) => label && label.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  button?.click();
}

/** @param {KeyboardEvent} event */
export function onKey(event) {
  const { key, target } = event;
  if (!(target instanceof HTMLElement) || $('dialog[open]')) return;
  const isWriting = target.matches('input:not([type=checkbox]), textarea, select');
  if (key === 'Escape') return leave(target);
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z' && !isWriting) {
    event.preventDefault();
    return event.shiftKey ? redo() : undo();
  }
  if (isWriting && key === 'Enter' && target.closest('.pop')) {
    event.preventDefault();
    return pressBeside(target);
  }
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === 'Enter' && target.matches('a, button, summary, input')) return;
  const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (!known) return;
  event.preventDefault();
  known[1]();
}
