import type { SourceContext } from '../index.ts';
import type { Connection } from './connect.ts';
import type { Metadata, Report, ReportRequest } from './data-api.ts';
import { type FaultKind, faultOf } from './fault.ts';
import { type QualityLog, qualityLog } from './quality.ts';
import { Refusal } from './refusal.ts';

/** Asks one property, again where that is allowed; failures are Refusals. */
export interface Ask {
  report(request: ReportRequest): Promise<Report>;
  metadata(): Promise<Metadata>;
  quality: QualityLog;
  /** How many questions were sent, each try counted. */
  requests(): number;
}

const mostTries = 3;
const worthAnotherTry: readonly FaultKind[] = ['too-many-at-once', 'server'];

/** The hourly tokens come back "in under an hour"; a refused question costs none. */
const minutesBetweenLooks = 10;
const mostLooks = 7;
const minute = 60_000;

/** Milliseconds before the next try: about 1 s, then about 2 s; `spread` from 0 to 1 keeps requests apart. */
const backOff = (tries: number, spread: number): number => 1000 * 2 ** (tries - 1) * (0.5 + spread / 2);

export function asker(
  { settings, edge, progress }: SourceContext,
  { api, account, standIn }: Connection,
  property: string,
): Ask {
  const quality = qualityLog();
  let requests = 0;
  let waiting: Promise<void> | undefined;

  /** Another part of a second for every process (by the clock) and for every request of one (golden ratio). */
  const spread = (): number => (edge.now().getTime() / 1000 + requests * 0.618) % 1;

  /** All questions that meet an empty bucket wait for it together. */
  const nextLook = (): Promise<void> => {
    waiting ??= waitSomeMinutes().finally(() => {
      waiting = undefined;
    });
    return waiting;
  };
  async function waitSomeMinutes(): Promise<void> {
    for (let done = 0; done < minutesBetweenLooks; done++) {
      progress(
        `waiting for the hourly tokens of GA4 property ${property}, next look in minutes`,
        minutesBetweenLooks - done,
      );
      await edge.sleep(minute);
    }
  }

  async function send<T>(call: () => Promise<T>): Promise<T> {
    let tries = 0;
    let looks = 0;
    for (;;) {
      edge.signal.throwIfAborted();
      requests++;
      try {
        return await call();
      } catch (error) {
        edge.signal.throwIfAborted();
        const fault = faultOf(error);
        if (!fault) throw error;
        if (worthAnotherTry.includes(fault.kind) && ++tries < mostTries) {
          await edge.sleep(backOff(tries, spread()));
        } else if (fault.kind === 'tokens-hour' && settings.wait && ++looks <= mostLooks) {
          await nextLook();
        } else {
          const consumed = quality.quota()?.consumed ?? 0;
          const { transport } = settings;
          throw new Refusal(fault, { property, account, consumed, transport, standIn, now: edge.now() });
        }
      }
    }
  }

  return {
    async report(request) {
      const report = await send(() => api.runReport(request, edge.signal));
      quality.note(report);
      return report;
    },
    metadata: () => send(() => api.getMetadata(edge.signal)),
    quality,
    requests: () => requests,
  };
}
