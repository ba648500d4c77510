import * as z from 'zod';
import type { CrmField, SetupStep } from '../crm.ts';
import { type FieldKind, leadFields } from '../lead-fields.ts';
import { stopAt } from '../stop-at.ts';
import type { PipedriveApi } from './api.ts';

/** A field of organisations. A field of the account's own has a code of 40 letters that no other account has. */
export interface OrganisationField {
  field_name: string;
  field_code: string;
  field_type: string;
  is_custom_field?: boolean | undefined;
}

/** A field that is needed. */
export interface Wanted {
  /** Its name, or the code of a built-in one. */
  to: string;
  kind: FieldKind;
}

/** Whether a needed field is there; `problem` says why it cannot be used, and what to do. */
export interface Place extends Wanted {
  field?: OrganisationField;
  problem?: { message: string; next: string; byHand: boolean };
}

const fieldsPath = '/api/v2/organizationFields';
const fieldShape: z.ZodType<OrganisationField> = z.object({
  field_name: z.string(),
  field_code: z.string().min(1),
  field_type: z.string(),
  is_custom_field: z.boolean().optional(),
});

/** What is made for a kind, and what else can hold it. */
export const fieldTypes: Record<FieldKind, [made: string, ...alike: string[]]> = {
  text: ['varchar', 'varchar_auto', 'text'],
  longText: ['text'],
  number: ['double', 'int'],
  date: ['date'],
};

export const wantedFields = (fields: readonly CrmField[]): Wanted[] =>
  fields.map(({ to, from }) => ({ to, kind: leadFields[from].kind }));

/** All fields of the account's organisations. */
export async function organisationFields(api: PipedriveApi): Promise<OrganisationField[]> {
  const all: OrganisationField[] = [];
  for await (const page of api.pages(fieldShape, fieldsPath, {})) all.push(...page);
  return all;
}

/** Built-in fields have codes as `annual_revenue`; a field that `setup` makes is named otherwise. */
const isBuiltIn = (to: string): boolean => /^[a-z][a-z_]*$/.test(to);

/** Finds a needed field among those that there are: by code, else by name. */
export function placeOf(wanted: Wanted, all: readonly OrganisationField[]): Place {
  const { to, kind } = wanted;
  const byCode = all.filter((field) => field.field_code === to);
  const found =
    byCode.length > 0 ? byCode : all.filter((field) => field.is_custom_field && field.field_name === to);
  const [field] = found;
  const instead = `Or map another one in sinks.pipedrive.fields, and ${to}: off.`;
  if (!field) {
    const next = isBuiltIn(to)
      ? `${to} is a built-in field that this account has not switched on. ${instead}`
      : 'Run "ga-leads setup pipedrive --write": it makes the field.';
    return {
      ...wanted,
      problem: { message: `organisations have no field ${to}`, next, byHand: isBuiltIn(to) },
    };
  }
  if (found.length > 1) {
    const message = `organisations have ${found.length} fields ${to}`;
    return { ...wanted, problem: { message, next: 'Rename all but one in Pipedrive.', byHand: true } };
  }
  const types = fieldTypes[kind];
  // Of the built-in texts (name, website) the API does not promise how their type is called.
  if (types.includes(field.field_type) || (!field.is_custom_field && kind === 'text'))
    return { ...wanted, field };
  const message = `the field ${to} is of the type ${field.field_type}, not ${types[0]}`;
  return {
    ...wanted,
    problem: { message, next: `Rename it in Pipedrive, then run setup. ${instead}`, byHand: true },
  };
}

/** Every needed field by `to`. Throws a UserError if one cannot be used: nothing is sent then. */
export function usableFields(places: readonly Place[]): Map<string, OrganisationField> {
  stopAt(
    'pipedrive',
    places.flatMap(({ problem }) => problem ?? []),
  );
  return new Map(places.flatMap(({ to, field }) => (field ? [[to, field]] : [])));
}

/** Makes what is missing; a field that could not be made is an error, and what was made stays. */
export async function setupFields(
  api: PipedriveApi,
  wanted: readonly Wanted[],
  dryRun: boolean,
): Promise<SetupStep[]> {
  const all = await organisationFields(api);
  const steps: SetupStep[] = [];
  for (const { to, kind, field, problem } of wanted.map((one) => placeOf(one, all))) {
    const [type] = fieldTypes[kind];
    const what = `organisation field ${to} (${field?.field_type ?? type})`;
    if (field) steps.push({ what, state: 'there' });
    else if (problem?.byHand)
      steps.push({ what, state: 'wrong', next: `${problem.message}. ${problem.next}` });
    else if (dryRun) steps.push({ what, state: 'missing' });
    else {
      await api.ask(fieldShape, {
        method: 'POST',
        path: fieldsPath,
        body: { field_name: to, field_type: type },
      });
      steps.push({ what, state: 'made' });
    }
  }
  return steps;
}
