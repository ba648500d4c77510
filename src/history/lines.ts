import type { StoredDelivery } from './deliveries.ts';
import type { History } from './index.ts';
import type { Site, StoredRun } from './runs.ts';
import type { StoredSighting } from './sightings.ts';
import type { Decision } from './standing.ts';

/** The history, line by line: plain values that can be written as JSON. */
export type HistoryLine =
  | ({ line: 'run' } & StoredRun)
  | ({ line: 'sighting'; run: number } & StoredSighting)
  | ({ line: 'decision' } & Decision)
  | ({ line: 'delivery' } & StoredDelivery);

export const lineKinds = ['run', 'sighting', 'decision', 'delivery'] as const satisfies HistoryLine['line'][];

type Shelves = Pick<History, 'runs' | 'sightings' | 'decisions' | 'deliveries'>;

/**
 * All of a site, or these kinds of it, one run in memory at a time: runs, earliest first, each with its
 * sightings; then the rest.
 */
export async function* linesOf(
  history: Shelves,
  site: Site,
  kinds: readonly HistoryLine['line'][] = lineKinds,
): AsyncGenerator<HistoryLine> {
  const has = (kind: HistoryLine['line']) => kinds.includes(kind);
  for (const run of history.runs.list(site).reverse()) {
    if (has('run')) yield { line: 'run', ...run };
    for (const sighting of has('sighting') ? history.sightings.of(run.id) : []) {
      yield { line: 'sighting', run: run.id, ...sighting };
    }
  }
  if (has('decision')) {
    for (const decision of history.decisions.list(site)) yield { line: 'decision', ...decision };
  }
  if (has('delivery')) {
    for (const delivery of history.deliveries.list(site)) yield { line: 'delivery', ...delivery };
  }
}
