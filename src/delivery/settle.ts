import type { WriteOutcome } from '../sink/crm.ts';
import type { Looked } from './look.ts';
import type { Push, Write } from './push.ts';
import type { Step } from './step.ts';
import type { Fate } from './tally.ts';

const fateOf = { create: 'created', adopt: 'adopted', update: 'updated' } as const;
export const isWrite = (action: Step['action']): action is keyof typeof fateOf => action in fateOf;

/** Notes what needs no write, or must have none. */
export function settleUnwritten({ outbox, place, tally, tried }: Push, looked: Looked): void {
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
export function settle(push: Push, { entry, decision, operation }: Write, outcome: WriteOutcome): boolean {
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
