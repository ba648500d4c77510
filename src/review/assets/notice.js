import { $ } from './dom.js';

const shownFor = 10_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Hides what was done after a while, though not under the pointer or the focus; its undo still takes Ctrl Z. */
export function fade() {
  clearTimeout(waiting);
  const notice = $('#notices > .notice:not(.warn)');
  if (!notice) return;
  waiting = setTimeout(() => {
    if (notice.matches(':hover, :focus-within')) fade();
    else notice.hidden = true;
  }, shownFor);
}
