import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { type HistoryFlags, type OpenHistory, withHistoryLocked, withHistoryOpen } from './open.ts';

export interface HistoryPruneFlags extends HistoryFlags {
  write?: boolean;
}

/** `ga-leads history prune`: removes what is older than the settings keep; without --write it only tells. */
export const historyPrune = (flags: HistoryPruneFlags, edge: Edge): Promise<number> =>
  flags.write
    ? withHistoryLocked(flags, edge, 'history prune', (open) => prune(open, flags, edge))
    : withHistoryOpen(flags, edge, (open) => prune(open, flags, edge));

async function prune(
  { history, settings }: OpenHistory,
  { write = false, json }: HistoryPruneFlags,
  edge: Edge,
): Promise<number> {
  const { weeks, readings } = settings.retention;
  const retention = {
    ...(weeks !== undefined && { keepRuns: weeks }),
    ...(readings !== undefined && { keepReadings: readings }),
  };
  const today = edge.now().toISOString().slice(0, 10);
  const gone = write ? history.prune(retention, today) : history.prunable(retention, today);
  edge.stdout.write(json ? jsonLine({ ...gone, written: write }) : prunedText(gone, write));
  if (weeks === undefined && readings === undefined) {
    edge.stderr.write('the settings keep everything: set `retention` to weeks, readings or both\n');
  }
  return exitCodes.done;
}

function prunedText({ runs, readings }: { runs: number; readings: number }, written: boolean): string {
  const what = [
    readings > 0 ? `what ${plural(readings, 'run')} read` : '',
    runs > 0 ? `${plural(runs, 'run')} with all that they saw` : '',
  ].filter(Boolean);
  if (what.length === 0) return 'nothing is old enough to go\n';
  const text = what.join(' and ');
  return written
    ? `removed: ${text}; decisions stay\n`
    : `would go: ${text}; decisions stay; nothing was removed: give --write\n`;
}
