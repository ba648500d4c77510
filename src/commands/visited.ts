import { readAliases } from '../config/aliases.ts';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { group } from '../organisation/group.ts';
import { isVisited } from '../pipeline.ts';
import { progressLine } from '../report/progress.ts';
import type { Reading } from '../run-types.ts';
import { sources } from '../source/index.ts';
import type { Organisation } from '../types.ts';

/** What the source that the settings name saw in the current window, before any rule. Writes nothing. */
export async function readVisited(
  settings: Settings,
  edge: Edge,
): Promise<{ reading: Reading; organisations: Organisation[] }> {
  const progress = progressLine(edge, false);
  try {
    const source = await sources[settings.source]({ settings, edge, progress });
    const reading = await source.open();
    const { organisations } = await group(reading.rows(), {
      ...settings.organisations,
      aliases: await readAliases(settings.aliases),
    });
    edge.signal.throwIfAborted();
    return { reading, organisations: organisations.filter(isVisited) };
  } finally {
    progress.clear();
  }
}
