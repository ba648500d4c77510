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

type Shelves = Pick<History, 'runs' | 'sightings' | 'decisions' | 'deliveries'>;

/** All of a site, one run in memory at a time: runs, earliest first, each with its sightings; then the rest. */
export async function* linesOf(history: Shelves, site: Site): AsyncGenerator<HistoryLine> {
  for (const run of history.runs.list(site).reverse()) {
    yield { line: 'run', ...run };
    for (const sighting of history.sightings.of(run.id)) yield { line: 'sighting', run: run.id, ...sighting };
  }
  for (const decision of history.decisions.list(site)) yield { line: 'decision', ...decision };
  for (const delivery of history.deliveries.list(site)) yield { line: 'delivery', ...delivery };
}
