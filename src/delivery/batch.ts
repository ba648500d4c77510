import type { OutboxEntry } from '../history/outbox-entry.ts';
import type { Operation } from '../sink/crm.ts';
import type { Decision } from './decide.ts';
import { look } from './look.ts';
import { parts } from './parts.ts';
import type { Push, Write } from './push.ts';
import { isWrite, settle, settleUnwritten } from './settle.ts';
import { write } from './write.ts';

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
      push.doubt,
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
