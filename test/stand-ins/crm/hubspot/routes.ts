import type { Asked, Purpose, Reply } from '../server.ts';
import { type Account, type BatchBody, readBatch, writeBatch } from './batch.ts';
import { shown } from './companies.ts';
import type { Property } from './properties.ts';
import { type Refusal, refusal, refuse } from './refusal.ts';
import { type SearchBody, search } from './search.ts';

export interface Route {
  method: string;
  /** Behind the version and the object. */
  path: RegExp;
  scope?: string;
  purpose: Purpose;
  answer(asked: Asked, body: Record<string, unknown>, found: RegExpMatchArray): Reply;
}

/** What HubSpot's API has of companies, their properties, and the account. */
export function routesOf(account: Account): Route[] {
  const { companies, properties, portalId, now } = account;
  const read = 'crm.objects.companies.read';
  const write = 'crm.objects.companies.write';
  return [
    {
      ...{ method: 'GET', path: /^account$/, purpose: 'other' },
      answer: () => ({
        status: 200,
        body: {
          ...{ portalId, accountType: 'STANDARD', timeZone: 'Europe/Berlin', companyCurrency: 'EUR' },
          ...{ additionalCurrencies: [], utcOffset: '+01:00', utcOffsetMilliseconds: 3_600_000 },
          ...{ uiDomain: 'app-eu1.hubspot.com', dataHostingLocation: 'eu1' },
        },
      }),
    },
    {
      ...{ method: 'POST', path: /^objects\/batch\/read$/, scope: read, purpose: 'read' },
      answer: (_, body) => readBatch(account, body as BatchBody),
    },
    {
      ...{ method: 'POST', path: /^objects\/search$/, scope: read, purpose: 'read' },
      answer: (asked, body) =>
        search(account, asked.body, body as SearchBody, !asked.path.startsWith('/crm/v3/')),
    },
    {
      ...{ method: 'GET', path: /^objects$/, scope: read, purpose: 'read' },
      answer: ({ query }) => ({
        status: 200,
        body: {
          results: [...companies.all.values()]
            .filter(({ archived }) => !archived)
            .slice(0, Number(query.get('limit') ?? 10))
            .map((company) => shown(company, ['name', 'domain'], () => true)),
        },
      }),
    },
    {
      ...{ method: 'POST', path: /^objects\/batch\/(create|update|upsert)$/, scope: write, purpose: 'write' },
      answer: (_, body, [, how]) => writeBatch(account, how as 'create', body as BatchBody),
    },
    {
      ...{ method: 'GET', path: /^properties$/, scope: 'crm.schemas.companies.read', purpose: 'other' },
      answer: () => ({ status: 200, body: { results: [...properties.all.values()] } }),
    },
    {
      ...{
        method: 'GET',
        path: /^properties\/groups$/,
        scope: 'crm.schemas.companies.read',
        purpose: 'other',
      },
      answer: () => ({ status: 200, body: { results: [...properties.groups.values()] } }),
    },
    {
      ...{
        method: 'POST',
        path: /^properties\/groups$/,
        scope: 'crm.schemas.companies.write',
        purpose: 'other',
      },
      answer: (_, body) => ({ status: 201, body: properties.makeGroup(body) }),
    },
    {
      ...{ method: 'POST', path: /^properties\/batch\/create$/, purpose: 'other' },
      scope: 'crm.schemas.companies.write',
      answer: (_, { inputs }) => {
        const made = (inputs as Partial<Property>[]).map((input) => properties.make(input));
        const errors = made.filter((each): each is Refusal => 'category' in each);
        const results = made.filter((each) => !('category' in each));
        const at = new Date(now()).toISOString();
        const times = { startedAt: at, completedAt: at };
        return errors.length > 0
          ? { status: 207, body: { status: 'COMPLETE', results, numErrors: errors.length, errors, ...times } }
          : { status: 201, body: { status: 'COMPLETE', results, ...times } };
      },
    },
    {
      ...{
        method: 'GET',
        path: /^properties\/([^/]+)$/,
        scope: 'crm.schemas.companies.read',
        purpose: 'other',
      },
      answer: (_, __, [, name = '']) => {
        const property = properties.all.get(decodeURIComponent(name));
        return property
          ? { status: 200, body: property }
          : refuse(404, refusal('OBJECT_NOT_FOUND', `Property ${name} does not exist`));
      },
    },
  ];
}
