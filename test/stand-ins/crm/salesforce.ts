import { type App, refusedSignIn } from './salesforce/oauth.ts';
import { Refusal } from './salesforce/refusal.ts';
import { newest, type Organisation, restApi } from './salesforce/rest.ts';
import type { Rules } from './salesforce/save.ts';
import type { Fields, ObjectName } from './salesforce/schema.ts';
import { type Row, Store } from './salesforce/store.ts';
import { type Asked, type CrmStandIn, type Purpose, type Reply, serveCrm } from './server.ts';

export interface SalesforceOptions {
  port?: number;
  /** What companies() and add() mean. */
  object?: 'Lead' | 'Account';
  app?: Partial<App>;
  /** The clock by which an assertion runs out. */
  now?: () => Date;
  duplicates?: Rules['duplicates'];
}

export interface SalesforceStandIn extends CrmStandIn, Omit<Organisation, 'store'> {
  /** Secrets that open it. */
  env: Record<string, string>;
  /** Of the object. To be changed as an administrator does. */
  fields: Fields;
  /** With the deleted ones. */
  rows(): Row[];
  /** What the sign-in tells of where the API is. */
  instance: { url: string };
  /** No token holds any more. */
  expire(): void;
  /** As a person does: the first is gone, and names the second. */
  merge(loser: string, winner: string): void;
  convert(id: string): void;
}

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
  const route = restApi({ store, rules, day, page });
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
      store.put(object, row(loser), { IsDeleted: true, MasterRecordId: row(winner).Id });
    },
    convert: (id: string) => store.put(object, row(id), { IsConverted: true }),
    companies: () => store.alive(object).map(({ Id, ...values }) => ({ id: Id, values: filled(values) })),
    add: ({ name, domain }: { name: string; domain?: string }) =>
      store.insert(object, {
        [nameField]: name,
        ...(object === 'Lead' && { LastName: 'Doe', IsConverted: false, Status: 'Open - Not Contacted' }),
        ...(domain !== undefined && { Website: `https://www.${domain}/` }),
      }).Id,
    edit: (id: string, field: string, value: string | number) => {
      store.put(object, row(id), { [field]: value === '' ? null : value });
    },
    remove: (id: string) => {
      store.put(object, row(id), { IsDeleted: true });
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

const filled = (values: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
