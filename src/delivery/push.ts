import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { Operation } from '../sink/crm.ts';
import type { Decision } from './decide.ts';
import type { Claims } from './look.ts';
import type { OpenSink } from './open.ts';
import type { Fate, Tally } from './tally.ts';

/** What the batches of one push share. */
export interface Push {
  opened: OpenSink;
  outbox: Outbox;
  place: OutboxPlace;
  tally: Tally;
  claims: Claims;
  /** What was tried for leads of which it is not known whether it was done. */
  tried: Map<string, Fate>;
  /** Whether nothing more may be begun. */
  isOver(): boolean;
  /** Once something was refused: stops the push if that is the mapping's fault. Asks once a push. */
  doubt(): Promise<void>;
}

/** What is written for a lead. */
export interface Write {
  entry: OutboxEntry;
  decision: Decision;
  operation: Operation;
}
