import type { Edge } from '../edge.ts';
import type { Days, Past } from '../types.ts';
import { decisionsIn } from './decisions.ts';
import { deliveriesIn } from './deliveries.ts';
import { openFile } from './file.ts';
import { problemsOf } from './integrity.ts';
import { type HistoryLine, linesOf } from './lines.ts';
import { organisationsIn } from './organisations.ts';
import { type Outbox, outboxIn } from './outbox.ts';
import { pastOf } from './past.ts';
import { readingsIn, type StoredReading } from './readings.ts';
import { record } from './record.ts';
import { prunable, prune, type Retention } from './retention.ts';
import { ruleVersionsIn } from './rule-versions.ts';
import { type NewRun, runsIn, type Site } from './runs.ts';
import { type StoredSighting, sightingsIn } from './sightings.ts';

/** What ga-leads remembers: one SQLite file. Whatever a person can mend is thrown as a UserError. */
export interface History {
  readonly file: string;
  readonly runs: ReturnType<typeof runsIn>;
  readonly readings: ReturnType<typeof readingsIn>;
  readonly sightings: ReturnType<typeof sightingsIn>;
  readonly organisations: ReturnType<typeof organisationsIn>;
  readonly decisions: ReturnType<typeof decisionsIn>;
  readonly deliveries: ReturnType<typeof deliveriesIn>;
  readonly outbox: Outbox;
  readonly ruleVersions: ReturnType<typeof ruleVersionsIn>;
  /** See record.ts: all of a run or nothing of it; a run of the same site and days gives way. */
  record(run: NewRun, sightings: readonly StoredSighting[], reading?: StoredReading): number;
  /** See past.ts: what runs before `days` know of organisations, by key. */
  pastOf(site: Site, days: Days, keys?: readonly string[]): Map<string, Past>;
  /** See retention.ts: removes what is older than so many weeks. */
  prune(retention: Retention, today: string): { runs: number; readings: number };
  /** What `prune` would remove. */
  prunable(retention: Retention, today: string): { runs: number; readings: number };
  /** See integrity.ts: what is not whole; empty if all is well. */
  problems(): string[];
  /** Everything of a site, or these kinds of it, to be written out. */
  lines(site: Site, kinds?: readonly HistoryLine['line'][]): AsyncIterable<HistoryLine>;
  close(): void;
}

/** Opens the history in `file`, which is made where absent; see file.ts for what is refused. */
export function openHistory(file: string, { now }: Pick<Edge, 'now'>): History {
  const db = openFile(file, now().toISOString());
  const history: History = {
    file,
    runs: runsIn(db),
    readings: readingsIn(db),
    sightings: sightingsIn(db),
    organisations: organisationsIn(db),
    decisions: decisionsIn(db, now),
    deliveries: deliveriesIn(db, now),
    outbox: outboxIn(db, now),
    ruleVersions: ruleVersionsIn(db, now),
    record: (run, sightings, reading) => record(db, run, sightings, reading),
    pastOf: (site, days, keys) => pastOf(db, site, days, keys),
    prune: (retention, today) => prune(db, retention, today),
    prunable: (retention, today) => prunable(db, retention, today),
    problems: () => problemsOf(db),
    lines: (site, kinds) => linesOf(history, site, kinds),
    close: () => db.close(),
  };
  return history;
}
