import type { Settings } from '../config/schema.ts';
import { inputError } from '../errors.ts';
import type { CrmField, Values } from '../sink/crm.ts';
import type { SinkName } from '../sink/index.ts';
import { type DeliverableLead, fieldValue } from '../sink/lead-fields.ts';
import { printable } from '../text.ts';

/** `sinks.NAME.fields` of the settings: by the CRM's field. */
export type FieldSettings = Settings['sinks'][SinkName]['fields'];

/**
 * A sink's default mapping with the settings' one: a field that both name goes where the default stands, `off`
 * leaves it out, the others follow. Exit 2 with all problems as `path: message`.
 */
export function mappingOf(defaults: readonly CrmField[], fields: FieldSettings, path: string): CrmField[] {
  const known = new Set(defaults.map(({ to }) => to));
  const problems = Object.entries(fields)
    .filter(([to, from]) => from === 'off' && !known.has(to))
    .map(([to]) => `  ${path}.${printable(to)}: off, but it is no default: ${[...known].join(', ')}`);
  if (problems.length > 0) {
    throw inputError(
      `the mapping of fields is wrong:\n${problems.join('\n')}`,
      `Mend ${path} in the settings.`,
    );
  }
  const own = (to: string): CrmField[] => {
    const given = fields[to];
    if (given === undefined || given === 'off') return [];
    return [typeof given === 'string' ? { to, from: given, mode: 'owned' } : { to, ...given }];
  };
  return [
    ...defaults.flatMap((field) => (Object.hasOwn(fields, field.to) ? own(field.to) : [field])),
    ...Object.keys(fields)
      .filter((to) => !known.has(to))
      .flatMap(own),
  ];
}

/** A lead as it is to be in a CRM. */
export interface Subject {
  key: string;
  /** For display. */
  name: string;
  domain?: string;
  desired: Values;
  /** Keys that it may have been delivered under before its domain was known. */
  formerly?: readonly string[];
}

/** Leads by a mapping, one by one: fifty thousand of them are never there at once. */
export function* subjectsOf(
  leads: Iterable<DeliverableLead>,
  fields: readonly CrmField[],
): Generator<Subject> {
  for (const lead of leads) {
    const { key, name, domain } = lead.lead.organisation;
    yield {
      key,
      name: printable(name),
      ...(domain !== undefined && { domain }),
      desired: desiredOf(lead, fields),
      ...(lead.formerly && { formerly: lead.formerly }),
    };
  }
}

/** What should be in the CRM's fields. */
function desiredOf(lead: DeliverableLead, fields: readonly CrmField[]): Values {
  const desired: Values = {};
  for (const { to, from } of fields) {
    const value = fieldValue(from, lead);
    if (value !== undefined) desired[to] = value;
  }
  return desired;
}
