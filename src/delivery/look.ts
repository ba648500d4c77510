import type { Outbox } from '../history/outbox.ts';
import type { OutboxEntry, OutboxPlace } from '../history/outbox-entry.ts';
import { HttpFault } from '../http.ts';
import type { Found, Ref } from '../sink/crm.ts';
import { type Decision, decide } from './decide.ts';
import type { OpenSink } from './open.ts';
import { parts } from './parts.ts';

/** A lead whose look-up failed: nothing is known of it, so nothing is done with it. */
export interface LookFault {
  failed: string;
  /** Whether it may go well at another time. */
  again: boolean;
}

export type Looked = { entry: OutboxEntry; decision: Decision } | ({ entry: OutboxEntry } & LookFault);

/** Which lead adopted which company in this push, by remote id. */
export type Claims = Map<string, string>;

/** Looks for leads, `limits.read` of them at a time, and decides on each. */
export async function look(
  opened: OpenSink,
  outbox: Outbox,
  place: OutboxPlace,
  entries: readonly OutboxEntry[],
  claims: Claims,
): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const part of parts(entries, opened.sink.limits.read)) {
    opened.signal.throwIfAborted();
    looked.push(...(await lookOnce(opened, outbox, place, part, claims)));
  }
  return looked;
}

async function lookOnce(
  opened: OpenSink,
  outbox: Outbox,
  place: OutboxPlace,
  entries: readonly OutboxEntry[],
  claims: Claims,
): Promise<Looked[]> {
  const found = await read(opened, entries);
  if (found !== undefined && 'failed' in found) return entries.map((entry) => ({ entry, ...found }));
  const byDomain = [...(found?.values() ?? [])].flat().filter(({ by }) => by === 'domain');
  const owners = new Map([
    ...(byDomain.length > 0
      ? outbox.owners(
          place,
          byDomain.map(({ remoteId }) => remoteId),
        )
      : []),
    ...claims,
  ]);
  return entries.map((entry) => {
    const own = found?.get(entry.key);
    if (found !== undefined && own === undefined) {
      return { entry, failed: `${opened.name}: the look-up did not tell of it`, again: false };
    }
    const decision = decide(opened, entry, own, owners);
    const { action, remoteId } = decision.step;
    if (action === 'adopt' && remoteId !== undefined) {
      claims.set(remoteId, entry.key);
      owners.set(remoteId, entry.key);
    }
    return { entry, decision: withClearReason(opened, decision) };
  });
}

/** Ids, keys and the like come from people over there. */
const withClearReason = ({ clear }: OpenSink, { step, written }: Decision): Decision => ({
  step: step.reason === undefined ? step : { ...step, reason: clear(step.reason) },
  written,
});

async function read(
  { sink, clear }: OpenSink,
  entries: readonly OutboxEntry[],
): Promise<Map<string, Found[]> | LookFault | undefined> {
  if (!sink.read) return undefined;
  const refs = entries.map(
    ({ key, remoteId, domain }): Ref => ({
      key,
      ...(remoteId !== undefined && { remoteId }),
      ...(domain !== undefined && { domain }),
    }),
  );
  try {
    return await sink.read(refs);
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    return { failed: `could not be looked up: ${clear(error.message)}`, again: error.again };
  }
}
