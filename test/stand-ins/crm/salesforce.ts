import { jsonOf, updateAll, upsertAll } from './salesforce/collections.ts';
import { type App, refusedSignIn } from './salesforce/oauth.ts';
import { Refusal } from './salesforce/refusal.ts';
import { type Rules, save, taken } from './salesforce/save.ts';
import type { Fields, ObjectName } from './salesforce/schema.ts';
import { type Row, Store } from './salesforce/store.ts';
import { type Asked, type CrmStandIn, type Purpose, type Reply, serveCrm } from './server.ts';

export interface SalesforceOptions {
  port?: number;
  /** What companies() and add() mean. */
  object?: 'Lead' | 'Account';
  app?: Partial<App>;
  now?: () => Date;
  /** The clock by which an assertion runs out. */
  duplicates?: Rules['duplicates'];
}

export interface SalesforceStandIn extends CrmStandIn {
  /** Secrets that open it. */
  env: Record<string, string>;
  /** Of the object. To be changed as an administrator does. */
  fields: Fields;
  /** With the deleted ones. */
  rows(): Row[];
  rules: Rules;
  /** API requests of 24 hours. */
  day: { used: number; most: number };
  /** Rows of a query's page. */
  page: { rows: number };
  /** What the sign-in tells of where the API is. */
  instance: { url: string };
  /** No token holds any more. */
  expire(): void;
  /** As a person does: the first is gone, and names the second. */
  merge(loser: string, winner: string): void;
  convert(id: string): void;
}

const newest = 67;
const organisation = '00D5g000000GaLeEAK';

/** An organisation of Salesforce: sign-in, describe, SOQL with deleted rows, collections, duplicate rules, limits. */
export async function startSalesforce(options: SalesforceOptions = {}): Promise<SalesforceStandIn> {
  const object: ObjectName = options.object ?? 'Lead';
  const app: App = {
    client: '3MVG9client',
    secret: '0123SECRET',
    username: 'leads@acme.example',
    ...options.app,
  };
  const store = new Store();
  store.rows.Organization.set(organisation, {
    Id: organisation,
    IsDeleted: false,
    Name: 'Acme GmbH',
    IsSandbox: false,
  });
  const user = store.insert('User', { Name: 'GA Leads', Username: app.username }).Id;
  const rules: Rules = {
    locked: new Set(),
    invalid: new Set(),
    ...(options.duplicates && { duplicates: options.duplicates }),
  };
  const day = { used: 0, most: 15_000 };
  const page = { rows: 2_000 };
  const instance = { url: '' };
  const tokens = new Set<string>();
  const cursors = new Map<string, { from: ObjectName; rows: object[] }>();
  let count = 0;

  const signIn = (asked: Asked): Reply => {
    const refused = refusedSignIn(asked, app, options.now?.() ?? new Date());
    if (refused) return refused;
    const access_token = `${organisation.slice(0, 15)}!AQ${++count}.token`;
    tokens.add(access_token);
    const id = `https://login.salesforce.com/id/${organisation}/${user}`;
    const rest = { signature: 'c2lnbmVk', scope: 'api id', issued_at: '1795334400000', token_type: 'Bearer' };
    return { status: 200, body: { access_token, instance_url: instance.url, id, ...rest } };
  };

  const paged = (from: ObjectName, rows: object[], start: number, total: number): Reply => {
    const shown = rows.slice(0, page.rows);
    const rest = rows.slice(page.rows);
    const cursor = `01g5g00000Cursor${++count}-${start + shown.length}`;
    if (rest.length > 0) cursors.set(cursor, { from, rows: rest });
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
    return paged(from, records, 0, records.length);
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
      return paged(cursor.from, cursor.rows, Number(second.split('-')[1]), cursor.rows.length);
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

  const data = (asked: Asked): Reply => {
    const token = /^(?:Bearer|OAuth) (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
    if (!tokens.has(token)) throw new Refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    const [, version = '', path = ''] = /^\/services\/data\/v(\d+)\.0(\/.*)$/.exec(asked.path) ?? [];
    if (!(Number(version) >= 46 && Number(version) <= newest)) {
      throw new Refusal(404, 'NOT_FOUND', 'The requested resource does not exist');
    }
    if (day.used >= day.most)
      throw new Refusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    day.used++;
    if (asked.body !== '' && !/^application\/json\b/.test(asked.headers['content-type'] ?? '')) {
      throw new Refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'unsupported content type');
    }
    return route(asked, path);
  };

  const answer = (asked: Asked): Reply => {
    if (asked.path === '/services/oauth2/token') return signIn(asked);
    const headers = () => ({ 'sforce-limit-info': `api-usage=${day.used}/${day.most}` });
    try {
      const reply = data(asked);
      return { ...reply, headers: headers() };
    } catch (error) {
      if (error instanceof Refusal) return { ...error.reply, headers: headers() };
      throw error;
    }
  };

  const server = await serveCrm(purposeOf, answer, options.port);
  instance.url = server.url;
  const nameField = object === 'Account' ? 'Name' : 'Company';
  const row = (id: string): Row => {
    const known = store.rows[object].get(id);
    if (!known) throw new Error(`there is no ${object} ${id}`);
    return known;
  };
  return Object.assign(server, {
    env: { SALESFORCE_CLIENT_ID: app.client, SALESFORCE_CLIENT_SECRET: app.secret },
    fields: store.schema[object],
    rows: () => [...store.rows[object].values()],
    rules,
    day,
    page,
    instance,
    expire: () => tokens.clear(),
    merge: (loser: string, winner: string) => {
      Object.assign(row(loser), { IsDeleted: true, MasterRecordId: row(winner).Id });
    },
    convert: (id: string) => Object.assign(row(id), { IsConverted: true }),
    companies: () => store.alive(object).map(({ Id, ...values }) => ({ id: Id, values: filled(values) })),
    add: ({ name, domain }: { name: string; domain?: string }) =>
      store.insert(object, {
        [nameField]: name,
        ...(object === 'Lead' && { LastName: 'Doe', IsConverted: false, Status: 'Open - Not Contacted' }),
        ...(domain !== undefined && { Website: `https://www.${domain}/` }),
      }).Id,
    edit: (id: string, field: string, value: string | number) => {
      row(id)[field] = value === '' ? null : value;
    },
    remove: (id: string) => {
      row(id).IsDeleted = true;
    },
  });
}

function purposeOf({ method, path, query }: Asked): Purpose {
  if (/\/composite\/sobjects(?:\/|$)/.test(path)) return 'write';
  if (method === 'POST' && /\/sobjects\/\w+$/.test(path)) return 'write';
  const isOfCompanies =
    /\/query\/|\/queryAll$/.test(path) && !/FROM (?:Organization|User)/.test(query.get('q') ?? '');
  return isOfCompanies ? 'read' : 'other';
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

const filled = (values: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
