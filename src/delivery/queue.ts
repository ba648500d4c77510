import type { OutboxEntry } from '../history/outbox-entry.ts';
import type { CrmField } from '../sink/crm.ts';
import { isSameOwned } from './compare.ts';
import type { Subject } from './mapping.ts';
import type { Step } from './step.ts';

/** So many rows of the outbox are looked up at once. */
export const rowsAtOnce = 1_000;

/** How a lead stands before anything was asked: nothing is to be done, or it is to be sent. */
export type Queued = { step: Step } | { entry: Omit<OutboxEntry, 'at'> };

/** `known`: what the outbox has of it. `recreate`: a person asked to make it anew if it is gone. */
export function queued(
  fields: readonly CrmField[],
  { key, name, domain, desired }: Subject,
  known: OutboxEntry | undefined,
  recreate: boolean,
): Queued {
  const step = {
    key,
    name,
    ...(known?.remoteId !== undefined && { remoteId: known.remoteId }),
    fields: [],
    kept: [],
  };
  if (known?.state === 'suppressed' && !recreate) {
    return { step: { ...step, action: 'skip', ...(known.reason !== undefined && { reason: known.reason }) } };
  }
  if (known?.state === 'sent' && !recreate && isSameOwned(fields, known.desired, desired)) {
    return { step: { ...step, action: 'unchanged' } };
  }
  const { reason: _, at: __, ...before } = known ?? { ...unknownBefore, at: '' };
  return {
    entry: {
      ...before,
      key,
      name,
      ...(domain !== undefined && { domain }),
      state: 'pending',
      desired,
      recreate: recreate || before.recreate,
    },
  };
}

const unknownBefore: Pick<OutboxEntry, 'written' | 'kept' | 'recreate' | 'attempts' | 'reason'> = {
  written: {},
  kept: [],
  recreate: false,
  attempts: 0,
};

/** Parts of so many, the last one with the rest. */
export function* parts<Some>(all: Iterable<Some>, size: number): Generator<Some[]> {
  let part: Some[] = [];
  for (const one of all) {
    part.push(one);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
