// @ts-check
/** Speed for what works without it: writes without a new page, keys, filters that act at once. */

const $ = (selector, within = document) => /** @type {HTMLElement | null} */ (within.querySelector(selector));
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const rows = () => $$('tr.lead');
const current = () => $('tr.lead.here');

function goTo(row, scroll = true) {
  if (!row) return;
  for (const other of $$('tr.lead.here')) other.classList.remove('here');
  row.classList.add('here');
  row.focus({ preventScroll: true });
  if (scroll) row.scrollIntoView({ block: 'nearest' });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  goTo(all[Math.min(all.length - 1, Math.max(0, at === -1 ? 0 : at + by))]);
}

/** Puts what came back in place of what is there, by id. */
function swap(text) {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  const here = current()?.id;
  for (const part of $$('[data-swap], #notices', fresh)) {
    const old = document.getElementById(part.id);
    if (old) old.replaceWith(document.adoptNode(part));
  }
  if (here) goTo(document.getElementById(here), false);
  countPicked();
}

function tell(text) {
  const notice = document.createElement('p');
  notice.className = 'notice warn';
  notice.setAttribute('role', 'alert');
  notice.textContent = text;
  $('#notices')?.replaceChildren(notice);
}

let isBusy = false;

/** @param {HTMLFormElement} form */
async function send(form, submitter) {
  if (isBusy) return;
  isBusy = true;
  document.body.classList.add('busy');
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)));
    const answer = await fetch(form.getAttribute('action') ?? '', {
      method: 'POST',
      headers: { 'x-partial': '1', 'x-csrf-token': $('meta[name=csrf]')?.getAttribute('content') ?? '' },
      body,
    });
    const text = await answer.text();
    const told =
      answer.ok || answer.status === 409 ? null : new DOMParser().parseFromString(text, 'text/html');
    if (told) tell($('[data-told]', /** @type {any} */ (told))?.innerText ?? told.body.innerText);
    else swap(text);
  } catch {
    tell('The page cannot be reached: is ga-leads review still running? Nothing was changed.');
  } finally {
    isBusy = false;
    document.body.classList.remove('busy');
  }
}

addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== 'post' || form.dataset.whole !== undefined || !$('table.leads')) return;
  event.preventDefault();
  send(form, event.submitter);
});

addEventListener('change', (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.matches('.filters select')) field.form?.requestSubmit();
  if (field.matches('[data-pick-all]'))
    for (const box of $$('input[name=on][type=checkbox]')) box.checked = field.checked;
  if (field.matches('.pick input')) countPicked();
});

function countPicked() {
  const picked = $$('input[name=on][type=checkbox]:checked').length;
  const bar = $('#many');
  if (!bar) return;
  bar.classList.toggle('some', picked > 0);
  const text = $('[data-picked]', bar);
  if (text) text.textContent = picked === 0 ? 'With those selected:' : `With the ${picked} selected:`;
}

addEventListener('click', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('[data-keys]')) showKeys();
  const row = target.closest('tr.lead');
  if (row) goTo(row, false);
  for (const menu of $$('details.menu[open]')) if (!menu.contains(target)) menu.removeAttribute('open');
});

const keys = {
  j: ['next lead', () => step(1)],
  k: ['lead before', () => step(-1)],
  a: ['accept', () => $('button[value=accept]:not([disabled])', current() ?? undefined)?.click()],
  d: ['dismiss, with a reason', () => open('dismiss', 'reason')],
  o: ['assign to an owner', () => open('more', 'owner')],
  t: ['tag', () => open('more', 'tag')],
  g: ['stage', () => open('more', 'stage')],
  n: ['note', () => open('more', 'note')],
  w: ["it's a network", () => $('a[title=w]', current() ?? undefined)?.click()],
  r: ['its reasons', () => $('td.score summary', current() ?? undefined)?.click()],
  x: ['select', () => $('td.pick input', current() ?? undefined)?.click()],
  Enter: ['open the organisation', () => $('a.name', current() ?? undefined)?.click()],
  u: ['undo, also Ctrl Z', undo],
  '/': ['search', () => $('input[type=search]')?.focus()],
  '?': ['these keys', showKeys],
};

function undo() {
  $('[data-undo]')?.click();
}

function open(menu, field) {
  const row = current();
  const details = row && $(`details.${menu}`, row);
  if (!details) return;
  details.setAttribute('open', '');
  $(`[name=${field}]`, details)?.focus();
}

function showKeys() {
  const dialog = /** @type {HTMLDialogElement} */ ($('#keys'));
  if (dialog.open) return dialog.close();
  const title = document.createElement('h2');
  title.id = 'keys-title';
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [key, [what]] of Object.entries(keys)) {
    const [term, meaning] = [document.createElement('dt'), document.createElement('dd')];
    term.append(Object.assign(document.createElement('kbd'), { textContent: key }));
    meaning.textContent = /** @type {string} */ (what);
    list.append(term, meaning);
  }
  const close = Object.assign(document.createElement('button'), {
    textContent: 'Close (Esc)',
    onclick: () => dialog.close(),
  });
  dialog.replaceChildren(title, list, close);
  dialog.showModal();
}

addEventListener('keydown', (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const isWriting = target.matches('input:not([type=checkbox]), textarea, select');
  if (event.key === 'Escape') {
    const menu = target.closest('details.menu');
    menu?.removeAttribute('open');
    if (isWriting) target.blur();
    const row = menu?.closest('tr.lead') ?? current();
    if (row) goTo(row, false);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !isWriting) {
    event.preventDefault();
    return undo();
  }
  if (isWriting && event.key === 'Enter' && target.closest('.pop')) {
    event.preventDefault();
    const buttons = $$('button', target.closest('.pop') ?? undefined);
    const label = target.closest('label');
    const button = buttons.find(
      (one) => label && label.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    return button?.click();
  }
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey || $('dialog[open]')) return;
  if (event.key === 'Enter' && target.matches('a, button, summary, input')) return;
  const known = keys[event.key];
  if (!known) return;
  event.preventDefault();
  known[1]();
});
