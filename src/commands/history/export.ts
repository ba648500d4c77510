import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import type { History } from '../../history/index.ts';
import type { HistoryLine } from '../../history/lines.ts';
import type { Site } from '../../history/runs.ts';
import { jsonLine } from '../../report/json.ts';
import { csvLines, heading } from './export-csv.ts';
import { emptyNote, type HistoryFlags, siteOf, withHistoryOpen } from './open.ts';

/** What can be exported alone, and which lines of the history that is. */
export const exportable = {
  runs: 'run',
  sightings: 'sighting',
  decisions: 'decision',
  messages: 'delivery',
} as const satisfies Record<string, HistoryLine['line']>;

export interface HistoryExportFlags extends HistoryFlags {
  format: 'jsonl' | 'csv';
  what?: keyof typeof exportable;
}

/** `ga-leads history export`: everything of a site on stdout, or one kind of it, earliest run first. */
export const historyExport = (flags: HistoryExportFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const { format, what } = flags;
    if (format === 'csv' && what === undefined) {
      throw inputError(
        'history export: a CSV holds one kind of lines',
        `Give --what ${Object.keys(exportable).join(', --what ')}; JSON lines (--format jsonl) hold all.`,
      );
    }
    const site = siteOf(history, flags, edge);
    if (history.runs.latest(site) === undefined) edge.stderr.write(emptyNote(history, site));
    const pieces =
      format === 'csv' && what ? csvOf(history, site, exportable[what]) : jsonOf(history, site, what);
    await pipeline(Readable.from(pieces), edge.stdout, { end: false, signal: edge.signal });
    return exitCodes.done;
  });

async function* jsonOf(history: History, site: Site, what: HistoryExportFlags['what']) {
  for await (const line of history.lines(site, what && [exportable[what]])) yield jsonLine(line);
}

async function* csvOf(history: History, site: Site, kind: HistoryLine['line']) {
  yield heading(kind);
  yield* csvLines(history.lines(site, ['run', kind]), kind);
}
