import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { Operation, WriteOutcome } from '../sink/crm.ts';
import type { Decision } from './decide.ts';
import { type Claims, type Looked, look } from './look.ts';
import type { OpenSink } from './open.ts';
import { parts } from './parts.ts';
import type { Step } from './step.ts';
import type { Fate, Tally } from './tally.ts';
import { write } from './write.ts';

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
}

const fateOf = { create: 'created', adopt: 'adopted', update: 'updated' } as const;
const isWrite = (action: Step['action']): action is keyof typeof fateOf => action in fateOf;

interface Write {
  entry: OutboxEntry;
  decision: Decision;
  operation: Operation;
}

/** Reads, decides and writes some leads; gives the keys of those that may go well at another time. */
export async function deliverBatch(push: Push, keys: readonly string[]): Promise<string[]> {
  const { opened, outbox, place, claims, tally } = push;
  const known = outbox.of(place, keys);
  const entries = keys.flatMap((key) => known.get(key) ?? []);
  const looked = await look(opened, outbox, place, entries, claims);
  const again: string[] = [];
  const writes: Write[] = [];
  outbox.transaction(() => {
    for (const one of looked) {
      const found = 'decision' in one ? writeOf(one.entry, one.decision) : undefined;
      if (found) writes.push(found);
      else settleUnwritten(push, one);
      if ('failed' in one && one.again) again.push(one.entry.key);
    }
  });
  for (const part of parts(writes, opened.sink.limits.write)) {
    if (push.isOver()) break;
    begin(push, part);
    const byKey = new Map(part.map((one) => [one.entry.key, one]));
    await write(
      opened.sink,
      part.map(({ operation }) => operation),
      (outcomes) => {
        outbox.transaction(() => {
          for (const outcome of outcomes) {
            const one = byKey.get(outcome.key);
            if (one && settle(push, one, outcome)) again.push(outcome.key);
          }
        });
      },
    );
  }
  for (const { entry, decision } of writes) tally.keep(entry, decision.step.kept);
  return again;
}

function writeOf(entry: OutboxEntry, decision: Decision): Write | undefined {
  const { action, remoteId, fields } = decision.step;
  if (!isWrite(action)) return undefined;
  const values = Object.fromEntries(fields.map((change) => [change.field, change.new]));
  const operation: Operation =
    action === 'create' || remoteId === undefined
      ? { kind: 'create', key: entry.key, values }
      : { kind: 'update', key: entry.key, remoteId, values };
  return { entry, decision, operation };
}

/** Before any request: from now on it is known what may be there, however this process ends. */
function begin({ outbox, place }: Push, writes: readonly Write[]): void {
  outbox.transaction(() => {
    for (const { entry, decision, operation } of writes) {
      outbox.put(place, {
        ...entry,
        state: 'sending',
        written: decision.written,
        inflight: operation.values,
        attempts: entry.attempts + 1,
      });
    }
  });
}

/** Notes what needs no write, or must have none. */
function settleUnwritten({ outbox, place, tally, tried }: Push, looked: Looked): void {
  const { entry } = looked;
  if ('failed' in looked) {
    outbox.put(place, { ...entry, state: 'failed', reason: looked.failed });
    tally.set(entry, 'failed', looked.failed);
    return;
  }
  const { step, written } = looked.decision;
  const { action, remoteId, kept, reason = '' } = step;
  if (action === 'refuse') {
    outbox.put(place, { ...entry, state: 'failed', reason });
    tally.set(entry, 'refused', reason);
    return;
  }
  const { inflight: _, reason: __, ...plain } = entry;
  const there = { ...plain, ...(remoteId !== undefined && { remoteId }), recreate: false };
  if (action === 'skip') {
    outbox.put(place, { ...there, state: 'suppressed', reason });
    tally.set(entry, 'skipped', reason);
    return;
  }
  outbox.put(place, { ...there, state: 'sent', written, kept });
  tally.set(entry, tried.get(entry.key) ?? (action === 'keep' ? 'kept' : 'unchanged'));
  tally.keep(entry, kept);
}

/** Notes the outcome of a write; whether it may go well at another time. */
function settle(push: Push, { entry, decision, operation }: Write, outcome: WriteOutcome): boolean {
  const { outbox, place, opened, tally, tried } = push;
  const { step, written } = decision;
  const { inflight: _, reason: __, ...rest } = entry;
  const plain = { ...rest, written, attempts: entry.attempts + 1 };
  switch (outcome.outcome) {
    case 'created':
    case 'updated': {
      const { remoteId } = outcome;
      const now = { ...written, ...operation.values };
      outbox.put(place, {
        ...plain,
        state: 'sent',
        remoteId,
        written: now,
        kept: step.kept,
        recreate: false,
      });
      tally.set(entry, fate(step, outcome.outcome));
      return false;
    }
    case 'unknown': {
      const reason = opened.signal.aborted ? 'it was broken off' : opened.clear(outcome.reason);
      outbox.put(place, { ...plain, state: 'pending', inflight: operation.values, reason });
      tally.set(entry, 'pending', reason);
      tried.set(entry.key, fate(step, operation.kind === 'create' ? 'created' : 'updated'));
      return true;
    }
    case 'suppressed': {
      const reason = opened.clear(outcome.reason);
      outbox.put(place, { ...plain, state: 'suppressed', reason, recreate: false });
      tally.set(entry, 'skipped', reason);
      return false;
    }
    case 'failed': {
      const reason = opened.clear(outcome.reason);
      outbox.put(place, { ...plain, state: 'failed', reason });
      tally.set(entry, 'failed', reason);
      return outcome.again;
    }
  }
}

/** What a write was: where another program was faster than a create, it became an update. */
const fate = ({ action }: Step, outcome: 'created' | 'updated'): Fate =>
  action === 'create' ? outcome : isWrite(action) ? fateOf[action] : outcome;
