import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import { number } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import { emptyNote, type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from './open.ts';

/** `ga-leads history list`: the runs that are remembered, latest first. */
export const historyList = (flags: HistoryFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const runs = history.runs.list(site).map(runFigures);
    if (runs.length === 0) edge.stderr.write(emptyNote(history, site));
    if (flags.json) edge.stdout.write(jsonLine(runs));
    else if (runs.length > 0) edge.stdout.write(table(columns, runs, edge.stdout.columns ?? plainWidth));
    return exitCodes.done;
  });

/** A run as lists and exports show it. */
export interface RunFigures {
  /** 2026-W46, or other days as FROM_TO. */
  window: string;
  from: string;
  to: string;
  source: string;
  leads: number;
  /** Null where nothing told what was before. */
  new: number | null;
  excluded: number;
  /** ISO time. */
  at: string;
  replayable: boolean;
  id: number;
}

export function runFigures({ id, days, at, manifest, hasReading }: StoredRun): RunFigures {
  const { leads, excluded, sightings } = manifest.counts;
  return {
    window: windowName(days),
    ...days,
    source: manifest.source.label,
    leads,
    new: Object.keys(sightings).length > 0 ? (sightings.new ?? 0) : null,
    excluded: Object.values(excluded).reduce((sum, n) => sum + n, 0),
    at,
    replayable: hasReading,
    id,
  };
}

const columns: Column<RunFigures>[] = [
  { title: 'run', cell: ({ window }) => window },
  { title: 'source', share: 1, cell: ({ source }) => printable(source) },
  { title: 'leads', right: true, cell: ({ leads }) => number(leads) },
  { title: 'new', right: true, cell: (run) => (run.new === null ? '' : number(run.new)) },
  { title: 'excluded', right: true, cell: ({ excluded }) => number(excluded) },
  { title: 'when (UTC)', cell: ({ at }) => timeText(at) },
  { title: 'can be replayed', cell: ({ replayable }) => (replayable ? 'yes' : 'no') },
];

/** `2026-11-16 06:00` */
export const timeText = (at: string): string => at.slice(0, 16).replace('T', ' ');
