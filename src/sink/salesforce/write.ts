import type { Operation, WriteOutcome } from '../crm.ts';
import { notSent } from '../not-sent.ts';
import type { Api } from './api.ts';
import { type Create, update, upsert, type Writing } from './collections.ts';
import { adopt } from './duplicate.ts';
import { outcomeOf, type Saved } from './outcome.ts';

/** New ones by our key, known ones by their id: a request for each kind. */
export async function write(
  api: Api,
  writing: Writing,
  operations: readonly Operation[],
): Promise<WriteOutcome[]> {
  const creates = operations.filter((operation) => operation.kind === 'create');
  const updates = operations.filter((operation) => operation.kind === 'update');
  if (creates.length === 0) return update(api, writing, updates);
  const created = await create(api, writing, creates);
  if (updates.length === 0) return created;
  const updated = await update(api, writing, updates).catch((error) => notSent(updates, error));
  return [...created, ...updated];
}

async function create(api: Api, writing: Writing, creates: readonly Create[]): Promise<WriteOutcome[]> {
  const results = await upsert(api, writing, creates);
  const outcomes: WriteOutcome[] = [];
  for (const [at, operation] of creates.entries()) {
    const result = results[at] as Saved;
    if (writing.onDuplicate === 'adopt' && isDuplicate(result)) {
      const adopted = adopt(api, writing, operation);
      outcomes.push(...(await adopted.catch((error: unknown) => notSent([operation], error))));
    } else {
      outcomes.push(outcomeOf(operation, result));
    }
  }
  return outcomes;
}

const isDuplicate = (result: Saved) =>
  !result.success && result.errors.some(({ statusCode }) => statusCode === 'DUPLICATES_DETECTED');
