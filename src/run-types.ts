/** How a run goes: what a source is asked and answers, what is counted, what comes out. */
import type { Days, Detail, Excluded, Lead, Left, Row, Sighting, VerdictType } from './types.ts';

/** Something about the source's answer that a reader of the list must know. */
export interface QualityFlag {
  /** Stable word, e.g. `not-set`, `other-row`, `sampling`, `thresholding`, `totals-differ`, `late-ua`. */
  flag: string;
  message: string;
  /** Fails a run under `--strict`. */
  serious: boolean;
}

/** Tokens of a GA4 property's quota. */
export interface Quota {
  consumed: number;
  remainingThisHour?: number;
  remainingToday?: number;
}

/** What a source answers to "who are you?". Each problem has the step that mends it. */
export interface SourceCheck {
  /** Facts in the order to be shown, e.g. ['property', '123456 (Example GmbH)']. */
  facts: [label: string, value: string][];
  problems: { message: string; next: string }[];
}

/** A source that was opened: what will be read, then the rows, then details on demand. */
export interface Reading {
  /** One line for people, e.g. `sample (made data)`, `export.csv (UA CSV)`, `GA4 property 123`. */
  label: string;
  /** What was asked, for the manifest: plain JSON, no secret, same for the same question. */
  query: Record<string, unknown>;
  /** Absent if the source does not say which days it holds. */
  days?: Days;
  timeZone?: string;
  /** Each network name once or more per window. In lists: to wait for each row takes longer than to read it. */
  rows(): AsyncIterable<Row[]>;
  /** Details of these raw names in the current window; nothing if the source has none. */
  details(names: readonly string[]): AsyncIterable<Detail>;
  /** Known once rows and details were read. */
  outcome(): ReadingOutcome;
}

export interface ReadingOutcome {
  flags: QualityFlag[];
  quota?: Quota;
  requests: number;
}

/** A place to read network names from. Errors are UserErrors (exit 2 or 3). */
export interface Source {
  open(): Promise<Reading>;
  check(): Promise<SourceCheck>;
}

/** How many of what a run saw; every organisation is in exactly one of excluded, notForUs, dismissed, belowMinimum, onlyExcludedPages, leads. */
export interface Counts {
  /** Rows that the source gave, both windows. */
  rows: number;
  /** Distinct raw names. */
  names: number;
  organisations: number;
  excluded: Partial<Record<VerdictType, number>>;
  /** Kept by the rules, but on the standing list. */
  notForUs: number;
  /** Kept by the rules, but dismissed by a person. */
  dismissed: number;
  /** Kept, but with fewer sessions than `minSessions` in the current window. */
  belowMinimum: number;
  /** Kept, but every page they read is one of `pages.exclude`. */
  onlyExcludedPages: number;
  leads: number;
  /** Leads by sighting. */
  sightings: Partial<Record<Sighting, number>>;
  /** Sessions of the current window, by verdict type, and in all. */
  sessions: { total: number; byType: Partial<Record<VerdictType, number>> };
}

/** What run.json holds: how a list came to be. Plain JSON, no secret. */
export interface Manifest {
  tool: 'ga-leads';
  version: string;
  source: { kind: string; label: string; query: Record<string, unknown> };
  days?: Days;
  timeZone?: string;
  /** SHA-256, hexadecimal, of the rules and of the settings that shape the lists. */
  hashes: { rules: string; settings: string };
  counts: Counts;
  quality: QualityFlag[];
  quota?: Quota;
  requests: number;
}

/** What a run found: leads by rank, excluded by sessions, both in a fixed order. */
export interface RunResult {
  leads: Lead[];
  excluded: Excluded[];
  /** In no list; the history remembers them, so that they are not new when they become leads. */
  left: Left[];
  manifest: Manifest;
}
