import type { CrmField, Values } from '../crm.ts';
import { leadFields } from '../lead-fields.ts';
import type { Company } from './answers.ts';

/** The fields of a company in our form: numbers as numbers, line ends as ours; empty ones left out. */
export function ourValues(fields: readonly CrmField[], { properties }: Company): Values {
  const values: Values = {};
  for (const { to, from } of fields) {
    const text = properties[to]?.replaceAll('\r\n', '\n');
    if (!text) continue;
    const isNumber = leadFields[from].kind === 'number' && Number.isFinite(Number(text));
    values[to] = isNumber ? Number(text) : text;
  }
  return values;
}

/** Values as HubSpot takes them: texts, all of them. */
export const theirValues = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
