import pLimit from 'p-limit';
import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import type { Site } from '../history/runs.ts';
import { beforehand, placeOf } from './account.ts';
import { type Claims, type Looked, look } from './look.ts';
import type { Subject } from './mapping.ts';
import type { OpenSink } from './open.ts';
import { parts } from './parts.ts';
import type { Action, Step } from './step.ts';
import { type PlanOptions, worklist } from './worklist.ts';

export type { PlanOptions } from './worklist.ts';

/** A step with what it takes to carry it out later. */
export interface PlannedStep extends Step, Pick<Subject, 'domain' | 'desired' | 'formerly'> {}

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
  options: PlanOptions = {},
): Promise<Plan> {
  const place = await placeOf(opened, outbox, site, false);
  const lines = [...worklist(opened, outbox, place, subjects, options)];
  const entries = lines.flatMap((line) => ('entry' in line ? line.entry : []));
  const { sink } = opened;
  if (entries.length > 0 && sink.ready) await beforehand(opened, sink.ready());
  const looked = await lookAt(opened, outbox, place, entries, options.onProgress);
  const steps = lines.flatMap((line): PlannedStep[] => {
    const { key, domain, desired, formerly } = line.subject;
    const about = { ...(domain !== undefined && { domain }), desired, ...(formerly && { formerly }) };
    const step = 'step' in line ? line.step : looked.get(key);
    return step ? [{ ...step, ...about }] : [];
  });
  return { ...place, steps, recreate: [...(options.recreate ?? [])] };
}

async function lookAt(
  opened: OpenSink,
  outbox: Outbox,
  place: OutboxPlace,
  entries: readonly OutboxEntry[],
  onProgress: PlanOptions['onProgress'],
): Promise<Map<string, Step>> {
  const claims: Claims = new Map();
  const { read, parallel } = opened.sink.limits;
  const looked = new Map<string, Step>();
  await pLimit(parallel).map(parts(entries, read), async (batch) => {
    for (const one of await look(opened, outbox, place, batch, claims))
      looked.set(one.entry.key, stepOf(one));
    onProgress?.(looked.size, entries.length);
  });
  return looked;
}

function stepOf(looked: Looked): Step {
  if ('decision' in looked) return looked.decision.step;
  const { key, name } = looked.entry;
  return { key, name, action: 'refuse', fields: [], kept: [], reason: looked.failed };
}
