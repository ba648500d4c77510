import { Refusal } from './refusal.ts';
import { failed, type Result, type Rules, save, taken } from './save.ts';
import type { ObjectName } from './schema.ts';
import type { Literal } from './soql.ts';
import type { Row, Store } from './store.ts';

const mostInCollection = 200;

interface Collection {
  store: Store;
  rules: Rules;
  body: string;
  insists: boolean;
}

/** PATCH /composite/sobjects */
export function updateAll({ store, rules, body, insists }: Collection): Result[] {
  const given = recordsOf(store, body);
  const seen = new Set<string>();
  return given.map(({ object, values: { Id, ...values } }) => {
    if (typeof Id !== 'string') return failed('MISSING_ARGUMENT', 'Id not specified in an update call', 'Id');
    const row = store.byId(object, Id);
    if (!row) return failed('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    if (seen.has(row.Id)) return failed('DUPLICATE_VALUE', `Duplicate id specified: ${Id}`, 'Id');
    seen.add(row.Id);
    return save(store, rules, { object, values, row, insists });
  });
}

/** PATCH /composite/sobjects/Object/ExternalIdField */
export function upsertAll({ store, rules, body, insists }: Collection, name: string, by: string): Result[] {
  const object = store.object(name);
  if (!store.schema[object].get(by)?.externalId) {
    throw new Refusal(
      404,
      'NOT_FOUND',
      `Provided external ID field does not exist or is not accessible: ${by}`,
    );
  }
  const given = recordsOf(store, body);
  const seen = new Set<Literal>();
  return given.map(({ object: type, values }) => {
    if (type !== object) return failed('INVALID_TYPE', `the type must be ${object}`);
    if ('Id' in values)
      return failed('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an upsert', 'Id');
    const key = values[by];
    if (typeof key !== 'string') return failed('MISSING_ARGUMENT', `${by} not specified`, by);
    if (seen.has(key.toLowerCase()))
      return failed('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, by);
    seen.add(key.toLowerCase());
    const rows = store.having(object, by, key);
    if (rows.length > 1) {
      const ids = rows.map(({ Id }) => Id).join(', ');
      return failed(
        'DUPLICATE_EXTERNAL_ID',
        `More than one record found for external id field: [${ids}]`,
        by,
      );
    }
    const [row] = rows as [Row?];
    const result = save(store, rules, { object, values, ...(row && { row }), insists });
    return result.success ? { ...result, created: !row } : result;
  });
}

function recordsOf(store: Store, body: string): { object: ObjectName; values: Record<string, Literal> }[] {
  const { records } = jsonOf(body);
  if (!Array.isArray(records) || records.length === 0) {
    throw new Refusal(400, 'INVALID_FIELD', 'records is required');
  }
  if (records.length > mostInCollection) {
    const message = `record limit reached. cannot submit more than ${mostInCollection} records in this request`;
    throw new Refusal(400, 'EXCEEDED_ID_LIMIT', message);
  }
  return records.map((record) => {
    const type = record?.attributes?.type;
    if (typeof type !== 'string') throw new Refusal(400, 'INVALID_FIELD', 'attributes.type is required');
    const object = store.object(type);
    return { object, values: taken(store, object, record) };
  });
}

export function jsonOf(body: string): Record<string, unknown> {
  try {
    const value = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below.
  }
  throw new Refusal(400, 'JSON_PARSER_ERROR', 'Unexpected character at [line:1, column:1]');
}
