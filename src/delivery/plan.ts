import pLimit from 'p-limit';
import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { Site } from '../history/runs.ts';
import type { Values } from '../sink/crm.ts';
import { placeOf } from './account.ts';
import { type Claims, type Looked, look } from './look.ts';
import type { Subject } from './mapping.ts';
import type { OpenSink } from './open.ts';
import { parts, queued, rowsAtOnce } from './queue.ts';
import type { Action, Step } from './step.ts';

export interface PlanOptions {
  /** Keys of leads that are made again though a person deleted them there. */
  recreate?: ReadonlySet<string>;
  /** Which of those that earlier pushes left pending are sent too, by key; all of them where absent. */
  leftovers?: false | ((key: string) => boolean);
  onProgress?(done: number, total: number): void;
}

/** A step with what it takes to carry it out later. */
export interface PlannedStep extends Step {
  domain?: string;
  desired: Values;
}

/** What a push would do now. */
export interface Plan extends OutboxPlace {
  /** In the order of the leads; left-overs of earlier pushes follow. */
  steps: PlannedStep[];
  /** Keys that were asked to be made again if they are gone. */
  recreate: string[];
}

/** What a push may cost in the vendor's own units, where it has any. */
export function costOf({ sink }: OpenSink, { steps }: Pick<Plan, 'steps'>): string | undefined {
  const count = (...wanted: Action[]) => steps.filter(({ action }) => wanted.includes(action)).length;
  return sink.limits.cost?.({
    reads: steps.length - count('unchanged', 'skip'),
    creates: count('create'),
    updates: count('adopt', 'update'),
  });
}

/** Reads, and changes nothing, neither there nor in the outbox. Throws where the sink has to be given up. */
export async function plan(
  opened: OpenSink,
  outbox: Outbox,
  site: Site,
  subjects: Iterable<Subject>,
  { recreate, leftovers = () => true, onProgress }: PlanOptions = {},
): Promise<Plan> {
  const place = await placeOf(opened, outbox, site, false);
  const lines: (PlannedStep | OutboxEntry)[] = [];
  const take = (some: readonly Subject[], known: ReadonlyMap<string, OutboxEntry>) => {
    for (const subject of some) {
      const { key, domain, desired } = subject;
      const found = queued(opened.fields, subject, known.get(key), recreate?.has(key) ?? false);
      if ('entry' in found) lines.push({ ...found.entry, at: '' });
      else lines.push({ ...found.step, ...(domain !== undefined && { domain }), desired });
    }
  };
  for (const part of parts(subjects, rowsAtOnce)) {
    take(
      part,
      outbox.of(
        place,
        part.map(({ key }) => key),
      ),
    );
  }
  if (leftovers) {
    const there = new Set(lines.map(({ key }) => key));
    const left = outbox.pending(place).filter((key) => !there.has(key) && leftovers(key));
    for (const part of parts(left, rowsAtOnce)) {
      const known = outbox.of(place, part);
      take([...known.values()], known);
    }
  }
  const steps = await lookedAt(opened, outbox, place, lines, onProgress);
  return { ...place, steps, recreate: [...(recreate ?? [])] };
}

async function lookedAt(
  opened: OpenSink,
  outbox: Outbox,
  place: OutboxPlace,
  lines: readonly (PlannedStep | OutboxEntry)[],
  onProgress: PlanOptions['onProgress'],
): Promise<PlannedStep[]> {
  const claims: Claims = new Map();
  const entries = lines.filter((line) => 'state' in line);
  const looked = new Map<string, PlannedStep>();
  await pLimit(opened.sink.limits.parallel).map(parts(entries, opened.sink.limits.read), async (batch) => {
    for (const one of await look(opened, outbox, place, batch, claims)) {
      const { domain, desired } = one.entry;
      looked.set(one.entry.key, { ...stepOf(one), ...(domain !== undefined && { domain }), desired });
    }
    onProgress?.(looked.size, entries.length);
  });
  return lines.flatMap((line) => ('state' in line ? (looked.get(line.key) ?? []) : line));
}

function stepOf(looked: Looked): Step {
  if ('decision' in looked) return looked.decision.step;
  const { key, name } = looked.entry;
  return { key, name, action: 'refuse', fields: [], kept: [], reason: looked.failed };
}
