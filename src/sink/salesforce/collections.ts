import * as z from 'zod';
import type { Operation, WriteOutcome } from '../crm.ts';
import type { Api } from './api.ts';
import { outcomeOf, type Saved, saved } from './outcome.ts';
import type { Target } from './row.ts';

export interface Writing extends Target {
  onDuplicate: 'fail' | 'adopt' | 'allow';
  /** Written on create only, the same for every lead. */
  constants: Readonly<Record<string, string>>;
}

export type Create = Extract<Operation, { kind: 'create' }>;
export type Update = Extract<Operation, { kind: 'update' }>;

/** Whether Salesforce's duplicate rules, where they only warn, let a write pass. */
export const duplicatesPass = (pass: boolean) => ({ 'sforce-duplicate-rule-header': `allowSave=${pass}` });

/** A new one's fields. The key goes in the body: an address that ends in `.inc` is not found. */
export const valuesOf = ({ object, key, constants }: Writing, create: Create) => ({
  ...(object === 'Lead' && { LastName: '[not provided]' }),
  ...constants,
  ...create.values,
  [key]: create.key,
});

/** Makes new ones by our key, so that a second time finds the first. Results are in order. */
export async function upsert(api: Api, writing: Writing, creates: readonly Create[]): Promise<Saved[]> {
  const { object, key, onDuplicate } = writing;
  return collection(api, object, {
    path: `/${object}/${key}`,
    values: creates.map((create) => valuesOf(writing, create)),
    duplicates: onDuplicate === 'allow',
  });
}

export async function update(
  api: Api,
  { object }: Target,
  updates: readonly Update[],
): Promise<WriteOutcome[]> {
  const results = await collection(api, object, {
    path: '',
    values: updates.map(({ remoteId, values }) => ({ Id: remoteId, ...values })),
    // It is there already: an update makes nothing double.
    duplicates: true,
  });
  return updates.map((operation, at) => outcomeOf(operation, results[at] as Saved));
}

async function collection(
  api: Api,
  object: string,
  { path, values, duplicates }: { path: string; values: readonly object[]; duplicates: boolean },
): Promise<Saved[]> {
  return api.ask(z.array(saved).length(values.length), {
    method: 'PATCH',
    path: `/composite/sobjects${path}`,
    body: { allOrNone: false, records: values.map((each) => ({ attributes: { type: object }, ...each })) },
    headers: duplicatesPass(duplicates),
    repeatable: true,
  });
}
