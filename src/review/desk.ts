import { type Prepared, prepare } from '../commands/prepare.ts';
import type { Edge } from '../edge.ts';
import { inputError } from '../errors.ts';
import { type History, openHistory } from '../history/index.ts';
import { withLock } from '../history/lock.ts';
import type { Site, StoredRun } from '../history/runs.ts';
import type { StoredSighting } from '../history/sightings.ts';

/** What every page is made from: the history, the settings with their rules, and a way to write. */
export interface Desk {
  readonly edge: Edge;
  readonly site: Site;
  readonly history: History;
  /** Settings and rules as they are in their files now. */
  prepared(): Promise<Prepared>;
  /** Rules or settings were changed: the next `prepared()` reads them anew. */
  changed(): void;
  /** YYYY-MM-DD, UTC. */
  today(): string;
  /** The run that a page is about: of this week (2026-W46) or with this first day, else the last. */
  run(named?: string): StoredRun | undefined;
  /** Its leads with all that is known of them, by rank; kept in memory, as every view of a list needs them. */
  leads(run: StoredRun): readonly StoredSighting[];
  /** Work that writes to the history: no other process does meanwhile (UserError 75 if one holds the lock). */
  write<Result>(command: string, work: (history: History) => Result | Promise<Result>): Promise<Result>;
  close(): void;
}

export async function openDesk(site: Site, config: string | undefined, edge: Edge): Promise<Desk> {
  const flags = config === undefined ? {} : { config };
  let prepared: Promise<Prepared> | undefined = prepare(flags, edge);
  const { settings } = await prepared;
  const history = openHistory(settings.history, edge);
  let kept: { id: number; at: string; leads: readonly StoredSighting[] } | undefined;

  return {
    edge,
    site,
    history,
    prepared() {
      prepared ??= prepare(flags, edge);
      return prepared;
    },
    changed() {
      prepared = undefined;
    },
    today: () => edge.now().toISOString().slice(0, 10),
    run(named) {
      if (named === undefined) return history.runs.latest(site);
      const found = history.runs.list(site).find(({ week, days }) => week === named || days.from === named);
      if (!found) throw inputError(`no run of ${named} is remembered`);
      return found;
    },
    leads({ id, at }) {
      if (kept?.id !== id || kept.at !== at) kept = { id, at, leads: history.sightings.leads(id) };
      return kept.leads;
    },
    write: (command, work) =>
      withLock(settings.history, { pid: edge.pid, command: `review: ${command}`, at: edge.now() }, () =>
        work(history),
      ),
    close: () => history.close(),
  };
}
