import type { Operation, WriteOutcome } from '../crm.ts';
import { type Batch, batch, type Company, type Failure, inContext, wordsOf } from './answers.ts';
import type { Api } from './api.ts';
import { propertyFault, refusalOf } from './refusals.ts';
import { theirValues } from './values.ts';

type Create = Extract<Operation, { kind: 'create' }>;
type Update = Extract<Operation, { kind: 'update' }>;
interface Input {
  id: string;
  idProperty?: string;
  properties: Record<string, string>;
}

/** New companies by upsert on our key, so that a repeated request makes none twice. */
export const createCompanies = (
  api: Api,
  keyField: string,
  constants: Record<string, string>,
  creates: readonly Create[],
): Promise<WriteOutcome[]> =>
  writeBatch(api, 'upsert', creates, ({ key, values }) => ({
    id: key,
    idProperty: keyField,
    properties: { ...constants, ...theirValues(values), [keyField]: key },
  }));

/** Known companies by their id. A batch names each once: where people merged two, the second lead fails. */
export async function updateCompanies(api: Api, updates: readonly Update[]): Promise<WriteOutcome[]> {
  const first = new Map<string, Update>();
  for (const update of updates) if (!first.has(update.remoteId)) first.set(update.remoteId, update);
  const again = updates.filter((update) => first.get(update.remoteId) !== update);
  const written = await writeBatch(api, 'update', [...first.values()], ({ remoteId, values }) => ({
    id: remoteId,
    properties: theirValues(values),
  }));
  return [
    ...written,
    ...again.map(({ key, remoteId }): WriteOutcome => {
      const other = first.get(remoteId)?.key ?? '';
      return {
        key,
        outcome: 'failed',
        reason: `company ${remoteId} is ${other} as well: were the two merged in HubSpot?`,
        again: false,
      };
    }),
  ];
}

async function writeBatch<Op extends Operation>(
  { call, paths }: Api,
  how: 'upsert' | 'update',
  operations: readonly Op[],
  inputOf: (operation: Op) => Input,
): Promise<WriteOutcome[]> {
  if (operations.length === 0) return [];
  const inputs = operations.map((operation, at) => ({
    ...inputOf(operation),
    objectWriteTraceId: String(at),
  }));
  const path = `${paths.companies}/batch/${how}`;
  const { body } = await call({ method: 'POST', path, body: { inputs } }, batch).catch((fault) => {
    throw refusalOf(fault);
  });
  if (body.results.length === 0) {
    for (const error of body.errors) {
      const stop = propertyFault(error);
      if (stop) throw stop;
    }
  }
  return operations.map((operation, at) => {
    const input = inputs[at] as (typeof inputs)[number];
    const company = body.results.find((result) => isOf(result, input));
    if (company) {
      const outcome = operation.kind === 'create' ? 'created' : 'updated';
      return { key: operation.key, outcome, remoteId: company.id };
    }
    return { key: operation.key, ...failed(body, input) };
  });
}

type Sent = Input & { objectWriteTraceId: string };

/** Which input a result answers: by its trace, else by what it was named with. */
const isOf = ({ id, properties, objectWriteTraceId: trace }: Company, input: Sent): boolean =>
  trace === undefined
    ? (input.idProperty === undefined ? id : properties[input.idProperty]) === input.id
    : trace === input.objectWriteTraceId;

/** Failures that may be none at another time: a race with somebody else, and HubSpot's own. */
const passing = /^(?:OBJECT_NOT_FOUND|CONFLICT|RATE_LIMITS?|INTERNAL_ERROR|TIMEOUT|OBJECT_LOCKED)$/;

type Fate = { outcome: 'failed'; reason: string; again: boolean } | { outcome: 'unknown'; reason: string };

/** The body decides: an error that names the input is its refusal; without result and error nobody knows. */
function failed({ errors }: Batch, { id, objectWriteTraceId }: Sent): Fate {
  const traces = (error: Failure) => inContext(error, /^objectWriteTraceIds?$/);
  const error = errors.find((each) =>
    traces(each).length > 0
      ? traces(each).includes(objectWriteTraceId)
      : inContext(each, /^ids$/).includes(id),
  );
  if (error) return { outcome: 'failed', reason: wordsOf(error), again: passing.test(error.category) };
  const other = errors.find((each) => traces(each).length === 0);
  const said = other ? `; it said: ${wordsOf(other)}` : '';
  return { outcome: 'unknown', reason: `HubSpot neither confirmed nor refused it${said}` };
}
