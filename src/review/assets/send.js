import { $, $$ } from './dom.js';
import { fade } from './notice.js';
import { countPicked, current, goTo } from './rows.js';

/**
 * Puts what came back in place of what is there, by id.
 * @param {Document} fresh
 */
function swap(fresh) {
  const here = current()?.id;
  for (const part of $$('[data-swap], #notices > *', fresh)) {
    if (part.parentElement?.id === 'notices') $('#notices')?.replaceChildren(document.adoptNode(part));
    // A form's own id is hidden by a field of that name.
    else document.getElementById(part.getAttribute('id') ?? '')?.replaceWith(document.adoptNode(part));
  }
  fade();
  if (here) goTo(document.getElementById(here), false);
  countPicked();
}

/**
 * What a page that is no list says.
 * @param {Document} fresh
 */
const said = (fresh) =>
  $$('main p:not(:has(a))', fresh)
    .map(({ textContent }) => textContent)
    .join(' ') || fresh.body.innerText;

/** @param {string} text */
export function tell(text) {
  const notice = Object.assign(document.createElement('p'), { className: 'notice warn', textContent: text });
  notice.setAttribute('role', 'alert');
  $('#notices')?.replaceChildren(notice);
}

let isBusy = false;

/**
 * Sends a form and shows what it changed, without a new page; one at a time.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
export async function send(form, submitter) {
  if (isBusy) return;
  isBusy = true;
  try {
    const fields = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)]);
    const csrf = $('meta[name=csrf]')?.getAttribute('content') ?? '';
    const to = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
    const answer = await fetch(to, {
      method: 'POST',
      headers: { 'x-partial': '1', 'x-csrf-token': csrf },
      body: new URLSearchParams(fields),
    });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (answer.ok || answer.status === 409) swap(fresh);
    else tell(said(fresh));
  } catch {
    tell('The page cannot be reached: is ga-leads review still running? Nothing was changed.');
  } finally {
    isBusy = false;
  }
}
