import * as z from 'zod';
import type { SourceCheck } from '../../run-types.ts';
import type { CrmField, SetupStep } from '../crm.ts';
import { type FieldKind, type LeadField, leadFields } from '../lead-fields.ts';
import type { Api } from './api.ts';
import type { Writing } from './collections.ts';

const field = z.object({
  name: z.string(),
  type: z.string(),
  length: z.number(),
  externalId: z.boolean(),
  unique: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  nillable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  restrictedPicklist: z.boolean(),
  picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })),
});
type Field = z.infer<typeof field>;

/** The fields that the user may see. */
export type Fields = ReadonlyMap<string, Field>;

export async function describe(api: Api, object: string): Promise<Fields> {
  const path = `/sobjects/${object}/describe`;
  const answer = await api.ask(z.object({ fields: z.array(field) }), {
    method: 'GET',
    path,
    repeatable: true,
  });
  return new Map(answer.fields.map((each) => [each.name, each]));
}

/** What each kind may be in Salesforce, how long it must be able to be, and what a person makes for it. */
const kinds: Record<FieldKind, { types: readonly string[]; length: number; make: string }> = {
  text: { types: ['string', 'textarea', 'url', 'picklist', 'combobox'], length: 255, make: 'Text (255)' },
  longText: { types: ['textarea', 'string'], length: 2_000, make: 'Text Area (Long), 2,000 or more' },
  number: { types: ['double', 'int', 'currency', 'percent'], length: 0, make: 'Number (16, 2)' },
  date: { types: ['date'], length: 0, make: 'Date' },
};

/** Texts of ours that fit into a short field, as Country (80) is. */
const shortTexts: ReadonlySet<LeadField> = new Set(['country', 'type', 'status', 'window', 'stage']);
const shortLength = 60;

/** Each field that is written to: there, wrong, or to be made by a person, since the data API makes none. */
export const stepsFor = ({ object, key, fields }: Writing, known: Fields): SetupStep[] =>
  fields.map((mapped) => {
    const { make } = kinds[leadFields[mapped.from].kind];
    const isKey = mapped.to === key;
    const what = `${object} field ${mapped.to} (${isKey ? 'Text (255), External ID, Unique' : make})`;
    const there = known.get(mapped.to);
    if (!there) return { what, state: 'byHand', next: steps(object, mapped, isKey) };
    const wrong = wrongWith(there, mapped, isKey);
    return wrong ? { what, state: 'wrong', next: wrong } : { what, state: 'there' };
  });

function steps(object: string, { to, from }: CrmField, isKey: boolean): string {
  if (!to.endsWith('__c')) {
    return `${object} has no field ${to}, or it is hidden from the user: correct sinks.salesforce.fields, or show it.`;
  }
  const { make } = kinds[leadFields[from].kind];
  const name = to.slice(0, -'__c'.length);
  return [
    `Setup > Object Manager > ${object} > Fields & Relationships > New > ${isKey ? 'Text (255)' : make}`,
    `Field Name ${name}${isKey ? ', tick External ID and Unique' : ''}`,
    "then Field-Level Security: visible and not read-only for the user's profile or permission set.",
  ].join('; ');
}

function wrongWith(there: Field, { to, from }: CrmField, isKey: boolean): string | undefined {
  const { types, length: longest, make } = kinds[leadFields[from].kind];
  const length = shortTexts.has(from) ? shortLength : longest;
  const may = isKey ? ['string'] : types;
  if (!may.includes(there.type))
    return `It is of the type ${there.type}; ${make} is needed: name another field.`;
  if (there.type !== 'picklist' && there.length < length) {
    return `It holds ${there.length} characters; ${length} are needed: make it longer, or name another field.`;
  }
  if (isKey && !(there.externalId && there.unique)) {
    return `Edit ${to} in the Object Manager: tick External ID and Unique. Without them leads would double.`;
  }
  if (!there.createable || !there.updateable) {
    return `The user may not write it: ${to} > Set Field-Level Security, untick Read-Only.`;
  }
  return undefined;
}

/** What keeps anything from being sent. */
export const problemsOf = (steps: readonly SetupStep[]): SourceCheck['problems'] =>
  steps
    .filter(({ state }) => state !== 'there')
    .map(({ what, state, next = '' }) => ({
      message: `${what} is ${state === 'wrong' ? 'not as it must be' : 'missing, or hidden from the user'}`,
      next,
    }));

/** Required fields that nothing fills. */
export function unfilled({ object, fields, constants }: Writing, known: Fields): SourceCheck['problems'] {
  const filled = new Set([...fields.map(({ to }) => to), ...Object.keys(constants), 'LastName']);
  return [...known.values()]
    .filter(({ name, nillable, createable, defaultedOnCreate }) => {
      return createable && !nillable && !defaultedOnCreate && !filled.has(name);
    })
    .map(({ name }) => ({
      message: `${object} needs ${name}, and nothing fills it`,
      next: `Give it a value in sinks.salesforce.defaults (${name}: …), or make it optional.`,
    }));
}

/** Constants that would be refused. */
export const wrongConstants = ({ object, constants }: Writing, known: Fields): SourceCheck['problems'] =>
  Object.entries(constants).flatMap(([name, value]) => {
    const there = known.get(name);
    const values = there?.picklistValues.filter(({ active }) => active).map((each) => each.value) ?? [];
    const isStrange = values.length > 0 && !values.includes(value);
    const isNone = kinds.number.types.includes(there?.type ?? '') && !Number.isFinite(Number(value));
    if (there?.createable && !isStrange && !isNone) return [];
    const message = `defaults: ${object} takes no ${name}: ${value}`;
    if (isNone) return { message, next: 'It takes numbers: correct sinks.salesforce.defaults.' };
    const next = isStrange
      ? `It knows: ${values.join(', ')}.`
      : `${object} has no field ${name} that the user may write: correct sinks.salesforce.defaults.`;
    return { message, next };
  });
