import { $, $$ } from './dom.js';

/** Milliseconds without a key until a preview is asked for. */
const pause = 350;

/**
 * Shows what a form would change while it is written.
 * @param {HTMLFormElement} form
 */
function watch(form) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = new AbortController();

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const place = $('#preview');
    place?.setAttribute('aria-busy', 'true');
    try {
      const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
      const csrf = $('meta[name=csrf]')?.getAttribute('content') ?? '';
      const answer = await fetch(form.dataset.preview ?? '', {
        method: 'POST',
        headers: { 'x-partial': '1', 'x-csrf-token': csrf },
        body: new URLSearchParams(fields),
        signal,
      });
      const fresh = $('#preview', new DOMParser().parseFromString(await answer.text(), 'text/html'));
      if (fresh && answer.ok) place?.replaceWith(document.adoptNode(fresh));
      else if (place) place.textContent = 'No preview could be made: reload the page.';
    } catch {
      if (!signal.aborted && place)
        place.textContent = 'The page cannot be reached: is ga-leads review still running?';
    } finally {
      if (!signal.aborted) $('#preview')?.removeAttribute('aria-busy');
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  });
  $('button[formaction]:not([name])', form)?.addEventListener('click', (event) => {
    event.preventDefault();
    ask();
  });
}

for (const form of $$('form[data-preview]')) if (form instanceof HTMLFormElement) watch(form);
