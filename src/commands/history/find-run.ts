import { inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site, StoredRun } from '../../history/runs.ts';
import { printable } from '../../text.ts';

const most = 8;

/** The run of a week (2026-W46), of other days (FROM_TO, or FROM alone), or of a number. Exit 2 if there is none. */
export function findRun(history: History, site: Site, text: string): StoredRun {
  const runs = history.runs.list(site);
  const found =
    runs.find(({ days }) => windowName(days) === text) ??
    runs.find(({ days, id }) => days.from === text || String(id) === text);
  if (found) return found;
  const known = runs.slice(0, most).map(({ days }) => windowName(days));
  throw inputError(
    `the history has no run ${printable(text)} of ${site === 'own' ? 'your own site' : 'the sample'}`,
    known.length > 0
      ? `There ${runs.length === 1 ? 'is' : 'are'} ${known.join(', ')}${runs.length > most ? ' and older ones' : ''}.`
      : 'Run ga-leads run first; it records each run.',
  );
}
