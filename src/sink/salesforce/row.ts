import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import type { CrmField, Found, Values } from '../crm.ts';
import { type FieldKind, type FieldValue, leadFields } from '../lead-fields.ts';

/** What is asked for, and of what. */
export interface Target {
  object: Settings['sinks']['salesforce']['object'];
  /** The field with our key. */
  key: string;
  fields: readonly CrmField[];
}

/** A row by the fields that were asked for; an empty field is null. */
export const anyRow = z.looseObject({ Id: z.string().min(15), IsDeleted: z.boolean() });
export type SoqlRow = z.infer<typeof anyRow>;

/** The columns that are asked for, up to the conditions. */
export function selectOf({ object, key, fields }: Target): string {
  const own = object === 'Lead' ? ['IsConverted'] : [];
  const columns = [
    'Id',
    'IsDeleted',
    'MasterRecordId',
    ...own,
    key,
    'Website',
    ...fields.map(({ to }) => to),
  ];
  return `SELECT ${[...new Set(columns)].join(',')} FROM ${object} WHERE`;
}

/** A column's text; undefined where it is empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const converted = 'a converted lead';

/** A row as the engine compares it. */
export function foundAs(row: SoqlRow, by: Found['by'], target: Target): Found {
  const key = text(row[target.key]);
  return {
    remoteId: row.Id,
    by,
    ...(key !== undefined && { key }),
    values: valuesOf(row, target.fields),
    ...(row.IsConverted === true && { closed: converted }),
  };
}

function valuesOf(row: SoqlRow, fields: readonly CrmField[]): Values {
  const values: Values = {};
  for (const { to, from } of fields) {
    const value = canonical(row[to], leadFields[from].kind);
    if (value !== undefined) values[to] = value;
  }
  return values;
}

function canonical(value: unknown, kind: FieldKind): FieldValue | undefined {
  if (typeof value === 'number') return value;
  const given = text(value);
  if (given === undefined) return undefined;
  if (kind === 'number' && Number.isFinite(Number(given))) return Number(given);
  return kind === 'date' ? given.slice(0, 10) : given.replaceAll('\r\n', '\n');
}
