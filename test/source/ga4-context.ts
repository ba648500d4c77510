import { settingsSchema } from '../../src/config/schema.ts';
import { UserError } from '../../src/errors.ts';
import type { Reading } from '../../src/run-types.ts';
import type { SourceContext } from '../../src/source/index.ts';
import type { Row } from '../../src/types.ts';
import { fakeEdge } from '../edge.ts';

/** Sunday; the last settled week is 2026-W46, 9 to 15 November. */
export const now = new Date('2026-11-22T12:00:00Z');

export interface TestContext extends SourceContext {
  /** Milliseconds of every sleep that was asked for; none is slept. */
  slept: number[];
  told: string[];
  interrupt(): void;
}

/** What a source gets, with a clock that stands and sleeps that take no time. */
export function testContext(
  settings: Record<string, unknown> = {},
  env: Record<string, string> = {},
): TestContext {
  const stop = new AbortController();
  const slept: number[] = [];
  const told: string[] = [];
  return {
    settings: settingsSchema.parse({ source: 'ga4', property: '123', ...settings }),
    edge: fakeEdge({
      env,
      now: () => now,
      sleep: async (milliseconds) => {
        stop.signal.throwIfAborted();
        slept.push(milliseconds);
      },
      signal: stop.signal,
    }).edge,
    progress: (message, done, total) => {
      told.push(`${message} ${done}${total === undefined ? '' : ` of ${total}`}`);
    },
    slept,
    told,
    interrupt: () => stop.abort(),
  };
}

/** The UserError that a promise ends with. */
export async function refusalOf(promise: Promise<unknown>): Promise<UserError> {
  const error: unknown = await promise.then(
    () => new Error('was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw error;
}

export async function gather<T>(all: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const one of all) gathered.push(one);
  return gathered;
}

export const rowsOf = async (reading: Reading): Promise<Row[]> => (await gather(reading.rows())).flat();
