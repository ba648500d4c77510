import { Refusal } from './refusal.ts';
import type { Field, ObjectName } from './schema.ts';
import type { Literal } from './soql.ts';
import type { Row, Store } from './store.ts';

export interface Complaint {
  statusCode: string;
  message: string;
  fields: string[];
  /** The ids that a duplicate rule matched. */
  matches?: string[];
}

export type Result =
  | { id: string; success: true; errors: []; created?: boolean }
  | { success: false; errors: Complaint[] };

/** How an organisation's duplicate rule on names works: `alert` lets a save pass that insists. */
export interface Rules {
  duplicates?: 'block' | 'alert';
  /** Ids, and keys of new ones, that another user's work holds. */
  locked: Set<string>;
  /** Keys that a validation rule of the organisation takes no more. */
  invalid: Set<string>;
}

export const failed = (statusCode: string, message: string, ...fields: string[]): Result => ({
  success: false,
  errors: [{ statusCode, message, fields }],
});

const nameField = (object: ObjectName) => (object === 'Account' ? 'Name' : 'Company');

/** Values as they are kept: of the field's type, without white space around; an empty text is none. */
export function taken(
  store: Store,
  object: ObjectName,
  given: Record<string, unknown>,
): Record<string, Literal> {
  const values: Record<string, Literal> = {};
  for (const [name, value] of Object.entries(given)) {
    if (name === 'attributes') continue;
    const field = [...store.schema[object].values()].find(
      (each) => each.name.toLowerCase() === name.toLowerCase(),
    );
    if (!field)
      throw new Refusal(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
    values[field.name] = typed(field, value);
  }
  return values;
}

function typed({ type }: Field, value: unknown): Literal {
  if (value === null) return null;
  const kind = typeof value;
  const fits =
    type === 'boolean'
      ? kind === 'boolean'
      : type === 'double' || type === 'currency'
        ? kind === 'number'
        : kind === 'string' && (type !== 'date' || /^\d{4}-\d\d-\d\d$/.test(String(value)));
  if (!fits) {
    const token = `VALUE_${kind === 'number' ? 'NUMBER_INT' : kind.toUpperCase()}`;
    const message = `Cannot deserialize instance of ${type} from ${token} value ${value} or request may be missing a required field at [line:1, column:1]`;
    throw new Refusal(400, 'JSON_PARSER_ERROR', message);
  }
  return typeof value === 'string' ? value.trim() || null : (value as Literal);
}

/** Saves values of a new row, or into `row`. */
export function save(
  store: Store,
  rules: Rules,
  {
    object,
    values,
    row,
    insists,
  }: { object: ObjectName; values: Record<string, Literal>; row?: Row; insists: boolean },
): Result {
  if (row?.IsDeleted) return failed('ENTITY_IS_DELETED', 'entity is deleted');
  if (row?.IsConverted) return failed('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  if (rules.locked.has(row?.Id ?? String(values.GA_Leads_Key__c))) {
    return failed('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record');
  }
  if (rules.invalid.has(String(values.GA_Leads_Key__c ?? row?.GA_Leads_Key__c))) {
    return failed('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'No more leads of this company, please.');
  }
  const fault = wrongIn(store, object, values, row);
  if (fault) return fault;
  const matches = rules.duplicates ? likes(store, object, values, row) : [];
  if (matches.length > 0 && !(rules.duplicates === 'alert' && insists)) {
    const complaint = { statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] };
    return { success: false, errors: [{ ...complaint, matches }] };
  }
  if (row) store.put(object, row, values);
  const { Id } = row ?? store.insert(object, defaulted(store, object, values));
  return { id: Id, success: true, errors: [] };
}

function wrongIn(
  store: Store,
  object: ObjectName,
  values: Record<string, Literal>,
  row?: Row,
): Result | undefined {
  const schema = store.schema[object];
  for (const [name, value] of Object.entries(values)) {
    const { createable, updateable, length, restrictedPicklist, picklistValues, unique } = schema.get(
      name,
    ) as Field;
    if (!(row ? updateable : createable)) {
      return failed(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        name,
      );
    }
    if (typeof value === 'string' && length > 0 && value.length > length) {
      return failed(
        'STRING_TOO_LONG',
        `${name}: data value too large: ${value} (max length=${length})`,
        name,
      );
    }
    if (restrictedPicklist && !picklistValues.some((each) => each.value === value)) {
      const message = `${name}: bad value for restricted picklist field: ${value}`;
      return failed('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, name);
    }
    const holder =
      unique && value !== null && store.having(object, name, value).find((other) => other !== row);
    if (holder) {
      const message = `duplicate value found: ${name} duplicates value on record with id: ${holder.Id}`;
      return failed('DUPLICATE_VALUE', message, name);
    }
  }
  const missing = [...schema.values()].filter(({ name, nillable, createable, defaultedOnCreate }) => {
    const value = values[name] ?? (row && !(name in values) ? row[name] : undefined);
    return createable && !nillable && !defaultedOnCreate && (value ?? null) === null;
  });
  const names = missing.map(({ name }) => name);
  return names.length === 0
    ? undefined
    : failed('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, ...names);
}

const likes = (store: Store, object: ObjectName, values: Record<string, Literal>, row?: Row): string[] => {
  const field = nameField(object);
  return store
    .having(object, field, values[field] ?? row?.[field] ?? null)
    .filter((other) => other !== row && !other.IsConverted)
    .map(({ Id }) => Id);
};

const defaulted = (store: Store, object: ObjectName, values: Record<string, Literal>) => ({
  ...Object.fromEntries(
    [...store.schema[object].values()]
      .filter(({ defaultedOnCreate, name }) => defaultedOnCreate && name !== 'Id')
      .map(({ name, picklistValues }) => [name, picklistValues[0]?.value ?? false]),
  ),
  ...values,
});
