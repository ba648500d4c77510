import * as z from 'zod';
import { HttpFault } from '../../http.ts';
import { BatchRefused, type WriteOutcome } from '../crm.ts';
import type { Api } from './api.ts';
import { type Create, duplicatesPass, update, valuesOf, type Writing } from './collections.ts';
import { outcomeOf } from './outcome.ts';
import { rowsById } from './read.ts';
import { foundAs } from './row.ts';

const made = z.object({ id: z.string().min(15), success: z.literal(true) });

const matches = z.object({
  matchResults: z.array(
    z.object({
      matchRecords: z.array(
        z.object({
          record: z.object({ Id: z.string().min(15), attributes: z.object({ type: z.string() }) }),
        }),
      ),
    }),
  ),
});
const refusals = z
  .array(
    z.object({
      errorCode: z.string(),
      message: z.string(),
      fields: z.array(z.string()).default([]),
      // Salesforce's own spelling, and what it would be.
      duplicateResut: matches.optional(),
      duplicateResult: matches.optional(),
    }),
  )
  .min(1);
type Refusal = z.infer<typeof refusals>[number];

/**
 * Takes what Salesforce's duplicate rules matched a new one with for ours, if that is exactly one and of the
 * same object: fills its empty fields. Collections don't tell what matched, a single create does.
 */
export async function adopt(api: Api, writing: Writing, create: Create): Promise<WriteOutcome[]> {
  const { key } = create;
  const answer = await createAlone(api, writing, create);
  if ('id' in answer) return [{ key, outcome: 'created', remoteId: answer.id }];
  const seen = answer.flatMap(matchedBy);
  if (seen.length === 0) {
    const errors = answer.map(({ errorCode, ...rest }) => ({ statusCode: errorCode, ...rest }));
    return [outcomeOf(create, { success: false, errors })];
  }
  const [only, ...others] = new Map(seen.map((each) => [each.id, each])).values();
  if (only && others.length === 0 && only.type === writing.object) return fill(api, writing, create, only.id);
  const listed = seen.map(({ type, id }) => `${type} ${id}`).join(', ');
  return [
    failed(key, `DUPLICATES_DETECTED: it matches ${listed}, which is not one ${writing.object} to adopt`),
  ];
}

async function createAlone(
  api: Api,
  writing: Writing,
  create: Create,
): Promise<z.infer<typeof made> | Refusal[]> {
  try {
    return await api.ask(made, {
      method: 'POST',
      path: `/sobjects/${writing.object}`,
      body: valuesOf(writing, create),
      headers: duplicatesPass(false),
      repeatable: false,
    });
  } catch (error) {
    const fault = error instanceof BatchRefused ? error.cause : undefined;
    const said =
      fault instanceof HttpFault ? refusals.safeParse(JSON.parse(fault.answer?.text ?? '')) : undefined;
    if (!said?.success) throw error;
    return said.data;
  }
}

const matchedBy = ({ duplicateResut, duplicateResult }: Refusal): { id: string; type: string }[] =>
  [...(duplicateResut?.matchResults ?? []), ...(duplicateResult?.matchResults ?? [])]
    .flatMap(({ matchRecords }) => matchRecords)
    .map(({ record }) => ({ id: record.Id, type: record.attributes.type }));

async function fill(api: Api, writing: Writing, create: Create, id: string): Promise<WriteOutcome[]> {
  const { key } = create;
  const [row] = await rowsById(api, writing, [id]);
  if (!row || row.IsDeleted === true) return [failed(key, `what it matches (${id}) is gone`)];
  const found = foundAs(row, 'id', writing);
  if (found.closed) return [failed(key, `what it matches (${id}) is ${found.closed}`)];
  if (found.key && found.key.toLowerCase() !== key.toLowerCase()) {
    return [failed(key, `what it matches (${id}) is the lead ${found.key}`)];
  }
  const values = Object.fromEntries(
    Object.entries(create.values).filter(([field]) => !(field in found.values)),
  );
  return update(api, writing, [
    { kind: 'update', key, remoteId: id, values: { ...values, [writing.key]: key } },
  ]);
}

const failed = (key: string, reason: string): WriteOutcome => ({
  key,
  outcome: 'failed',
  reason,
  again: false,
});
