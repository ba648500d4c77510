import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { CrmField } from '../sink/crm.ts';
import { isSameOwned } from './compare.ts';
import type { Subject } from './mapping.ts';
import type { OpenSink } from './open.ts';
import { parts } from './parts.ts';
import type { Step } from './step.ts';

export interface PlanOptions {
  /** Keys of leads that are made again though a person deleted them there, whether they are given or not. */
  recreate?: ReadonlySet<string>;
  /** Which of those that earlier pushes left pending are sent too, by key; all of them where absent. */
  leftovers?: (key: string) => boolean;
  onProgress?(done: number, total: number): void;
}

/**
 * How a lead stands before anything was asked: nothing is to be done, or it is to be sent. `instead`: the key that
 * it was delivered under so far.
 */
export type Queued = { subject: Subject } & ({ step: Step } | { entry: OutboxEntry; instead?: string });

/** So many rows of the outbox are looked up at once. */
const rowsAtOnce = 1_000;

/** All that a push has to do with: its leads in their order, what is to be made again, what was left pending. */
export function* worklist(
  { fields, sink }: Pick<OpenSink, 'fields' | 'sink'>,
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
      // Where nothing can be looked up, what is known by another key is another one.
      const before = known.get(subject.key) ?? (sink.read && formerEntry(outbox, place, subject));
      const isAgain = recreate.has(subject.key) || (before !== undefined && recreate.has(before.key));
      if (before) seen.add(before.key);
      yield queued(fields, subject, before, isAgain);
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
  const { reason: _, ...before } = known ?? { ...neverSent, key };
  const entry: OutboxEntry = {
    ...before,
    key,
    name,
    ...(domain !== undefined && { domain }),
    state: 'pending',
    desired,
    recreate: recreate || before.recreate,
  };
  return { subject, entry, ...(before.key !== key && { instead: before.key }) };
}

/** How it stood under the one key that it was delivered under before: its company is ours, and is made no second time. */
function formerEntry(
  outbox: Outbox,
  place: OutboxPlace,
  { domain, formerly = [] }: Subject,
): OutboxEntry | undefined {
  if (formerly.length === 0) return undefined;
  const [only, ...others] = [...outbox.of(place, formerly).values()].filter(
    (entry) =>
      // Of what may have been made and is not known yet, only its own key tells.
      (entry.remoteId !== undefined || entry.inflight === undefined) &&
      (entry.domain === undefined || entry.domain === domain),
  );
  return others.length === 0 ? only : undefined;
}

const neverSent: Omit<OutboxEntry, 'key' | 'name' | 'state' | 'desired'> = {
  written: {},
  kept: [],
  recreate: false,
  attempts: 0,
  at: '',
};
