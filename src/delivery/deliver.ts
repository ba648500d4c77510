import pLimit from 'p-limit';
import { UserError } from '../errors.ts';
import type { Outbox } from '../history/outbox.ts';
import type { Site } from '../history/runs.ts';
import { HttpFault } from '../http.ts';
import { placeOf } from './account.ts';
import { deliverBatch } from './batch.ts';
import type { Subject } from './mapping.ts';
import type { OpenSink } from './open.ts';
import { parts } from './parts.ts';
import type { Push } from './push.ts';
import { type Fate, Tally } from './tally.ts';
import { type PlanOptions, worklist } from './worklist.ts';

/** What became of a push to one sink. */
export interface DeliveryResult {
  sink: string;
  title: string;
  /** How many leads of each fate; together all of them. */
  counts: Record<Fate, number>;
  requests: number;
  kept: ReturnType<Tally['kept']>;
  /** Leads that were refused, failed, are skipped since now, or stay pending for a reason. */
  problems: ReturnType<Tally['problems']>;
  /** Why the sink was given up: a refused token, the daily limit. What was not sent stays pending. */
  stopped?: UserError;
  /** Ctrl-C: what was not sent stays pending. */
  interrupted: boolean;
}

/** What may go well at another time is tried again after these pauses, in milliseconds; looked for first. */
const pauses = [2_000, 10_000];

/**
 * Delivers leads, and what earlier pushes left pending. All is noted in the outbox before the first of it is asked
 * for, and each request before it is made, so that a process that is killed anywhere loses and doubles nothing.
 * The caller holds the history's lock.
 */
export async function deliver(
  opened: OpenSink,
  outbox: Outbox,
  site: Site,
  subjects: Iterable<Subject>,
  options: PlanOptions = {},
): Promise<DeliveryResult> {
  const { sink, signal } = opened;
  const tally = new Tally();
  let stopped: UserError | undefined;
  let bug: unknown;
  const isOver = () => signal.aborted || stopped !== undefined || bug !== undefined;
  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
    if (isOver()) return undefined;
    try {
      return await work();
    } catch (error) {
      if (error instanceof UserError) stopped ??= error;
      // At Ctrl-C whatever waits for its turn or for another attempt is broken off.
      else if (!signal.aborted) bug ??= error;
      return undefined;
    }
  };

  const place = await guarded(() => placeOf(opened, outbox, site, true));
  if (place) {
    let isAsked = false;
    const doubt = async () => {
      if (isAsked) return;
      isAsked = true;
      await sink.ready?.().catch((error: unknown) => {
        // Where it cannot be asked, the refusals speak for themselves.
        if (!(error instanceof HttpFault)) throw error;
      });
    };
    const push: Push = { opened, outbox, place, tally, claims: new Map(), tried: new Map(), isOver, doubt };
    const total = enqueue(push, subjects, options);
    let keys = total;
    for (const pause of [0, ...pauses]) {
      if (pause > 0 && keys.length > 0) await guarded(() => opened.sleep(pause));
      if (keys.length === 0 || isOver()) break;
      const { read, write, parallel } = sink.limits;
      let done = total.length - keys.length;
      const again = await pLimit(parallel).map(parts(keys, Math.max(read, write)), async (batch) => {
        const left = await guarded(() => deliverBatch(push, batch));
        if (left === undefined) return [];
        done += batch.length - left.length;
        options.onProgress?.(done, total.length);
        return left;
      });
      keys = again.flat();
    }
    // What was begun and never answered.
    outbox.recover(place);
  }
  if (bug !== undefined) throw bug;
  return {
    sink: opened.name,
    title: opened.title,
    counts: tally.counts(),
    requests: opened.requests(),
    kept: tally.kept(),
    problems: tally.problems(),
    ...(stopped && { stopped }),
    interrupted: signal.aborted,
  };
}

/** Notes what is to be sent, all of it or nothing; gives its keys in the order of the leads. */
function enqueue(
  { opened, outbox, place, tally }: Push,
  subjects: Iterable<Subject>,
  options: PlanOptions,
): string[] {
  const keys: string[] = [];
  outbox.transaction(() => {
    for (const line of worklist(opened, outbox, place, subjects, options)) {
      if ('step' in line) {
        tally.count(line.step.action === 'skip' ? 'skipped' : 'unchanged');
        continue;
      }
      if (line.instead !== undefined) outbox.remove(place, line.instead);
      outbox.put(place, line.entry);
      tally.set(line.entry, 'pending');
      keys.push(line.entry.key);
    }
  });
  return keys;
}
