import { stat } from 'node:fs/promises';
import { type LoadedSettings, loadSettings } from '../../config/load.ts';
import type { Edge } from '../../edge.ts';
import { errnoOf, inputError } from '../../errors.ts';
import { type History, openHistory } from '../../history/index.ts';
import { withLock } from '../../history/lock.ts';
import type { Site } from '../../history/runs.ts';

/** Flags of every command that looks into the history. */
export interface HistoryFlags {
  config?: string;
  site?: Site;
  json?: boolean;
}

/** Where stdout is no terminal, a table is made as wide as this. */
export const plainWidth = 140;

/** An open history, and the settings that name it. */
export interface OpenHistory extends LoadedSettings {
  history: History;
}

type Work<Result> = (open: OpenHistory) => Promise<Result>;

/** Does work with the history open. Exit 2 where the settings switch it off, or it was never begun. */
export async function withHistoryOpen<Result>(
  flags: HistoryFlags,
  edge: Edge,
  work: Work<Result>,
): Promise<Result> {
  const loaded = await loadSettings(edge.cwd, {}, flags.config);
  await refuseAbsent(loaded);
  return opened(loaded, edge, work);
}

/** Likewise, for a command that writes: while it works, no other process may write (exit 75). */
export async function withHistoryLocked<Result>(
  flags: HistoryFlags,
  edge: Edge,
  command: string,
  work: Work<Result>,
): Promise<Result> {
  const loaded = await loadSettings(edge.cwd, {}, flags.config);
  await refuseAbsent(loaded);
  return whileLocked(loaded, edge, command, work);
}

/** Likewise, where a history that was never begun is begun now. */
export async function withHistoryBegun<Result>(
  flags: HistoryFlags,
  edge: Edge,
  command: string,
  work: Work<Result>,
): Promise<Result> {
  const loaded = await loadSettings(edge.cwd, {}, flags.config);
  refuseOff(loaded);
  return whileLocked(loaded, edge, command, work);
}

async function whileLocked<Result>(
  loaded: LoadedSettings,
  edge: Edge,
  command: string,
  work: Work<Result>,
): Promise<Result> {
  const holder = { pid: edge.pid, command, at: edge.now() };
  return withLock(loaded.settings.history, holder, () => opened(loaded, edge, work));
}

async function opened<Result>(loaded: LoadedSettings, edge: Edge, work: Work<Result>): Promise<Result> {
  const history = openHistory(loaded.settings.history, edge);
  try {
    return await work({ ...loaded, history });
  } finally {
    history.close();
  }
}

function refuseOff({ settings }: LoadedSettings): void {
  if (settings.history !== 'off') return;
  throw inputError(
    'the history is switched off (history: off)',
    'Set `history` in the settings to a file, and ga-leads run remembers from then on.',
  );
}

async function refuseAbsent(loaded: LoadedSettings): Promise<void> {
  refuseOff(loaded);
  const { history } = loaded.settings;
  const isThere = await stat(history).catch((error: unknown) => {
    // What else can be wrong with it, opening tells.
    if (errnoOf(error) !== 'ENOENT') return true;
  });
  if (isThere) return;
  throw inputError(
    `there is no history yet: ${history} does not exist`,
    'Each ga-leads run is remembered in it; ga-leads history import brings in the lists of earlier runs.',
  );
}

/** The site that is asked for; without a flag the user's own, or the sample where only that has runs. */
export function siteOf(history: History, { site }: HistoryFlags, edge: Edge): Site {
  if (site !== undefined) return site;
  if (history.runs.latest('own') || !history.runs.latest('sample')) return 'own';
  edge.stderr.write('of your own site no run is remembered yet: this is the sample (made data)\n');
  return 'sample';
}

/** What is said where a site has no run. */
export const emptyNote = ({ file }: History, site: Site): string =>
  `no run of ${site === 'own' ? 'your own site' : 'the sample'} is remembered yet (${file})\n`;
