import * as z from 'zod';
import type { CrmField, Values } from '../crm.ts';
import { type FieldValue, leadFields } from '../lead-fields.ts';

/** On SQLite Tryton gives 0 and 1. */
const flag = z.union([z.boolean(), z.int()]).transform(Boolean);

const mechanismShape = z.object({
  id: z.int(),
  type: z.string(),
  name: z.string().nullish(),
  value: z.string().nullish(),
  comment: z.string().nullish(),
  active: flag,
});
export type Mechanism = z.infer<typeof mechanismShape>;

/** A party with its contact mechanisms, as `partyFields` asks for it. */
export const partyShape = z.object({
  id: z.int(),
  name: z.string().nullable(),
  code: z.string().nullable(),
  active: flag,
  replaced_by: z.int().nullable(),
  'contact_mechanisms.': z.array(mechanismShape),
});
export type Party = z.infer<typeof partyShape>;

const mechanismFields = ['type', 'name', 'value', 'comment', 'active'];
export const partyFields = [
  'name',
  'code',
  'active',
  'replaced_by',
  ...mechanismFields.map((field) => `contact_mechanisms.${field}`),
];

/** Types of contact mechanisms that a field can be; any other field is one of the type `other`, with its name. */
const types = ['phone', 'mobile', 'fax', 'email', 'website', 'skype', 'sip', 'irc', 'jabber'];
const isAttribute = (to: string): to is 'name' | 'code' => to === 'name' || to === 'code';

/** The contact mechanism of a party that holds a field: its first of that type, or of that name. */
export function mechanismFor(to: string, mechanisms: readonly Mechanism[]): Mechanism | undefined {
  return mechanisms.find(
    ({ type, name, active }) =>
      active && (types.includes(to) ? type === to : type === 'other' && name === to),
  );
}

/** The condition that a party has a contact mechanism that holds a field, and that meets `more`. */
export const mechanismsWith = (to: string, more: readonly unknown[]): unknown[] => [
  'contact_mechanisms',
  'where',
  types.includes(to) ? [['type', '=', to], more] : [['type', '=', 'other'], ['name', '=', to], more],
];

/** A field's text: the first line is the mechanism's value, the others are its comment. */
const textOf = ({ value, comment }: Mechanism): string =>
  (comment ? `${value ?? ''}\n${comment}` : (value ?? '')).replaceAll('\r\n', '\n');

/** What is not empty of the mapped fields. */
export function valuesOf(party: Party, fields: readonly CrmField[]): Values {
  const values: Values = {};
  for (const { to, from } of fields) {
    const mechanism = isAttribute(to) ? undefined : mechanismFor(to, party['contact_mechanisms.']);
    const text = isAttribute(to) ? (party[to] ?? '') : mechanism ? textOf(mechanism) : '';
    if (text === '') continue;
    const isNumber = leadFields[from].kind === 'number' && /^-?\d+(?:\.\d+)?$/.test(text);
    values[to] = isNumber ? Number(text) : text;
  }
  return values;
}

/** Tryton takes no control characters in one line. */
const line = (text: string): string => text.replace(/[\t\n\v\f\r]+/g, ' ');

function linesOf(value: FieldValue): { value: string; comment: string } {
  const [first = '', ...rest] = String(value).split('\n');
  return { value: line(first), comment: rest.join('\n') };
}

/** What Tryton's create and write take for these values; `mechanisms` are those that the party has. */
export function partyValues(values: Values, mechanisms: readonly Mechanism[] = []): Record<string, unknown> {
  const party: Record<string, unknown> = {};
  const changes: unknown[] = [];
  const made: object[] = [];
  for (const [to, value] of Object.entries(values)) {
    if (isAttribute(to)) party[to] = line(String(value));
    else {
      const there = mechanismFor(to, mechanisms);
      const kind = types.includes(to) ? { type: to } : { type: 'other', name: to };
      if (there) changes.push(['write', [there.id], linesOf(value)]);
      else made.push({ ...kind, ...linesOf(value) });
    }
  }
  if (made.length > 0) changes.push(['create', made]);
  return { ...party, ...(changes.length > 0 && { contact_mechanisms: changes }) };
}
