import * as z from 'zod';
import { BatchRefused, type Operation, type WriteOutcome } from '../crm.ts';
import { partyValues } from './party.ts';
import { searchParties } from './read.ts';
import { Refusal, type TrytonRpc } from './rpc.ts';

type Update = Extract<Operation, { kind: 'update' }>;
type Create = Extract<Operation, { kind: 'create' }>;

/**
 * Writes parties, the changed ones before the new ones, each kind in one transaction of Tryton's. So a batch that
 * is refused may have changed parties, which does no harm again, but has made none.
 */
export async function writeParties(
  rpc: TrytonRpc,
  operations: readonly Operation[],
): Promise<WriteOutcome[]> {
  const updates = operations.filter((one): one is Update => one.kind === 'update');
  const creates = operations.filter((one): one is Create => one.kind === 'create');
  try {
    return [...(await update(rpc, updates)), ...(await create(rpc, creates))];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first] = operations;
    if (operations.length > 1 || !first) throw new BatchRefused(error.message, { cause: error });
    const again = error.again || (first.kind === 'create' && (await isThere(rpc, first.key)));
    return [{ key: first.key, outcome: 'failed', reason: error.message, again }];
  }
}

async function update(rpc: TrytonRpc, updates: readonly Update[]): Promise<WriteOutcome[]> {
  if (updates.length === 0) return [];
  const ids = updates.map(({ remoteId }) => Number(remoteId));
  const parties = await searchParties(rpc, [['id', 'in', ids]]);
  const mechanismsOf = new Map(parties.map((party) => [party.id, party['contact_mechanisms.']]));
  const gone = updates.filter(({ remoteId }) => !mechanismsOf.has(Number(remoteId)));
  const there = updates.filter((one) => !gone.includes(one));
  const pairs = there.flatMap(({ remoteId, values }) => [
    [Number(remoteId)],
    partyValues(values, mechanismsOf.get(Number(remoteId))),
  ]);
  // Not repeatable: a field that is not there yet would be made twice.
  if (pairs.length > 0) await rpc.call(z.unknown(), 'model.party.party.write', [...pairs, {}], false);
  return [
    ...there.map(({ key, remoteId }): WriteOutcome => ({ key, outcome: 'updated', remoteId })),
    ...gone.map(
      ({ key }): WriteOutcome => ({
        key,
        outcome: 'failed',
        reason: 'it was deleted a moment ago',
        again: true,
      }),
    ),
  ];
}

async function create(rpc: TrytonRpc, creates: readonly Create[]): Promise<WriteOutcome[]> {
  if (creates.length === 0) return [];
  const ids = await rpc.call(
    z.array(z.int()).length(creates.length),
    'model.party.party.create',
    [creates.map(({ values }) => partyValues(values)), {}],
    false,
  );
  return creates.map(({ key }, n) => ({ key, outcome: 'created', remoteId: String(ids[n]) }));
}

/** Whether an earlier request, thought lost, has made it meanwhile: codes are unique. */
const isThere = async (rpc: TrytonRpc, key: string): Promise<boolean> =>
  (await searchParties(rpc, [['code', '=', key]])).length > 0;
