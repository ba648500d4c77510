import { generateKeyPairSync } from 'node:crypto';
import { Connection } from '@jsforce/jsforce-node';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type Settings, settingsSchema } from '../../src/config/schema.ts';
import { mappingOf } from '../../src/delivery/mapping.ts';
import { UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type CrmSink, type Operation, type Outside, type Values } from '../../src/sink/crm.ts';
import { queriesOf, quoted } from '../../src/sink/salesforce/soql.ts';
import { salesforce } from '../../src/sink/salesforce.ts';
import { parseSoql } from '../stand-ins/crm/salesforce/soql.ts';
import {
  type SalesforceOptions,
  type SalesforceStandIn,
  startSalesforce,
} from '../stand-ins/crm/salesforce.ts';
import { sinkContract } from './contract.ts';

type Own = Partial<Record<keyof Settings['sinks']['salesforce'], unknown>>;

sinkContract<Settings['sinks']['salesforce'], SalesforceStandIn>({
  name: 'salesforce',
  module: new URL('../../src/sink/salesforce.ts', import.meta.url).href,
  exported: 'salesforce',
  start: startSalesforce,
  settings: ({ url }) => settingsOf({ baseUrl: url }),
  env: { SALESFORCE_CLIENT_ID: '3MVG9client', SALESFORCE_CLIENT_SECRET: '0123SECRET' },
  unauthorised: {
    status: 401,
    body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
  },
  refuse: (server, key) => server.rules.invalid.add(key),
});

const open: SalesforceStandIn[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** An organisation, and a sink that is signed in to it. */
async function given(options: SalesforceOptions = {}, own: Own = {}, more: Partial<Outside> = {}) {
  const crm = await startSalesforce({ object: own.object === 'Account' ? 'Account' : 'Lead', ...options });
  open.push(crm);
  const sink = await sinkOf(crm, own, more);
  crm.requests.length = 0;
  return { crm, sink };
}

function settingsOf(own: Own): Settings['sinks']['salesforce'] {
  return settingsSchema.parse({ sinks: { salesforce: own } }).sinks.salesforce;
}

function sinkOf(crm: SalesforceStandIn, own: Own = {}, more: Partial<Outside> = {}): Promise<CrmSink> {
  const settings = settingsOf({ baseUrl: crm.url, ...own });
  const outside: Outside = {
    env: crm.env,
    fetch,
    now: () => new Date(),
    sleep: async () => undefined,
    signal: new AbortController().signal,
    ...more,
  };
  const fields = mappingOf(salesforce.defaults(settings), settings.fields, 'sinks.salesforce.fields');
  return salesforce.open({ settings, fields, outside });
}

const leadOf = (name: string, domain?: string): Values => ({
  Company: name,
  ...(domain && { Website: `https://${domain}` }),
  GA_Leads_Score__c: 87,
  GA_Leads_Last_Seen__c: '2026-11-15',
});
const create = (key: string, name: string, domain?: string): Operation => ({
  kind: 'create',
  key,
  values: leadOf(name, domain),
});

const asked = (crm: SalesforceStandIn, purpose: string) =>
  crm.requests.filter((each) => each.purpose === purpose);
const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('signing in', () => {
  it('takes client credentials, once for all requests', async () => {
    const { crm, sink } = await given();
    expect(await sink.account()).toBe('00D5g000000GaLeEAK Lead');
    await sink.read?.([{ key: 'd:acme.com' }]);
    await sink.write([create('d:acme.com', 'Acme')]);
    expect(crm.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  });

  it('takes a key: RS256, at most 3 minutes, for the user, with \\n as line ends', async () => {
    const keys = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const app = { certificate: keys.publicKey };
    const env = {
      SALESFORCE_CLIENT_ID: '3MVG9client',
      SALESFORCE_PRIVATE_KEY: keys.privateKey.replaceAll('\n', '\\n'),
    };
    const { crm, sink } = await given({ app }, { username: 'leads@acme.example' }, { env });
    expect(await sink.account()).toContain('00D');

    const late = { env, now: () => new Date(Date.now() - 10 * 60_000) };
    const other = { env, username: 'other@acme.example' };
    for (const [own, more, said] of [
      [{ username: 'leads@acme.example' }, late, /expired/],
      [other, { env }, /hasn't approved/],
      [{ username: 'leads@acme.example', audience: 'https://elsewhere.example' }, { env }, /audience/],
    ] as const) {
      const { env: _, ...settings } = own as Record<string, unknown>;
      const error = await thrown((await sinkOf(crm, settings, more)).account());
      expect(error).toMatchObject({ exitCode: 4, message: expect.stringMatching(said) });
    }
  });

  it('names the secret that is missing, and where it is to be got', async () => {
    const { crm } = await given();
    const id = 'SALESFORCE_CLIENT_ID';
    const pem = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey;
    const table: [Own, Record<string, string>, RegExp][] = [
      [{ baseUrl: undefined }, crm.env, /sinks\.salesforce\.baseUrl is not set/],
      [{}, {}, /SALESFORCE_CLIENT_ID is not set/],
      [{}, { [id]: 'x' }, /neither SALESFORCE_CLIENT_SECRET nor SALESFORCE_PRIVATE_KEY/],
      [{}, { [id]: 'x', SALESFORCE_PRIVATE_KEY: 'not a key' }, /is no private key/],
      [{}, { [id]: 'x', SALESFORCE_PRIVATE_KEY: pem }, /a key of type ec/],
      [{}, { [id]: 'x', SALESFORCE_PRIVATE_KEY: rsa() }, /sinks\.salesforce\.username is not/],
    ];
    for (const [own, env, said] of table) {
      const error = await thrown(sinkOf(crm, own, { env }));
      expect(error).toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(said),
        next: expect.any(String),
      });
    }
  });

  it('stops where the secret is refused, without telling it', async () => {
    const { crm } = await given();
    const env = { ...crm.env, SALESFORCE_CLIENT_SECRET: 'WRONG-SECRET' };
    const error = await thrown((await sinkOf(crm, {}, { env })).account());
    expect(error).toMatchObject({
      exitCode: 4,
      message:
        'salesforce: signing in was refused (invalid_client: invalid client credentials); nothing was sent',
    });
    expect(JSON.stringify(error)).not.toContain('WRONG-SECRET');
  });

  it('trusts no other place with the token', async () => {
    const { crm } = await given();
    const seen: string[] = [];
    const spy: typeof fetch = async (input, init) => {
      seen.push(String(input));
      return fetch(input, init);
    };
    for (const url of [
      'https://evil.example',
      'https://salesforce.com.evil.example',
      'http://acme.my.salesforce.com',
    ]) {
      crm.instance.url = url;
      const error = await thrown((await sinkOf(crm, {}, { fetch: spy })).account());
      expect(error).toMatchObject({ exitCode: 4, message: expect.stringContaining(url) });
    }
    expect(new Set(seen.map((url) => new URL(url).origin))).toEqual(new Set([crm.url]));
    crm.instance.url = 'https://acme.my.salesforce.com';
    expect(await (await sinkOf(crm)).account()).toContain('00D');
  });

  it('fetches a new token once where the old one has run out', async () => {
    const { crm, sink } = await given();
    await sink.account();
    crm.expire();
    const both = await Promise.all([
      sink.read?.([{ key: 'd:acme.com' }]),
      sink.read?.([{ key: 'd:beta.com' }]),
    ]);
    expect(both.map((found) => found?.size)).toEqual([1, 1]);
    expect(crm.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(2);
  });

  it('stops where a new token is refused too', async () => {
    const { crm, sink } = await given();
    const body = [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }];
    crm.faults.push({ on: 'write', times: 2, act: { refuse: { status: 401, body } } });
    expect(await thrown(sink.write([create('d:acme.com', 'Acme')]))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('the token was refused (INVALID_SESSION_ID'),
    });
    expect(asked(crm, 'write')).toHaveLength(2);
  });
});

const rsa = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;

describe('SOQL', () => {
  it('quotes any text so that it is read as it was', () => {
    const nasty = fc.constantFrom("'", '\\', '\n', '\r', 'n', 'u0041', '%', ')', '🦊');
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: nasty }));
    fc.assert(
      fc.property(texts, (text) => {
        const { where } = parseSoql(`SELECT Id FROM Lead WHERE Company = ${quoted(text)}`);
        expect(where).toEqual({ kind: 'in', field: 'Company', among: [text] });
      }),
    );
    expect(quoted("O'Neil \\ Sons\n")).toBe("'O\\'Neil \\\\ Sons\\n'");
  });

  it('cuts long questions into addresses that are short enough, and leaves nothing out', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 255 }), { maxLength: 100 });
    fc.assert(
      fc.property(texts, texts, (ids, keys) => {
        const select = 'SELECT Id FROM Lead WHERE';
        const queries = queriesOf({
          select,
          lists: { Id: ids, Key__c: keys },
          and: ' AND IsDeleted = false',
        });
        const got: Record<string, unknown[]> = { Id: [], Key__c: [] };
        for (const query of queries) {
          const url = new URL('https://acme.my.salesforce.com/services/data/v67.0/queryAll');
          url.search = `?q=${encodeURIComponent(query)}`;
          // Every character that could stay short is spelt out here.
          expect(url.href.length).toBeLessThan(16_384);
          const { where } = parseSoql(query);
          if (where === undefined || !('of' in where)) throw new Error('no AND');
          const terms = where.of.flatMap((term) => ('of' in term ? term.of : [term])).slice(0, -1);
          for (const term of terms) if ('field' in term) got[term.field]?.push(...term.among);
        }
        expect(got).toEqual({ Id: ids, Key__c: keys });
      }),
      { numRuns: 30 },
    );
  });
});

describe('read', () => {
  it('finds 100 leads by id and key in one question', async () => {
    const { crm, sink } = await given();
    const keys = Array.from({ length: 100 }, (_, at) => `d:company-${at}.example.com`);
    await sink.write(keys.map((key, at) => create(key, `Company ${at}`)));
    const [first] = crm.companies();
    crm.requests.length = 0;
    crm.page.rows = 30;
    const found = await sink.read?.(
      keys.map((key, at) => ({ key, ...(at === 0 && first && { remoteId: first.id }) })),
    );
    expect([...(found ?? [])].map(([key, list]) => [key, list.length])).toEqual(keys.map((key) => [key, 1]));
    expect(found?.get(keys[0] as string)?.[0]).toEqual({
      remoteId: first?.id,
      by: 'id',
      key: keys[0],
      values: { GA_Leads_Key__c: keys[0], ...leadOf('Company 0') },
    });
    // One question in 4 pages.
    expect(asked(crm, 'read')).toHaveLength(4);
  });

  it('keeps its addresses short enough for the longest keys and 100 domains', async () => {
    const { crm, sink } = await given();
    const refs = Array.from({ length: 100 }, (_, at) => ({
      key: `n:${at} ${'株式会社'.repeat(60)}`,
      domain: `a-rather-long-name-of-a-company-${at}.example.com`,
    }));
    await sink.write(refs.slice(0, 50).map(({ key }) => create(key, 'Acme')));
    const found = await sink.read?.(refs);
    expect([...(found?.values() ?? [])].map((list) => list.length)).toEqual(
      refs.map((_, at) => (at < 50 ? 1 : 0)),
    );
    expect(asked(crm, 'read').length).toBeGreaterThan(10);
  });

  it('adopts by the exact domain only, however people wrote it', async () => {
    const { crm, sink } = await given();
    const writings: Record<string, string> = {
      'a.com': 'a.com',
      'b.com': 'www.b.com',
      'c.com': 'https://c.com',
      'd.com': 'HTTP://WWW.D.COM/',
      'xn--mller-kva.de': 'https://www.müller.de',
    };
    const ids = Object.entries(writings).map(([domain, website]) => {
      const id = crm.add({ name: domain });
      crm.edit(id, 'Website', website);
      return id;
    });
    for (const near of [
      'shop.a.com',
      'a.com.evil.example',
      'https://a.co',
      'nota.com',
      'https://a.com:8080',
    ]) {
      crm.edit(crm.add({ name: near }), 'Website', near);
    }
    const found = await sink.read?.(Object.keys(writings).map((domain) => ({ key: `d:${domain}`, domain })));
    expect([...(found ?? [])].map(([, list]) => list.map(({ remoteId, by }) => [remoteId, by]))).toEqual(
      ids.map((id) => [[id, 'domain']]),
    );
  });

  it('tells of all that have the domain, and of no deleted or converted one', async () => {
    const { crm, sink } = await given();
    const [one, two, gone, converted] = Array.from({ length: 4 }, () =>
      crm.add({ name: 'Acme', domain: 'acme.com' }),
    );
    crm.remove(gone as string);
    crm.convert(converted as string);
    const found = await sink.read?.([{ key: 'd:acme.com', domain: 'acme.com' }]);
    expect(found?.get('d:acme.com')?.map(({ remoteId }) => remoteId)).toEqual([one, two]);
  });

  it('follows a merge to the last that is left, closes converted ones, and finds deleted ones gone', async () => {
    const { crm, sink } = await given();
    const made = await sink.write(['a', 'b', 'c'].map((name) => create(`n:${name}`, name)));
    const [a, b, c] = made.map((outcome) => ('remoteId' in outcome ? outcome.remoteId : '')) as [
      string,
      string,
      string,
    ];
    const [master, last] = [crm.add({ name: 'A, merged' }), crm.add({ name: 'A, merged again' })];
    crm.merge(a, master);
    crm.merge(master, last);
    crm.convert(b);
    crm.remove(c);
    const found = await sink.read?.([
      { key: 'n:a', remoteId: a },
      { key: 'n:b' },
      { key: 'n:c', remoteId: c },
    ]);
    expect(found?.get('n:a')).toMatchObject([
      { remoteId: last, by: 'id', values: { Company: 'A, merged again' } },
    ]);
    expect(found?.get('n:b')).toMatchObject([{ remoteId: b, by: 'key', closed: 'a converted lead' }]);
    expect(found?.get('n:c')).toEqual([]);
  });

  it('fails as a whole where a page is missing or no answer is what was promised', async () => {
    const { crm, sink } = await given();
    await sink.account();
    for (const body of [
      '<html>maintenance</html>',
      { totalSize: 0, done: false, records: [] },
      { done: true, records: [{ attributes: {} }] },
      { done: false, records: [], nextRecordsUrl: 'https://evil.example/services/data/' },
    ]) {
      crm.faults.push({ on: 'read', act: { refuse: { status: 200, body } } });
      expect(await thrown(sink.read?.([{ key: 'd:acme.com' }]) ?? Promise.resolve())).toBeInstanceOf(
        HttpFault,
      );
    }
  });

  it('names the field that is not there', async () => {
    const { crm, sink } = await given();
    crm.fields.delete('GA_Leads_Score__c');
    expect(await thrown(sink.read?.([{ key: 'd:acme.com' }]) ?? Promise.resolve())).toMatchObject({
      exitCode: 4,
      message:
        'salesforce: Lead has no field GA_Leads_Score__c, or hides it from the user; what was not sent stays queued',
      next: expect.stringContaining('ga-leads check salesforce'),
    });
  });
});

describe('write', () => {
  it('makes 200 in one request and updates known ones in another', async () => {
    const { crm, sink } = await given({}, { defaults: { LeadSource: 'Web' } });
    const id = crm.add({ name: 'Beta', domain: 'beta.com' });
    const creates = Array.from({ length: 199 }, (_, at) => create(`n:${at}`, `Company ${at}`));
    const outcomes = await sink.write([
      ...creates,
      { kind: 'update', key: 'd:beta.com', remoteId: id, values: { GA_Leads_Score__c: 12 } },
    ]);
    expect(Map.groupBy(outcomes, ({ outcome }) => outcome).get('created')).toHaveLength(199);
    expect(outcomes.at(-1)).toEqual({ key: 'd:beta.com', outcome: 'updated', remoteId: id });
    expect(asked(crm, 'write').map(({ path }) => path)).toEqual([
      '/services/data/v67.0/composite/sobjects/Lead/GA_Leads_Key__c',
      '/services/data/v67.0/composite/sobjects',
    ]);
    expect(crm.companies().find(({ values }) => values.Company === 'Company 7')?.values).toMatchObject({
      LastName: '[not provided]',
      LeadSource: 'Web',
      GA_Leads_Key__c: 'n:7',
    });
    // A person's, whom constants do not touch.
    expect(crm.companies()[0]?.values).toMatchObject({ LastName: 'Doe', GA_Leads_Score__c: 12 });
    expect(crm.companies()[0]?.values).not.toHaveProperty('LeadSource');
  });

  it('makes nothing twice where the answer was lost', async () => {
    const { crm, sink } = await given();
    crm.faults.push({ on: 'write', act: 'lose' });
    expect(await sink.write([create('d:acme.com', 'Acme')])).toMatchObject([{ outcome: 'created' }]);
    expect(crm.companies()).toHaveLength(1);
  });

  it('makes accounts where the settings say so', async () => {
    const { crm, sink } = await given({}, { object: 'Account' });
    const values = { Name: 'Acme', Website: 'https://acme.inc', GA_Leads_Score__c: 3 };
    const [outcome] = await sink.write([{ kind: 'create', key: 'd:acme.inc', values }]);
    expect(outcome).toMatchObject({ outcome: 'created', remoteId: expect.stringMatching(/^001/) });
    expect(crm.companies()[0]?.values).toEqual({ ...values, GA_Leads_Key__c: 'd:acme.inc' });
    expect(await sink.read?.([{ key: 'd:acme.inc' }])).toMatchObject(
      new Map([['d:acme.inc', [{ by: 'key', values }]]]),
    );
    expect(sink.link('0015g00000000001AA')).toBe(`${crm.url}/lightning/r/Account/0015g00000000001AA/view`);
  });

  it('carries names as they are, and finds them again', async () => {
    const { crm, sink } = await given();
    const names = [`Müller "O'Neil" \\ Söhne, GmbH = 1`, '株式会社 🦊', "'; DELETE", 'two\nlines', '%_'];
    await sink.write(names.map((name) => create(`n:${name}`, name)));
    expect(crm.companies().map(({ values }) => values.Company)).toEqual(names);
    const found = await sink.read?.(names.map((name) => ({ key: `n:${name}` })));
    expect([...(found ?? [])].map(([, list]) => list[0]?.values.Company)).toEqual(names);
  });

  it('tells the field and the code of one that fails, and delivers the others', async () => {
    const { crm, sink } = await given();
    crm.rules.locked.add('n:locked');
    const outcomes = await sink.write([
      create('n:a', 'A'),
      { kind: 'create', key: 'n:nameless', values: {} },
      create('n:long', 'x'.repeat(256)),
      create('n:locked', 'L'),
      create('n:b', 'B'),
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'created' },
      {
        outcome: 'failed',
        again: false,
        reason: 'REQUIRED_FIELD_MISSING on Company: Required fields are missing: [Company]',
      },
      { outcome: 'failed', again: false, reason: expect.stringMatching(/^STRING_TOO_LONG on Company/) },
      { outcome: 'failed', again: true, reason: expect.stringMatching(/^UNABLE_TO_LOCK_ROW/) },
      { outcome: 'created' },
    ]);
    expect(crm.companies()).toHaveLength(2);
  });

  it('lets converted and deleted ones be, though they changed after they were read', async () => {
    const { crm, sink } = await given();
    const [converted, gone] = [crm.add({ name: 'A' }), crm.add({ name: 'B' })];
    crm.convert(converted);
    crm.remove(gone);
    const values = { GA_Leads_Score__c: 1 };
    expect(
      await sink.write([
        { kind: 'update', key: 'n:a', remoteId: converted, values },
        { kind: 'update', key: 'n:b', remoteId: gone, values },
      ]),
    ).toEqual([
      { key: 'n:a', outcome: 'suppressed', reason: 'it is a converted lead' },
      { key: 'n:b', outcome: 'suppressed', reason: 'it was deleted in Salesforce' },
    ]);
  });

  it('hands a batch back that was refused for what is in it', async () => {
    const { crm, sink } = await given();
    const bad: Operation = {
      kind: 'create',
      key: 'n:a',
      values: { Company: 'A', GA_Leads_Score__c: 'high' },
    };
    expect(await thrown(sink.write([bad, create('n:b', 'B')]))).toBeInstanceOf(BatchRefused);
    expect(crm.companies()).toEqual([]);
  });

  it('keeps the outcomes of the new ones where the updates do not go through', async () => {
    const { crm, sink } = await given();
    const id = crm.add({ name: 'Beta' });
    const update: Operation = {
      kind: 'update',
      key: 'n:beta',
      remoteId: id,
      values: { GA_Leads_Score__c: 1 },
    };
    const limit = {
      status: 403,
      body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }],
    };
    crm.faults.push({ on: 'write', after: 1, act: { refuse: limit } });
    expect(await sink.write([create('n:a', 'A'), update])).toMatchObject([
      { key: 'n:a', outcome: 'created' },
      {
        key: 'n:beta',
        outcome: 'failed',
        again: true,
        reason: expect.stringContaining('limit of API requests'),
      },
    ]);
    crm.faults.push({ on: 'write', after: 1, times: 4, act: 'drop' });
    expect(await sink.write([create('n:c', 'C'), update])).toMatchObject([
      { key: 'n:c', outcome: 'created' },
      { key: 'n:beta', outcome: 'unknown' },
    ]);
  });

  it('takes an answer with too few outcomes for no answer', async () => {
    const { crm, sink } = await given();
    crm.faults.push({ on: 'write', act: { refuse: { status: 200, body: [] } } });
    expect(await thrown(sink.write([create('n:a', 'A')]))).toMatchObject({
      name: 'HttpFault',
      arrived: 'unknown',
    });
  });

  it('stops with the step where it makes no sense to go on', async () => {
    const { crm, sink } = await given();
    const stops = async (status: number, errorCode: string, message: string, headers = {}) => {
      const body = [{ errorCode, message }];
      crm.faults.push({ on: 'write', act: { refuse: { status, headers, body } } });
      return thrown(sink.write([create('n:a', 'A')]));
    };
    const limit = { 'sforce-limit-info': 'api-usage=15000/15000' };
    expect(await stops(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.', limit)).toMatchObject({
      exitCode: 4,
      message:
        'salesforce: the limit of API requests is reached (15000/15000 in 24 hours); what was not sent stays queued',
    });
    expect(await stops(300, 'MULTIPLE_CHOICES', 'two')).toMatchObject({
      message: expect.stringContaining('GA_Leads_Key__c is not unique'),
      next: expect.stringContaining('tick Unique'),
    });
    expect(await stops(403, 'API_DISABLED_FOR_ORG', 'API is not enabled')).toBeInstanceOf(UserError);
    const busy = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    expect(await stops(403, 'REQUEST_LIMIT_EXCEEDED', busy)).toMatchObject({
      name: 'HttpFault',
      again: true,
      arrived: 'no',
    });

    crm.fields.delete('GA_Leads_Key__c');
    expect(await thrown(sink.write([create('n:a', 'A')]))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('Provided external ID field does not exist'),
    });
  });
});

describe("Salesforce's duplicate rules", () => {
  it('are told by default', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' });
    crm.add({ name: 'Acme' });
    expect(await sink.write([create('d:acme.com', 'ACME'), create('d:b.com', 'B')])).toMatchObject([
      {
        outcome: 'failed',
        again: false,
        reason: expect.stringMatching(/^DUPLICATES_DETECTED: .*onDuplicate/),
      },
      { outcome: 'created' },
    ]);
  });

  it('let one pass that was allowed, unless they block', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' }, { onDuplicate: 'allow' });
    crm.add({ name: 'Acme' });
    expect(await sink.write([create('d:acme.com', 'Acme')])).toMatchObject([{ outcome: 'created' }]);
    crm.rules.duplicates = 'block';
    expect(await sink.write([create('d:acme.de', 'Acme')])).toMatchObject([{ outcome: 'failed' }]);
  });

  it('hold up no update: what is there already is not made double by it', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' });
    const [id] = [crm.add({ name: 'Acme' }), crm.add({ name: 'Acme' })];
    const update: Operation = {
      kind: 'update',
      key: 'n:acme',
      remoteId: id ?? '',
      values: { GA_Leads_Score__c: 1 },
    };
    expect(await sink.write([update])).toMatchObject([{ outcome: 'updated' }]);
  });

  it('tell which one to adopt: its empty fields are filled, and nothing else is touched', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' }, { onDuplicate: 'adopt' });
    const id = crm.add({ name: 'acme', domain: 'acme.example' });
    expect(await sink.write([create('n:b', 'B'), create('d:acme.com', 'Acme', 'acme.com')])).toMatchObject([
      { key: 'n:b', outcome: 'created' },
      { key: 'd:acme.com', outcome: 'updated', remoteId: id },
    ]);
    expect(crm.companies()[0]?.values).toMatchObject({
      Company: 'acme',
      LastName: 'Doe',
      Website: 'https://www.acme.example/',
      GA_Leads_Key__c: 'd:acme.com',
      GA_Leads_Score__c: 87,
    });
    // A second lead of the same name does not take it over.
    expect(await sink.write([create('d:acme.de', 'Acme')])).toMatchObject([
      { outcome: 'failed', reason: `what it matches (${id}) is the lead d:acme.com` },
    ]);
  });

  it('leave it open where the answer on what matched was lost, and keep the other outcomes', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' }, { onDuplicate: 'adopt' });
    crm.add({ name: 'Acme' });
    crm.faults.push({ on: 'write', after: 1, act: 'drop' });
    expect(await sink.write([create('n:b', 'B'), create('d:acme.com', 'Acme')])).toMatchObject([
      { outcome: 'created' },
      { outcome: 'unknown' },
    ]);
  });

  it('are not guessed at where they match several', async () => {
    const { crm, sink } = await given({ duplicates: 'alert' }, { onDuplicate: 'adopt' });
    const ids = [crm.add({ name: 'Acme' }), crm.add({ name: 'Acme' })];
    const [outcome] = await sink.write([create('d:acme.com', 'Acme')]);
    expect(outcome).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining(`Lead ${ids[0]}, Lead ${ids[1]}`),
    });
    expect(crm.companies()).toHaveLength(2);
  });
});

describe('setup and check', () => {
  it('tell who, where and how much is left', async () => {
    const { sink } = await given();
    expect(await sink.check()).toEqual({
      facts: [
        ['organisation', 'Acme GmbH (00D5g000000GaLeEAK)'],
        ['user', 'GA Leads (leads@acme.example)'],
        ['fields', '9 of 9 of Lead are as they must be'],
        ['requests left', '14,997 of 15,000 in 24 hours'],
      ],
      problems: [],
    });
    expect((await sink.setup(false)).map(({ state }) => state)).toEqual(Array(9).fill('there'));
  });

  it('names what is missing or wrong, and the step', async () => {
    const { crm, sink } = await given({}, { defaults: { LeadSource: 'Websight', Colour__c: 'red' } });
    const change = (name: string, more: object) => Object.assign(crm.fields.get(name) ?? {}, more);
    crm.fields.delete('GA_Leads_Score__c');
    change('GA_Leads_Key__c', { unique: false });
    change('GA_Leads_Sessions__c', { type: 'string', length: 255 });
    change('GA_Leads_Evidence__c', { length: 255 });
    change('GA_Leads_Top_Pages__c', { updateable: false });
    change('AnnualRevenue', { nillable: false });
    const steps = Object.fromEntries(
      (await sink.setup(false)).map((step) => [step.what.split(' ')[2], step]),
    );
    expect(steps).toMatchObject({
      Company: { state: 'there' },
      GA_Leads_Score__c: {
        state: 'byHand',
        next: expect.stringMatching(/^Setup > Object Manager > Lead > Fields & Relationships > New > Number/),
      },
      GA_Leads_Key__c: { state: 'wrong', next: expect.stringContaining('tick External ID and Unique') },
      GA_Leads_Sessions__c: { state: 'wrong', next: expect.stringContaining('type string') },
      GA_Leads_Evidence__c: { state: 'wrong', next: expect.stringContaining('255 characters; 2000') },
      GA_Leads_Top_Pages__c: { state: 'wrong', next: expect.stringContaining('Field-Level Security') },
    });
    const { problems } = await sink.check();
    expect(problems.map(({ message }) => message)).toEqual([
      ...Array(5).fill(expect.stringContaining('Lead field GA_Leads_')),
      'Lead needs AnnualRevenue, and nothing fills it',
      'defaults: Lead takes no LeadSource: Websight',
      'defaults: Lead takes no Colour__c: red',
    ]);
    expect(problems.at(-2)?.next).toBe('It knows: Web, Partner Referral, Other.');
    expect(asked(crm, 'write')).toEqual([]);

    expect(await thrown(sink.ready?.() ?? Promise.resolve())).toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(
        /^salesforce: Lead field GA_Leads_Key__c .* is not as it must be \(and 6 more: ga-leads check salesforce\); nothing was sent\.$/,
      ),
    });
  });

  it('lets a country go into a field that is short, and no word into a number', async () => {
    const { crm, sink } = await given(
      {},
      { fields: { Country: 'country' }, defaults: { AnnualRevenue: 'much' } },
    );
    const text = crm.fields.get('Company');
    if (text) crm.fields.set('Country', { ...text, name: 'Country', length: 80, nillable: true });
    const { problems } = await sink.check();
    expect(problems.map(({ message }) => message)).toEqual(['defaults: Lead takes no AnnualRevenue: much']);
  });
});

describe("Salesforce's own client for Node, on the stand-in", () => {
  it('signs in, describes, writes, queries and understands each refusal', async () => {
    const { crm } = await given({ duplicates: 'alert' });
    const client = new Connection({
      version: '67.0',
      oauth2: {
        clientId: crm.env.SALESFORCE_CLIENT_ID ?? '',
        clientSecret: crm.env.SALESFORCE_CLIENT_SECRET ?? '',
        loginUrl: crm.url,
      },
    });
    expect(await client.authorize({ grant_type: 'client_credentials' })).toMatchObject({
      organizationId: '00D5g000000GaLeEAK',
    });
    const leads = client.sobject('Lead');
    const { fields } = await leads.describe();
    expect(fields.find(({ name }) => name === 'GA_Leads_Key__c')).toMatchObject({
      externalId: true,
      unique: true,
    });

    const [made, nameless] = await leads.upsert(
      [{ Company: "O'Neil", LastName: 'x', GA_Leads_Key__c: 'd:a.com' }, { GA_Leads_Key__c: 'd:b.com' }],
      'GA_Leads_Key__c',
    );
    expect(made).toMatchObject({ success: true, created: true });
    expect(nameless).toMatchObject({ success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] });
    expect(asked(crm, 'write').at(-1)?.path).toMatch(/\/composite\/sobjects\/Lead\/GA_Leads_Key__c$/);

    const Id = made?.id ?? '';
    const [updated, unknown] = await leads.update([
      { Id, GA_Leads_Score__c: 5 },
      { Id: '00Q000000000000AAA', GA_Leads_Score__c: 5 },
    ]);
    expect([updated?.success, unknown?.success]).toEqual([true, false]);

    const again = { Company: "o'neil", LastName: 'y' };
    await expect(leads.create(again)).rejects.toMatchObject({
      errorCode: 'DUPLICATES_DETECTED',
      data: { duplicateResut: { matchResults: [{ matchRecords: [{ record: { Id } }] }] } },
    });
    const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
    expect(await leads.create(again, { headers })).toMatchObject({ success: true });

    crm.remove(Id);
    crm.page.rows = 1;
    const soql = "SELECT Id, IsDeleted FROM Lead WHERE Company = 'O\\'Neil'";
    const { records } = await client.query(soql, { scanAll: true, autoFetch: true });
    expect(records.map(({ IsDeleted }) => IsDeleted)).toEqual([true, false]);
    expect(client.limitInfo.apiUsage).toMatchObject({ limit: 15_000 });

    crm.day.most = 0;
    await expect(client.limits()).rejects.toMatchObject({ errorCode: 'REQUEST_LIMIT_EXCEEDED' });
  });
});
