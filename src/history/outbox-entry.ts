import type { Site } from './runs.ts';

export const outboxStates = ['pending', 'sending', 'sent', 'failed', 'suppressed'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** Values by a sink's names of its fields. */
export type OutboxValues = Record<string, string | number>;

/** A person's value that stayed; `theirs` is an empty text where a person emptied the field. */
export interface KeptValue {
  field: string;
  ours: string | number;
  theirs: string | number;
}

/** Where leads are delivered to: an account of a sink, for a site. */
export interface OutboxPlace {
  site: Site;
  sink: string;
  account: string;
}

/** How a lead stands in an account. */
export interface OutboxEntry {
  key: string;
  /** For display. */
  name: string;
  domain?: string;
  state: OutboxState;
  /** What the sink calls it; known from the first answer on. */
  remoteId?: string;
  /** What should be there. */
  desired: OutboxValues;
  /** What was being written when nobody knows whether it arrived. */
  inflight?: OutboxValues;
  /** What we last wrote, by field. */
  written: OutboxValues;
  kept: readonly KeptValue[];
  /** Why it failed, is suppressed, or still pending. */
  reason?: string;
  /** A person asked to make it anew if it is gone. */
  recreate: boolean;
  /** How often it was written, or tried to be. */
  attempts: number;
  /** ISO time of the last change. */
  at: string;
}

export interface OutboxRow extends OutboxPlace {
  key: string;
  name: string;
  domain: string | null;
  state: OutboxState;
  remote_id: string | null;
  desired: string;
  inflight: string | null;
  written: string;
  kept: string;
  reason: string | null;
  recreate: number;
  attempts: number;
  at: string;
}

export const fromRow = (row: OutboxRow): OutboxPlace & OutboxEntry => ({
  site: row.site,
  sink: row.sink,
  account: row.account,
  key: row.key,
  name: row.name,
  ...(row.domain !== null && { domain: row.domain }),
  state: row.state,
  ...(row.remote_id !== null && { remoteId: row.remote_id }),
  desired: JSON.parse(row.desired),
  ...(row.inflight !== null && { inflight: JSON.parse(row.inflight) }),
  written: JSON.parse(row.written),
  kept: JSON.parse(row.kept),
  ...(row.reason !== null && { reason: row.reason }),
  recreate: row.recreate === 1,
  attempts: row.attempts,
  at: row.at,
});
