import path from 'node:path';
import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import { sightingsOfFiles } from '../../history/from-files.ts';
import type { History } from '../../history/index.ts';
import { plural } from '../../numbers.ts';
import { windowOf } from '../../source/window.ts';
import type { Days } from '../../types.ts';
import { siteOf as siteOfSource } from '../memory.ts';
import { type FolderOfRun, readFolderOfRun } from './import-folder.ts';
import { type HistoryFlags, withHistoryBegun } from './open.ts';

export interface HistoryImportFlags extends HistoryFlags {
  week?: string;
  from?: string;
  to?: string;
}

/**
 * `ga-leads history import`: runs from the folders that they wrote. All folders are read before anything is
 * recorded; a run of days that the history has stays as it is.
 */
export async function historyImport(
  folders: readonly string[],
  flags: HistoryImportFlags,
  edge: Edge,
): Promise<number> {
  const said = saidDays(flags, folders, edge);
  const runs: (FolderOfRun & { folder: string; days: Days })[] = [];
  for (const folder of folders) {
    const read = await readFolderOfRun(path.resolve(edge.cwd, folder));
    runs.push({ folder, ...read, days: said ?? daysOf(read, folder) });
  }
  return withHistoryBegun(flags, edge, 'history import', async ({ history }) => {
    for (const { folder, ...run } of runs) {
      edge.signal.throwIfAborted();
      edge.stdout.write(`${folder}: ${bringIn(history, run, flags)}\n`);
    }
    return exitCodes.done;
  });
}

function bringIn(
  history: History,
  { manifest, leads, excluded, at, days }: FolderOfRun & { days: Days },
  flags: HistoryFlags,
): string {
  const site = flags.site ?? siteOfSource({ source: manifest.source.kind === 'sample' ? 'sample' : 'file' });
  const name = `${windowName(days)}${site === 'sample' ? ' of the sample' : ''}`;
  if (history.runs.of(site, days)) return `${name} is in the history already; it stays as it is`;
  const sightings = sightingsOfFiles(leads, excluded, days);
  history.record({ site, days, at, manifest: { ...manifest, days } }, sightings);
  return `${name}, ${plural(leads.length, 'lead')}, ${plural(excluded.length, 'excluded', 'excluded')}`;
}

/** The days that the flags say; with several folders they would be one another's. */
function saidDays({ week, from, to }: HistoryImportFlags, folders: readonly string[], edge: Edge) {
  if (week === undefined && from === undefined && to === undefined) return undefined;
  if (folders.length > 1) {
    throw inputError('history import: --week, or --from and --to, go with one folder', 'Give one at a time.');
  }
  return windowOf({ week, from, to }, edge.now(), 'UTC').current;
}

function daysOf({ manifest }: FolderOfRun, folder: string): Days {
  if (manifest.days) return manifest.days;
  throw inputError(
    `history import: ${folder}: run.json does not say which days the run was about`,
    'Nothing was recorded. Give this folder alone with --week, or with --from and --to.',
  );
}
