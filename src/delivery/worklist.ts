import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { CrmField } from '../sink/crm.ts';
import { isSameOwned } from './compare.ts';
import type { Subject } from './mapping.ts';
import { parts } from './parts.ts';
import type { Step } from './step.ts';

export interface PlanOptions {
  /** Keys of leads that are made again though a person deleted them there, whether they are given or not. */
  recreate?: ReadonlySet<string>;
  /** Which of those that earlier pushes left pending are sent too, by key; all of them where absent. */
  leftovers?: (key: string) => boolean;
  onProgress?(done: number, total: number): void;
}

/** How a lead stands before anything was asked: nothing is to be done, or it is to be sent. */
export type Queued = { subject: Subject } & ({ step: Step } | { entry: OutboxEntry });

/** So many rows of the outbox are looked up at once. */
const rowsAtOnce = 1_000;

/** All that a push has to do with: its leads in their order, what is to be made again, what was left pending. */
export function* worklist(
  fields: readonly CrmField[],
  outbox: Outbox,
  place: OutboxPlace,
  subjects: Iterable<Subject>,
  { recreate = new Set(), leftovers = () => true }: PlanOptions,
): Generator<Queued> {
  const seen = new Set<string>();
  for (const part of parts(subjects, rowsAtOnce)) {
    const known = outbox.of(
      place,
      part.map(({ key }) => key),
    );
    for (const subject of part) {
      if (seen.has(subject.key)) continue;
      seen.add(subject.key);
      yield queued(fields, subject, known.get(subject.key), recreate.has(subject.key));
    }
  }
  const rest = [...recreate, ...outbox.pending(place).filter(leftovers)];
  for (const part of parts(new Set(rest).difference(seen), rowsAtOnce)) {
    for (const entry of outbox.of(place, part).values()) {
      yield queued(fields, entry, entry, recreate.has(entry.key));
    }
  }
}

function queued(
  fields: readonly CrmField[],
  subject: Subject,
  known: OutboxEntry | undefined,
  recreate: boolean,
): Queued {
  const { key, name, domain, desired } = subject;
  const id = known?.remoteId === undefined ? {} : { remoteId: known.remoteId };
  const plain = { key, name, ...id, fields: [], kept: [] };
  if (known?.state === 'suppressed' && !recreate) {
    return { subject, step: { ...plain, action: 'skip', reason: known.reason ?? 'suppressed' } };
  }
  if (known?.state === 'sent' && !recreate && isSameOwned(fields, known.desired, desired)) {
    return { subject, step: { ...plain, action: 'unchanged' } };
  }
  const { reason: _, ...before } = known ?? neverSent;
  const entry: OutboxEntry = {
    ...before,
    key,
    name,
    ...(domain !== undefined && { domain }),
    state: 'pending',
    desired,
    recreate: recreate || before.recreate,
  };
  return { subject, entry };
}

const neverSent: Omit<OutboxEntry, 'key' | 'name' | 'state' | 'desired'> = {
  written: {},
  kept: [],
  recreate: false,
  attempts: 0,
  at: '',
};
