import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site, StoredRun } from '../../history/runs.ts';
import { jsonLine } from '../../report/json.ts';
import { compare } from './compare.ts';
import { differenceText } from './diff-text.ts';
import { findRun } from './find-run.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from './open.ts';

export interface HistoryDiffFlags extends HistoryFlags {
  limit?: number;
}

/** `ga-leads history diff`: what changed between two runs; without names, between the last two. */
export const historyDiff = (
  names: readonly (string | undefined)[],
  flags: HistoryDiffFlags,
  edge: Edge,
): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const [before, after] = twoRuns(history, site, names);
    const today = edge.now().toISOString().slice(0, 10);
    const changes = history.sightings.changes(before.id, after.id);
    const keys = changes.map(({ key }) => key);
    const difference = {
      before: summaryOf(before),
      after: summaryOf(after),
      rulesChanged: before.manifest.hashes.rules !== after.manifest.hashes.rules,
      settingsChanged: before.manifest.hashes.settings !== after.manifest.hashes.settings,
      ...compare(changes, history.decisions.standings(site, today, keys)),
    };
    edge.stdout.write(
      flags.json
        ? jsonLine(difference)
        : differenceText(difference, flags.limit ?? 20, edge.stdout.columns ?? plainWidth),
    );
    return exitCodes.done;
  });

const summaryOf = ({ days, manifest }: StoredRun) => ({
  window: windowName(days),
  ...days,
  leads: manifest.counts.leads,
});

/** The two that are named, the earlier one first; with one name, that and the one before it. */
function twoRuns(
  history: History,
  site: Site,
  names: readonly (string | undefined)[],
): [StoredRun, StoredRun] {
  const runs = history.runs.list(site);
  const [one, other] = names.map((name) => (name === undefined ? undefined : findRun(history, site, name)));
  const after = one ?? runs[0];
  const before = other ?? history.runs.latest(site, after?.days.from);
  if (after === undefined || before === undefined) {
    throw inputError(
      after === undefined
        ? 'history diff: there is no run to compare'
        : `history diff: there is no run that ended before ${windowName(after.days)}`,
      'ga-leads history list shows what there is; ga-leads run --catch-up reads the weeks that are missing.',
    );
  }
  if (before.id === after.id) {
    throw inputError(`history diff: ${windowName(after.days)} is compared with itself`, 'Give two runs.');
  }
  return before.days.to <= after.days.to ? [before, after] : [after, before];
}
