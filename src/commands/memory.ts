import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { type History, openHistory } from '../history/index.ts';
import { withLock } from '../history/lock.ts';
import type { Site } from '../history/runs.ts';
import type { Memory } from '../pipeline.ts';

/** The sample's runs are kept apart from those of the user's own site. */
export const siteOf = ({ source }: Pick<Settings, 'source'>): Site =>
  source === 'sample' ? 'sample' : 'own';

/**
 * Does work with the history open and its lock held, so that no other process writes to it meanwhile (exit
 * 75). Where the history is off, the work gets none.
 */
export async function withHistory<Result>(
  settings: Pick<Settings, 'history'>,
  edge: Edge,
  command: string,
  work: (history: History | undefined) => Promise<Result>,
): Promise<Result> {
  if (settings.history === 'off') return work(undefined);
  const holder = { pid: edge.pid, command, at: edge.now() };
  return withLock(settings.history, holder, async () => {
    const history = openHistory(settings.history, edge);
    try {
      return await work(history);
    } finally {
      history.close();
    }
  });
}

/** What the pipeline asks a history, for one site. */
export const memoryOf = (history: History, site: Site): Memory => ({
  pastOf: (days, organisations) =>
    history.pastOf(
      site,
      days,
      organisations.map(({ key }) => key),
    ),
  dismissedOn(day) {
    const standing = history.decisions.standings(site, day);
    return (key) => standing.get(key)?.verdict?.kind === 'dismissed';
  },
});
