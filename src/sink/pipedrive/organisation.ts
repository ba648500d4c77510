import * as z from 'zod';
import type { FieldValue } from '../lead-fields.ts';
import type { OrganisationField } from './fields.ts';

export const organisationsPath = '/api/v2/organizations';

/** An organisation as v2 gives it: built-in fields beside those of the account's own. */
export interface Organisation {
  id: number;
  is_deleted?: boolean | undefined;
  update_time?: string | null | undefined;
  custom_fields?: Record<string, unknown> | null | undefined;
  [field: string]: unknown;
}

export const organisationShape: z.ZodType<Organisation> = z.looseObject({
  id: z.int(),
  is_deleted: z.boolean().optional(),
  update_time: z.string().nullish(),
  custom_fields: z.record(z.string(), z.unknown()).nullish(),
});

/** A value as we have them; undefined where the field is empty, or holds something that we never write. */
export function valueIn(organisation: Organisation, field: OrganisationField): FieldValue | undefined {
  const { field_code: code, is_custom_field } = field;
  const value = is_custom_field ? organisation.custom_fields?.[code] : organisation[code];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' ? value.replaceAll('\r\n', '\n') : undefined;
}
