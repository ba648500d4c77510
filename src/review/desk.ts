import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Prepared, prepare } from '../commands/prepare.ts';
import { storedWeek, type Week } from '../commands/stored-week.ts';
import type { Edge } from '../edge.ts';
import { inputError, UserError } from '../errors.ts';
import { type History, openHistory } from '../history/index.ts';
import { withLock } from '../history/lock.ts';
import type { Site, StoredRun } from '../history/runs.ts';
import type { StoredSighting } from '../history/sightings.ts';
import type { Standing } from '../history/standing.ts';
import { shown } from './html.ts';
import { type RemovedFacts, removedFacts } from './removed/facts.ts';

/** What every page is made from: the history, the settings with their rules, and a way to write. */
export interface Desk {
  readonly edge: Edge;
  readonly site: Site;
  readonly history: History;
  /** Settings and rules as they are in their files now, whoever changed them; where those are wrong, as they were. */
  prepared(): Promise<Prepared>;
  /** What is wrong with the files now, if anything is. */
  fault(): UserError | undefined;
  /** Rules or settings were changed: the next `prepared()` reads them anew. */
  changed(): void;
  /** YYYY-MM-DD, UTC. */
  today(): string;
  /** The run that a page is about: of this week (2026-W46) or with this first day; the last where none is named. */
  run(named?: string): StoredRun | undefined;
  /** Its leads with all that is known of them, by rank; kept in memory, as every view of a list needs them. */
  leads(run: StoredRun): readonly StoredSighting[];
  /** What it left out; in memory, until the rules are others. */
  removed(run: StoredRun): Promise<RemovedFacts>;
  /** How all organisations stand today that anybody ever decided on, by key; kept in memory, and brought up to date. */
  standings(): ReadonlyMap<string, Standing>;
  /** What a run's source saw, before any rule; undefined where it is not kept. In memory: every preview needs it. */
  week(run: StoredRun): Promise<Week | undefined>;
  /** Work that writes: one after the other here, and no other process meanwhile (UserError 75 if one holds the lock). */
  write<Result>(command: string, work: (history: History) => Result | Promise<Result>): Promise<Result>;
  close(): void;
}

export async function openDesk(site: Site, config: string | undefined, edge: Edge): Promise<Desk> {
  const flags = config === undefined ? {} : { config };
  let last = await prepare(flags, edge);
  let stamp: string | undefined = await stampOf(last);
  let fault: UserError | undefined;

  async function upToDate(): Promise<Prepared> {
    const now = await stampOf(last);
    if (now === stamp) return last;
    try {
      const next = await prepare(flags, edge);
      // The defaults would stand in for it, and nobody would see that their own rules no longer count.
      if (last.file && !next.file) throw inputError(`${last.file} is gone`, 'Bring the settings back.');
      last = next;
      stamp = await stampOf(last);
      fault = undefined;
    } catch (error) {
      // Somebody is just editing them: nobody else's work stops for that.
      if (!(error instanceof UserError)) throw error;
      fault = error;
      stamp = now;
    }
    return last;
  }
  const today = () => edge.now().toISOString().slice(0, 10);
  const weeks = new Map<string, Promise<Week | undefined>>();
  const { settings } = last;
  const history = openHistory(settings.history, edge);
  let stood = { day: '', last: 0, byKey: new Map<string, Standing>() };
  let writing: Promise<unknown> = Promise.resolve();
  let kept: { id: number; at: string; leads: readonly StoredSighting[] } | undefined;
  let removed: { run: string; by: Prepared; facts: Promise<RemovedFacts> } | undefined;

  return {
    edge,
    site,
    history,
    prepared: upToDate,
    fault: () => fault,
    changed() {
      stamp = undefined;
    },
    today,
    standings() {
      const day = today();
      if (stood.day !== day) stood = { day, last: 0, byKey: new Map() };
      const { keys, last } = history.decisions.since(site, stood.last);
      if (keys.length === 0) return stood.byKey;
      const fresh = history.decisions.standings(site, day, keys);
      for (const [key, standing] of fresh) stood.byKey.set(key, standing);
      stood.last = last;
      return stood.byKey;
    },
    run(named) {
      if (!named) return history.runs.latest(site);
      const found = history.runs.list(site).find(({ week, days }) => week === named || days.from === named);
      if (!found)
        throw inputError(
          `no run of ${shown(named, 40)} is remembered`,
          'It may have been pruned. The menu of weeks has those that are.',
        );
      return found;
    },
    leads({ id, at }) {
      if (kept?.id !== id || kept.at !== at) kept = { id, at, leads: history.sightings.leads(id) };
      return kept.leads;
    },
    async removed({ id, at }) {
      const by = await upToDate();
      const run = `${id} ${at}`;
      if (removed?.run !== run || removed.by !== by) {
        removed = { run, by, facts: removedFacts(history.sightings.others(id), by, edge) };
      }
      return removed.facts;
    },
    async week(run) {
      const ready = await upToDate();
      const key = `${run.id} ${run.at} ${ready.hashes.settings}`;
      const known = weeks.get(key);
      if (known) return known;
      const [oldest] = weeks.keys();
      if (oldest !== undefined && weeks.size >= mostWeeks) weeks.delete(oldest);
      const found = storedWeek(history, run, ready);
      weeks.set(key, found);
      return found;
    },
    write(command, work) {
      const holder = () => ({ pid: edge.pid, command: `review: ${command}`, at: edge.now() });
      const mine = writing.then(() => withLock(settings.history, holder(), () => work(history)));
      writing = mine.catch(() => undefined);
      return mine;
    },
    close: () => history.close(),
  };
}

const mostWeeks = 2;

/** Changes whenever one of the files does from which settings and rules were read, or one comes to them. */
async function stampOf({ file, base, settings, ruleFiles }: Prepared): Promise<string> {
  const files = ruleFiles.map((one) => one.path);
  const folders = [...new Set(files.map((one) => path.dirname(one)))];
  const others = [file ?? path.join(base, 'config', 'ga-leads.yaml'), settings.notForUs, settings.aliases];
  const stamps = await Promise.all(
    [...files, ...folders, ...others].map((one) =>
      stat(one).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => '',
      ),
    ),
  );
  return stamps.join('\n');
}
