import type { Edge } from '../edge.ts';
import type { Limits, Outside } from '../sink/crm.ts';

/** What a sink sees of the world, and what the engine sees of its requests. */
export interface Metered {
  outside: Outside;
  /** From now on at most so many requests begin within any so many milliseconds. */
  keepPace(pace: Limits['pace']): void;
  /** How many were made. */
  requests(): number;
}

/**
 * The outside for a sink: each request is counted and waits for its turn. At Ctrl-C a request that is under way is
 * left alone, so that its outcome becomes known, but none begins any more.
 */
export function meteredOutside(edge: Pick<Edge, 'env' | 'fetch' | 'now' | 'sleep' | 'signal'>): Metered {
  const { env, now, sleep, signal } = edge;
  let requests = 0;
  let turn = async (): Promise<void> => undefined;
  return {
    outside: {
      env,
      now,
      sleep,
      signal: new AbortController().signal,
      fetch: async (...request) => {
        signal.throwIfAborted();
        await turn();
        signal.throwIfAborted();
        requests++;
        return edge.fetch(...request);
      },
    },
    keepPace: (pace) => {
      turn = turns(pace, { now, sleep });
    },
    requests: () => requests,
  };
}

/** Turns, so that at most `requests` of them fall into any stretch of `milliseconds`. */
function turns(
  { requests, milliseconds }: Limits['pace'],
  { now, sleep }: Pick<Edge, 'now' | 'sleep'>,
): () => Promise<void> {
  const taken: number[] = [];
  return async () => {
    const here = now().getTime();
    const first = taken.length < requests ? here : Math.max(here, (taken.shift() ?? 0) + milliseconds);
    taken.push(first);
    if (first > here) await sleep(first - here);
  };
}
