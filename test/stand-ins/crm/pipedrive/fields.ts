import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../server.ts';
import { failure, success } from './replies.ts';

export interface Field {
  field_name: string;
  field_code: string;
  field_type: string;
  is_custom_field: boolean;
}

const creatable = [
  'varchar',
  'varchar_auto',
  'text',
  'double',
  'monetary',
  'date',
  'phone',
  'address',
] as const;
const wanted = z.strictObject({ field_name: z.string().min(1), field_type: z.enum(creatable) });

const builtIn = (field_code: string, field_name: string, field_type = 'varchar'): Field => ({
  field_name,
  field_code,
  field_type,
  is_custom_field: false,
});

/** Fields of organisations in an account; `company` makes the codes other than in any other account. */
export function fieldsOf(company: number) {
  const fields = [
    builtIn('name', 'Name'),
    builtIn('website', 'Website'),
    builtIn('owner_id', 'Owner', 'user'),
    builtIn('employee_count', 'Number of employees', 'int'),
  ];
  const add = (field_name: string, field_type: string): Field => {
    const field_code = createHash('sha1').update(`${company} ${field_name} ${fields.length}`).digest('hex');
    const field = { field_name, field_code, field_type, is_custom_field: true };
    fields.push(field);
    return field;
  };

  return {
    fields,
    add,
    create(body: string, isAdmin: boolean): Reply {
      if (!isAdmin) return failure(403, 'You do not have permissions to do that');
      const parsed = wanted.safeParse(JSON.parse(body));
      return parsed.success
        ? success(add(parsed.data.field_name, parsed.data.field_type))
        : failure(400, z.prettifyError(parsed.error));
    },
    /** Why a body cannot be taken, as v2 checks it: known fields only, numbers as numbers. */
    complaint(body: Record<string, unknown>): string | undefined {
      for (const [code, value] of Object.entries(body)) {
        if (code === 'custom_fields') continue;
        if (!fields.some((field) => field.field_code === code && !field.is_custom_field)) {
          return `Parameter '${code}' is not allowed`;
        }
        if ((code === 'name' || code === 'website') && typeof value !== 'string')
          return `${code} must be a string`;
      }
      const custom = body.custom_fields ?? {};
      if (typeof custom !== 'object') return 'custom_fields must be an object';
      for (const [code, value] of Object.entries(custom)) {
        const field = fields.find((one) => one.field_code === code && one.is_custom_field);
        if (!field) return `Parameter '${code}' is not allowed`;
        if (value !== null && !isOf(field.field_type, value)) return `${code} is no ${field.field_type}`;
      }
      return undefined;
    },
  };
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'double') return typeof value === 'number';
  if (typeof value !== 'string') return false;
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(value);
  return value.length <= (type === 'text' ? 65_000 : 255);
}
