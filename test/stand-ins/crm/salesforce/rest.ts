import type { Asked, Reply } from '../server.ts';
import { jsonOf, updateAll, upsertAll } from './collections.ts';
import { Refusal } from './refusal.ts';
import { type Rules, save, taken } from './save.ts';
import type { ObjectName } from './schema.ts';
import type { Store } from './store.ts';

export const newest = 67;

/** What the REST API answers from. */
export interface Organisation {
  store: Store;
  rules: Rules;
  /** API requests of 24 hours. */
  day: { used: number; most: number };
  /** Rows of a query's page. */
  page: { rows: number };
}

/** What stands after /services/data/vXX.0, answered; a Refusal is thrown. */
export function restApi({ store, rules, day, page }: Organisation): (asked: Asked, path: string) => Reply {
  const cursors = new Map<string, { rows: object[]; total: number }>();

  const paged = (rows: object[], total: number): Reply => {
    const shown = rows.slice(0, page.rows);
    const rest = rows.slice(page.rows);
    const cursor = `01g5g000000000${cursors.size}QAN-${total - rest.length}`;
    if (rest.length > 0) cursors.set(cursor, { rows: rest, total });
    const more = { nextRecordsUrl: `/services/data/v${newest}.0/query/${cursor}` };
    return {
      status: 200,
      body: { totalSize: total, done: rest.length === 0, ...(rest.length > 0 && more), records: shown },
    };
  };

  const queried = (text: string): Reply => {
    const { object: from, rows } = store.query(text);
    const url = `/services/data/v${newest}.0/sobjects/${from}`;
    const records = rows.map((row) => ({ attributes: { type: from, url: `${url}/${row.Id}` }, ...row }));
    return paged(records, records.length);
  };

  const describe = (name: string): Reply => {
    const known = store.object(name);
    return { status: 200, body: { name: known, fields: [...store.schema[known].values()] } };
  };

  const createOne = (name: string, { body, headers }: Asked): Reply => {
    const known = store.object(name);
    const values = taken(store, known, jsonOf(body));
    const result = save(store, rules, { object: known, values, insists: insists(headers) });
    if (result.success) return { status: 201, body: result };
    return {
      status: 400,
      body: result.errors.map(({ statusCode: errorCode, message, fields, matches }) => ({
        // Salesforce spells it so.
        ...(matches && { duplicateResut: duplicateResult(known, matches) }),
        errorCode,
        message,
        ...(!matches && { fields }),
      })),
    };
  };

  const route = (asked: Asked, path: string): Reply => {
    const { method, query, headers, body } = asked;
    const collection = { store, rules, body, insists: insists(headers) };
    const told = (results: ReturnType<typeof updateAll>): Reply => ({
      status: 200,
      body: results.map((result) =>
        result.success ? result : { ...result, errors: result.errors.map(({ matches, ...error }) => error) },
      ),
    });
    const [, first = '', second = '', third = '', fourth = ''] = path.split('/').map(decodeURIComponent);
    const what = `${method} ${first}${first === 'composite' ? `/${second}` : ''}`;
    if (what === 'GET queryAll' && !second) return queried(query.get('q') ?? '');
    if (what === 'GET query' && second) {
      const cursor = cursors.get(second);
      if (!cursor) throw new Refusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
      return paged(cursor.rows, cursor.total);
    }
    if (what === 'GET limits') {
      const DailyApiRequests = { Max: day.most, Remaining: day.most - day.used };
      return { status: 200, body: { DailyApiRequests, DataStorageMB: { Max: 10_240, Remaining: 10_000 } } };
    }
    if (what === 'GET sobjects' && third === 'describe') return describe(second);
    if (what === 'POST sobjects' && second && !third) return createOne(second, asked);
    if (what === 'PATCH composite/sobjects' && !third) return told(updateAll(collection));
    if (what === 'PATCH composite/sobjects' && fourth) return told(upsertAll(collection, third, fourth));
    throw new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  };

  return route;
}

const insists = (headers: Record<string, string>): boolean =>
  /(?:^|[\s;])allowSave=true/.test(headers['sforce-duplicate-rule-header'] ?? '');

const duplicateResult = (object: ObjectName, matches: string[]) => ({
  allowSave: true,
  duplicateRule: `Standard_${object}_Duplicate_Rule`,
  duplicateRuleEntityType: object,
  errorMessage: 'Use one of these records?',
  matchResults: [
    {
      entityType: object,
      errors: [],
      matchEngine: 'ExactMatchEngine',
      matchRecords: matches.map((Id) => ({
        additionalInformation: [],
        fieldDiffs: [],
        matchConfidence: 100,
        record: {
          attributes: { type: object, url: `/services/data/v${newest}.0/sobjects/${object}/${Id}` },
          Id,
        },
      })),
      rule: `Standard_${object}_Match_Rule`,
      size: matches.length,
      success: true,
    },
  ],
});
