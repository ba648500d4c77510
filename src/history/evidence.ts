import {
  type DetailKind,
  detailKinds,
  type Evidence,
  type Metrics,
  type Reason,
  type Share,
} from '../types.ts';
import { listOf, type MetricList, metricsOf, packed, unpacked } from './compact.ts';
import type { Database } from './database.ts';
import { damaged } from './faults.ts';

/** What is read of a sighting only when a person looks closer. */
export interface Details {
  /** Raw network names, heaviest first. */
  spellings: string[];
  domain?: string;
  country?: string;
  /** 0–1: how sure the type is; absent for what was brought in from an excluded.csv. */
  confidence?: number;
  /** The text that the rule matched. */
  matched?: string;
  /** Why it was excluded, in the words of the rule or of the standing list. */
  why?: string;
  /** Totals of the window before, as the source gave them. */
  previous?: Metrics;
  reasons: Reason[];
  /** At most 10 of each kind, heaviest first; all days. */
  evidence: Evidence;
}

const most = 10;
/** More to a block is smaller, but one sighting is then slower to read. */
const blockSize = 16;

type ShareList = [value: string, ...metrics: MetricList];
type Packed = Omit<Details, 'previous' | 'evidence'> & {
  previous?: MetricList;
  evidence: Partial<Record<DetailKind, ShareList[]>>;
};

function pack({
  spellings,
  domain,
  country,
  confidence,
  matched,
  why,
  previous,
  reasons,
  evidence,
}: Details) {
  const lists: Packed['evidence'] = {};
  for (const kind of detailKinds) {
    const shares = kind === 'day' ? evidence[kind] : evidence[kind]?.slice(0, most);
    if (shares) lists[kind] = shares.map(({ value, metrics }): ShareList => [value, ...listOf(metrics)]);
  }
  const rest = { spellings, domain, country, confidence, matched, why, reasons };
  return { ...rest, previous: previous && listOf(previous), evidence: lists };
}

function unpack({ previous, evidence, ...rest }: Packed): Details {
  const shares: Evidence = {};
  for (const kind of detailKinds) {
    const lists = evidence[kind];
    if (lists) shares[kind] = lists.map(([value, ...list]): Share => ({ value, metrics: metricsOf(list) }));
  }
  return { ...rest, ...(previous && { previous: metricsOf(previous) }), evidence: shares };
}

/** Writes a run's details, in the order of the sightings' places. */
export function writeDetails(db: Database, run: number, details: readonly Details[]): void {
  for (let start = 0; start < details.length; start += blockSize) {
    const block = details.slice(start, start + blockSize).map(pack);
    db.run(
      'INSERT INTO evidence (run, block, bytes) VALUES (?, ?, ?)',
      run,
      start / blockSize,
      packed(JSON.stringify(block)),
    );
  }
}

/** Every sighting's details by place. */
export const allDetails = (db: Database, run: number): Details[] =>
  db
    .all<{ bytes: Uint8Array }>('SELECT bytes FROM evidence WHERE run = ? ORDER BY block', run)
    .flatMap(({ bytes }) => opened(db, run, bytes).map(unpack));

/** Those of the places from the first to the last one, both included; what is damaged may be missing at the end. */
export function detailsBetween(db: Database, run: number, first: number, last: number): Details[] {
  const firstBlock = Math.floor(first / blockSize);
  return db
    .all<{ bytes: Uint8Array }>(
      'SELECT bytes FROM evidence WHERE run = ? AND block BETWEEN ? AND ? ORDER BY block',
      run,
      firstBlock,
      Math.floor(last / blockSize),
    )
    .flatMap(({ bytes }) => opened(db, run, bytes))
    .slice(first - firstBlock * blockSize, last + 1 - firstBlock * blockSize)
    .map(unpack);
}

export function detailsAt(db: Database, run: number, place: number): Details {
  const block = db.get<{ bytes: Uint8Array }>(
    'SELECT bytes FROM evidence WHERE run = ? AND block = ?',
    run,
    Math.floor(place / blockSize),
  );
  const found = block && opened(db, run, block.bytes)[place % blockSize];
  if (found === undefined) throw damaged(db.file, `the evidence of run ${run} is not whole`);
  return unpack(found);
}

const opened = (db: Database, run: number, bytes: Uint8Array): Packed[] =>
  JSON.parse(unpacked(bytes, db.file, `the evidence of run ${run}`));
