import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { afterEach, describe, expect, it } from 'vitest';
import { sinkSettings } from '../../src/config/sinks.ts';
import { UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type CrmField, type Operation, type Ref, type Values } from '../../src/sink/crm.ts';
import { hubspot } from '../../src/sink/hubspot.ts';
import { type HubSpotOptions, type HubSpotStandIn, startHubSpot } from '../stand-ins/crm/hubspot.ts';
import { sinkContract } from './contract.ts';

const token = 'pat-eu1-of-the-contract';

const running: HubSpotStandIn[] = [];
afterEach(async () => {
  for (const crm of running.splice(0)) await crm.close();
});

async function start(options: HubSpotOptions = {}): Promise<HubSpotStandIn> {
  const crm = await startHubSpot(options);
  running.push(crm);
  return crm;
}

/** The sink on a stand-in; `pauses` are what it slept. */
async function open(
  crm: HubSpotStandIn,
  own: Record<string, unknown> = {},
  {
    token = crm.token,
    more = [] as CrmField[],
    fields = undefined as CrmField[] | undefined,
    onSleep = (_milliseconds: number): void => undefined,
  } = {},
) {
  const settings = sinkSettings.hubspot.parse({ baseUrl: crm.url, ...own });
  const pauses: number[] = [];
  const sink = await hubspot.open({
    settings,
    fields: fields ?? [...hubspot.defaults(settings), ...more],
    outside: {
      env: { HUBSPOT_TOKEN: token },
      fetch,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
        onSleep(milliseconds);
      },
      now: () => new Date(),
      signal: new AbortController().signal,
    },
  });
  return Object.assign(sink, { pauses });
}

/** With the properties made, and no request counted. */
async function ready(options: HubSpotOptions = {}, own: Record<string, unknown> = {}) {
  const crm = await start(options);
  const sink = await open(crm, own);
  await sink.setup(false);
  crm.requests.length = 0;
  return { crm, sink };
}

sinkContract({
  name: 'hubspot',
  module: new URL('../../src/sink/hubspot.ts', import.meta.url).href,
  exported: 'hubspot',
  async start() {
    const crm = await startHubSpot({ token });
    await (await open(crm)).setup(false);
    crm.requests.length = 0;
    return crm;
  },
  settings: (crm) => sinkSettings.hubspot.parse({ baseUrl: crm.url }),
  env: { HUBSPOT_TOKEN: token },
  tooMany: { reply: { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } }, wait: 10_000 },
  refuse: (crm, key) =>
    crm.rules.push(({ ga_leads_key: own }) => (own === key ? 'No more companies of this kind' : undefined)),
  without: {
    'a company of another lead: refused':
      'a search finds it some seconds later only; below it is tried with that',
  },
});

const create = (key: string, values: Values = {}): Operation => ({
  kind: 'create',
  key,
  values: { ga_leads_key: key, name: `Company ${key}`, ga_leads_score: 80, ...values },
});
const update = (key: string, remoteId: string, values: Values = { ga_leads_score: 81 }): Operation => ({
  kind: 'update',
  key,
  remoteId,
  values,
});
const read = (sink: Awaited<ReturnType<typeof open>>, refs: readonly Ref[]) => sink.read?.(refs);
const idsOf = (outcomes: readonly { outcome: string; remoteId?: string }[]) =>
  outcomes.map(({ remoteId }) => remoteId ?? '');
const pathsOf = (crm: HubSpotStandIn) => crm.requests.map(({ path }) => path.replace(/^.*companies\//, ''));

describe('setup', () => {
  it('tells first, then makes the group and the properties, then finds them there', async () => {
    const crm = await start();
    const sink = await open(crm);
    const dry = await sink.setup(true);
    expect(dry.map(({ state }) => state)).toEqual([
      'missing',
      'missing',
      'there',
      'there',
      ...Array(9).fill('missing'),
    ]);
    expect(crm.requests.every(({ method }) => method === 'GET')).toBe(true);

    const made = await sink.setup(false);
    expect(made[0]).toEqual({ what: 'property group ga_leads', state: 'made' });
    expect(made[1]).toEqual({ what: 'company property ga_leads_key (string, unique)', state: 'made' });
    expect(crm.properties.get('ga_leads_key')).toMatchObject({ hasUniqueValue: true, groupName: 'ga_leads' });
    const types = ['ga_leads_score', 'ga_leads_first_seen', 'ga_leads_top_pages'].map((name) => {
      const { type, fieldType, hasUniqueValue } = crm.properties.get(name) ?? {};
      return [type, fieldType, hasUniqueValue];
    });
    expect(types).toEqual([
      ['number', 'number', false],
      ['date', 'date', false],
      ['string', 'textarea', false],
    ]);

    crm.requests.length = 0;
    expect(new Set((await sink.setup(false)).map(({ state }) => state))).toEqual(new Set(['there']));
    expect(crm.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('tells what stands in the way: another type, a key that is not unique, what HubSpot refuses', async () => {
    const { crm, sink } = await ready();
    Object.assign(crm.properties.get('ga_leads_score') ?? {}, { type: 'string' });
    Object.assign(crm.properties.get('ga_leads_key') ?? {}, { hasUniqueValue: false });
    crm.properties.delete('ga_leads_week');
    crm.faults.push({
      on: 'other',
      after: 2,
      act: {
        refuse: {
          status: 207,
          body: {
            status: 'COMPLETE',
            results: [],
            errors: [{ message: 'The limit of properties is reached' }],
          },
        },
      },
    });
    const steps = await sink.setup(false);
    crm.faults.push({
      on: 'other',
      after: 2,
      act: { refuse: { status: 409, body: { message: 'It is archived' } } },
    });
    expect((await sink.setup(false)).at(8)).toMatchObject({
      what: 'company property ga_leads_week (string)',
      state: 'missing',
      next: 'HubSpot refused to make it: It is archived',
    });
    const of = (name: string) => steps.find(({ what }) => what.includes(name));
    expect(of('ga_leads_score')).toMatchObject({
      state: 'wrong',
      next: expect.stringContaining('needs number'),
    });
    expect(of('ga_leads_key')).toMatchObject({ state: 'wrong', next: expect.stringContaining('unique') });
    expect(of('ga_leads_week')).toMatchObject({
      state: 'missing',
      next: 'HubSpot refused to make it: The limit of properties is reached',
    });
  });
});

describe('check', () => {
  it('tells whose the token is, what is there, and what is left', async () => {
    const { sink, crm } = await ready();
    const { facts, problems } = await sink.check();
    expect(problems).toEqual([]);
    expect(Object.fromEntries(facts)).toMatchObject({
      account: '4242424 (standard) at app-eu1.hubspot.com',
      'time zone': 'Europe/Berlin',
      fields: '12 of 12 are there',
      'requests left today': expect.stringMatching(/ of 650,000$/),
      'requests left now': expect.stringMatching(/ of 190 in 10 s$/),
    });
    expect(await sink.account()).toBe('4242424');
    expect((await open(crm)).link('77', '4242424')).toBe(
      'https://app.hubspot.com/contacts/4242424/record/0-2/77',
    );
    expect(sink.link('77')).toBe('https://app-eu1.hubspot.com/contacts/4242424/record/0-2/77');
  });

  it('names each unknown field, wrong type and unknown option before anything is sent', async () => {
    const crm = await start();
    await (await open(crm)).setup(false);
    crm.properties.delete('ga_leads_week');
    const more: CrmField[] = [
      { to: 'numberofemployees', from: 'country', mode: 'owned' },
      { to: 'createdate', from: 'firstSeen', mode: 'owned' },
      { to: 'hs_object_id', from: 'sessions', mode: 'owned' },
    ];
    const defaults = {
      lifecyclestage: 'Lead',
      hs_lead_status: 'NEW',
      numberofemployees: 'many',
      createdate: '2026-11-22',
    };
    const sink = await open(crm, { defaults }, { more });
    const { problems } = await sink.check();
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no company property ga_leads_week for window',
      'numberofemployees is of type number, and country needs string',
      'createdate is of type datetime, and firstSeen needs date',
      'hs_object_id cannot be written: HubSpot calculates it',
      'defaults: lifecyclestage has no option Lead; it has lead (LEAD), opportunity (OPPORTUNITY), customer (CUSTOMER)',
      'defaults: numberofemployees is a number, and many is none',
      'defaults: createdate cannot be written: HubSpot calculates it',
    ]);
    expect(problems.every(({ next }) => next !== '')).toBe(true);
  });

  it('names the scope that is missing, and says when the token is refused', async () => {
    const narrow = await start({ scopes: ['crm.objects.companies.read'] });
    const lacks = await (await open(narrow)).check();
    expect(lacks.problems[0]?.message).toBe('hubspot: the token lacks crm.schemas.companies.read (403).');
    const elsewhere = await (await open(narrow, { apiVersion: '2027-03' })).check();
    expect(elsewhere.problems[0]).toMatchObject({
      message: expect.stringContaining('answered 404'),
      next: expect.stringContaining('2027-03'),
    });
    for (const [status, next] of [
      [503, /^Try again later/],
      [200, /^Is sinks\.hubspot\.baseUrl right/],
    ] as const) {
      const reply = { status, body: '<html>Sign in to the proxy</html>' };
      narrow.faults.push({ on: 'other', times: 4, act: { refuse: reply } });
      expect((await (await open(narrow)).check()).problems[0]?.next).toMatch(next);
      narrow.faults.length = 0;
    }
    const strange = await (await open(narrow, {}, { token: 'pat-old' })).check();
    expect(strange.problems[0]?.message).toMatch(/^hubspot: the token was refused \(401\)/);
  });
});

describe('read', () => {
  it('finds by key what was written a moment ago, though no search does yet', async () => {
    const { sink } = await ready();
    const [remoteId = ''] = idsOf(await sink.write([create('d:acme.com', { domain: 'acme.com' })]));
    const ref = { key: 'd:acme.com', domain: 'acme.com' };
    const byKey = [
      { remoteId, by: 'key', key: 'd:acme.com', values: expect.objectContaining({ domain: 'acme.com' }) },
    ];
    expect((await read(sink, [ref]))?.get('d:acme.com')).toEqual(byKey);
    const byId = await read(sink, [{ ...ref, remoteId }]);
    expect(byId?.get('d:acme.com')).toMatchObject([{ remoteId, by: 'id' }]);
  });

  it('gives values in our form: numbers, days, lines; nothing for what is empty', async () => {
    const { crm, sink } = await ready();
    const values = {
      ga_leads_first_seen: '2026-11-09',
      ga_leads_top_pages: '/a (2)\n/b (1)',
      ga_leads_week: '',
    };
    const [id = ''] = idsOf(await sink.write([create('d:acme.com', values)]));
    crm.edit(id, 'ga_leads_evidence', 'one\r\ntwo');
    expect((await read(sink, [{ key: 'd:acme.com' }]))?.get('d:acme.com')?.[0]?.values).toEqual({
      ga_leads_key: 'd:acme.com',
      name: 'Company d:acme.com',
      ga_leads_score: 80,
      ga_leads_first_seen: '2026-11-09',
      ga_leads_top_pages: '/a (2)\n/b (1)',
      ga_leads_evidence: 'one\ntwo',
    });
  });

  it('follows a merged company to the one that survived, and finds nothing where one was deleted', async () => {
    const { crm, sink } = await ready();
    const [kept = '', merged = '', removed = ''] = idsOf(
      await sink.write(['d:kept.com', 'd:merged.com', 'd:removed.com'].map((key) => create(key))),
    );
    crm.merge(kept, merged);
    crm.remove(removed);
    const found = await read(sink, [
      { key: 'd:kept.com', remoteId: kept },
      { key: 'd:merged.com', remoteId: merged },
      { key: 'd:removed.com', remoteId: removed },
    ]);
    expect(found?.get('d:kept.com')).toMatchObject([{ remoteId: kept, by: 'id', key: 'd:kept.com' }]);
    expect(found?.get('d:merged.com')).toMatchObject([{ remoteId: kept, by: 'id', key: 'd:kept.com' }]);
    expect(found?.get('d:removed.com')).toEqual([]);
  });

  it('finds by id a company whose key a person took away', async () => {
    const { crm, sink } = await ready();
    const [remoteId = ''] = idsOf(await sink.write([create('d:acme.com')]));
    crm.edit(remoteId, 'ga_leads_key', '');
    const found = (await read(sink, [{ key: 'd:acme.com', remoteId }]))?.get('d:acme.com');
    expect(found).toMatchObject([{ remoteId, by: 'id' }]);
    expect(found?.[0]).not.toHaveProperty('key');
  });

  it("finds people's companies by their domain, exactly, all of them, and nobody's by name", async () => {
    const { crm, sink } = await ready();
    const one = crm.add({ name: 'Acme', domain: 'Acme.com' });
    const two = [
      crm.add({ name: 'Twin 1', domain: 'twin.com' }),
      crm.add({ name: 'Twin 2', domain: 'twin.com' }),
    ];
    crm.add({ name: 'Not Acme', domain: 'notacme.com' });
    crm.add({ name: 'Namesake' });
    const found = await read(sink, [
      { key: 'd:acme.com', domain: 'acme.com' },
      { key: 'd:twin.com', domain: 'twin.com' },
      { key: 'd:none.com', domain: 'none.com' },
      { key: 'n:namesake' },
    ]);
    expect(found?.get('d:acme.com')).toMatchObject([
      { remoteId: one, by: 'domain', values: { name: 'Acme' } },
    ]);
    expect(found?.get('d:twin.com')?.map(({ remoteId }) => remoteId)).toEqual(two);
    expect(found?.get('d:none.com')).toEqual([]);
    expect(found?.get('n:namesake')).toEqual([]);
  });

  it('tells whose a company is that is found by domain, once the search has it', async () => {
    const clock = { now: Date.now() };
    const { sink } = await ready({ now: () => clock.now });
    const [remoteId] = idsOf(await sink.write([create('d:acme.com', { domain: 'acme.com' })]));
    const refs = [{ key: 'n:stranger', domain: 'acme.com' }];
    expect((await read(sink, refs))?.get('n:stranger')).toEqual([]);
    clock.now += 10_000;
    expect((await read(sink, refs))?.get('n:stranger')).toMatchObject([
      { remoteId, by: 'domain', key: 'd:acme.com' },
    ]);
  });

  it('reads all pages of a search, and cuts it where its body would be too long', async () => {
    const { crm, sink } = await ready();
    for (let n = 0; n < 201; n++) crm.add({ name: `Twin ${n}`, domain: 'twin.com' });
    const last = crm.add({ name: 'Last', domain: 'last.com' });
    const long = Array.from({ length: 98 }, (_, n) => `${'long'.repeat(12)}${n}.example`);
    const found = await read(
      sink,
      ['twin.com', 'last.com', ...long].map((domain) => ({ key: `d:${domain}`, domain })),
    );
    expect(found?.get('d:twin.com')).toHaveLength(201);
    expect(found?.get('d:last.com')).toMatchObject([{ remoteId: last }]);
    const bodies = crm.requests.filter(({ path }) => path.endsWith('/search')).map(({ body }) => body.length);
    expect(bodies).toHaveLength(4);
    expect(Math.max(...bodies)).toBeLessThanOrEqual(3_000);
  });

  it.each<[string, object | string, number, RegExp]>([
    ['is silent on one', { status: 'COMPLETE', results: [] }, 200, /said nothing of 1 of 1 companies/],
    ['is no JSON', '<html>a proxy</html>', 200, /answered 200 to .* with something else than promised/],
    ['is a 404 without ids', { category: 'OBJECT_NOT_FOUND' }, 404, /said nothing of 1 of 1 companies/],
    ['knows no such path', '<html>404 Not Found</html>', 404, /answered 404/],
    [
      'blames another thing',
      { results: [], errors: [{ category: 'INTERNAL_ERROR', context: { ids: ['k'] } }] },
      207,
      /said nothing of 1 of 1 companies/,
    ],
  ])(
    'fails as a whole, and never says "not found", where the answer %s',
    async (_, body, status, message) => {
      const { crm, sink } = await ready();
      crm.faults.push({ on: 'read', times: 4, act: { refuse: { status, body } } });
      const error = await read(sink, [{ key: 'k' }])?.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(HttpFault);
      expect(error).toMatchObject({ message: expect.stringMatching(message) });
    },
  );

  it('takes a 404 that names every key for none found', async () => {
    const { crm, sink } = await ready();
    const said = {
      category: 'OBJECT_NOT_FOUND',
      message: 'Could not get some',
      context: { ids: ['n:acme'] },
    };
    crm.faults.push({ on: 'read', act: { refuse: { status: 404, body: said } } });
    expect((await read(sink, [{ key: 'n:acme' }]))?.get('n:acme')).toEqual([]);
  });

  it("says what to do where the key's property is missing", async () => {
    const sink = await open(await start());
    const error = await read(sink, [{ key: 'd:acme.com' }])?.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 4, next: expect.stringContaining('setup hubspot --write') });
  });
});

describe('write', () => {
  it('takes at most 4 requests for 100 leads, whatever is to be done with each', async () => {
    const { crm, sink } = await ready();
    const domains = Array.from({ length: 100 }, (_, n) => `company-${n}.example`);
    const known = domains.slice(0, 40);
    const ids = idsOf(await sink.write(known.map((domain) => create(`d:${domain}`, { domain }))));
    for (const domain of domains.slice(40, 70)) crm.add({ name: domain, domain });
    crm.requests.length = 0;

    const refs = domains.map((domain, at) => {
      const remoteId = ids[at];
      return { key: `d:${domain}`, domain, ...(remoteId !== undefined && { remoteId }) };
    });
    const found = await read(sink, refs);
    const operations = refs.map(({ key }): Operation => {
      const [first] = found?.get(key) ?? [];
      return first ? update(key, first.remoteId, { ga_leads_key: key, ga_leads_score: 90 }) : create(key);
    });
    const outcomes = await sink.write(operations);

    expect(pathsOf(crm)).toEqual(['batch/read', 'search', 'batch/upsert', 'batch/update']);
    const counts = Object.groupBy(outcomes, ({ outcome }) => outcome);
    expect([counts.created?.length, counts.updated?.length]).toEqual([30, 70]);
    expect(outcomes.map(({ key }) => key).sort()).toEqual(refs.map(({ key }) => key).sort());
    expect(crm.companies()).toHaveLength(100);
    const keys = crm.companies().map(({ values }) => values.ga_leads_key);
    expect(new Set(keys).size).toBe(100);

    crm.requests.length = 0;
    await read(sink, refs);
    expect(pathsOf(crm)).toEqual(['batch/read']);
  });

  it('sends every value as a text, names as they are, and only the fields that it is given', async () => {
    const { crm, sink } = await ready();
    const name = 'O\'Neil "Ä & Söhne" \\ =1+1, 株式会社 🏭\nzweite Zeile';
    const [id = ''] = idsOf(await sink.write([create('n:o neil|DE', { name, ga_leads_score: 77.5 })]));
    expect(crm.companies()[0]).toMatchObject({ id, values: { name, ga_leads_score: '77.5' } });
    crm.edit(id, 'name', 'A person renamed it');
    await sink.write([update('n:o neil|DE', id, { ga_leads_score: 78 })]);
    expect(JSON.parse(crm.requests.at(-1)?.body ?? '')).toEqual({
      inputs: [{ id, properties: { ga_leads_score: '78' }, objectWriteTraceId: '0' }],
    });
    expect(crm.companies()[0]?.values).toMatchObject({ name: 'A person renamed it', ga_leads_score: '78' });
  });

  it('makes no second company where a create is sent twice', async () => {
    const { crm, sink } = await ready();
    crm.faults.push({ on: 'write', act: 'lose' });
    const outcomes = await sink.write([create('d:acme.com'), create('d:beta.com')]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
    expect(crm.companies()).toHaveLength(2);
    expect(crm.requests).toHaveLength(2);
  });

  it('delivers what is right where one of a batch is refused, and says why it was', async () => {
    const { crm, sink } = await ready();
    crm.rules.push(({ name }) => (name === 'Bad' ? 'Name must be good' : undefined));
    const outcomes = await sink.write([
      create('d:a.com'),
      create('d:b.com', { name: 'Bad' }),
      create('d:c.com'),
    ]);
    expect(outcomes).toMatchObject([
      { key: 'd:a.com', outcome: 'created' },
      { key: 'd:b.com', outcome: 'failed', reason: 'name: Name must be good', again: false },
      { key: 'd:c.com', outcome: 'created' },
    ]);
    expect(crm.companies()).toHaveLength(2);
  });

  it('tells what was made where the updates after it fail', async () => {
    for (const act of ['drop', { refuse: { status: 422, body: {} } }, { refuse: { status: 401 } }] as const) {
      const { crm, sink } = await ready();
      const [there = ''] = idsOf(await sink.write([create('d:a.com')]));
      crm.faults.push({ on: 'write', after: 1, times: 1_000, act });
      expect(await sink.write([update('d:a.com', there), create('d:b.com')])).toMatchObject([
        { key: 'd:b.com', outcome: 'created' },
        act === 'drop'
          ? { key: 'd:a.com', outcome: 'unknown' }
          : { key: 'd:a.com', outcome: 'failed', again: true },
      ]);
      await expect(sink.write([update('d:a.com', there)])).rejects.toThrow();
    }
  });

  it('tells which update came too late: deleted or merged since it was looked for', async () => {
    const { crm, sink } = await ready();
    const [a = '', b = '', c = ''] = idsOf(await sink.write(['a', 'b', 'c'].map((key) => create(key))));
    crm.remove(a);
    crm.merge(c, b);
    const outcomes = await sink.write([update('a', a), update('b', b), update('c', c)]);
    expect(outcomes).toMatchObject([
      { key: 'a', outcome: 'failed', again: true },
      { key: 'b', outcome: 'unknown' },
      { key: 'c', outcome: 'updated', remoteId: c },
    ]);
  });

  it('names a company once a batch, and tells of the second lead that is it', async () => {
    const { sink } = await ready();
    const [id = ''] = idsOf(await sink.write([create('a')]));
    expect(await sink.write([update('a', id), update('b', id)])).toEqual([
      { key: 'a', outcome: 'updated', remoteId: id },
      {
        key: 'b',
        outcome: 'failed',
        reason: `company ${id} is a as well: were the two merged in HubSpot?`,
        again: false,
      },
    ]);
  });

  it('knows nothing of an operation on which a success is silent, whatever the status', async () => {
    const { crm, sink } = await ready();
    const body = { status: 'COMPLETE', results: [], errors: [] };
    crm.faults.push({ on: 'write', act: { refuse: { status: 207, body } } });
    expect(await sink.write([create('a'), create('b')])).toMatchObject([
      { key: 'a', outcome: 'unknown' },
      { key: 'b', outcome: 'unknown' },
    ]);
  });

  it('finds the operation of a result by its key or id where there is no trace', async () => {
    const { crm, sink } = await ready();
    const results = [
      { id: '2', properties: { ga_leads_key: 'b' } },
      { id: '1', properties: { ga_leads_key: 'a' } },
    ];
    crm.faults.push({ on: 'write', act: { refuse: { status: 200, body: { results } } } });
    expect(idsOf(await sink.write([create('a'), create('b')]))).toEqual(['1', '2']);
  });

  it.each([400, 409])('says that the whole batch was refused after a plain %i', async (status) => {
    const { crm, sink } = await ready();
    const said = {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid: [{"message":"no"}]',
    };
    crm.faults.push({ on: 'write', act: { refuse: { status, body: said } } });
    const error = await sink.write([create('a')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BatchRefused);
    expect(error).toMatchObject({ message: `hubspot: refused (${status}): no` });
  });

  it('stops where a property is missing: no lead is to blame', async () => {
    const { crm, sink } = await ready();
    crm.properties.delete('ga_leads_score');
    const error = await sink.write([create('a'), create('b')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: 'hubspot: ga_leads_score: Property "ga_leads_score" does not exist',
      next: expect.stringContaining('setup hubspot --write'),
    });
  });

  it('writes constants on create only', async () => {
    const { crm, sink } = await ready({}, { defaults: { lifecyclestage: 'lead' } });
    const [id = ''] = idsOf(await sink.write([create('a')]));
    expect(crm.companies()[0]?.values.lifecyclestage).toBe('lead');
    crm.edit(id, 'lifecyclestage', 'customer');
    await sink.write([update('a', id), create('b')]);
    expect(crm.companies()[0]?.values.lifecyclestage).toBe('customer');
  });

  it('sends nothing with a constant that the account does not know, and names those that it does', async () => {
    const { crm, sink } = await ready({}, { defaults: { lifecyclestage: 'prospect' } });
    await expect(sink.ready?.()).rejects.toThrow(
      'hubspot: defaults: lifecyclestage has no option prospect; it has lead (LEAD), opportunity (OPPORTUNITY), customer (CUSTOMER); nothing was sent.',
    );
    expect(crm.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('sends nothing while a property is missing or of another type', async () => {
    const { crm, sink } = await ready();
    await sink.ready?.();
    crm.properties.delete('ga_leads_week');
    crm.properties.delete('ga_leads_score');
    const error = await sink.ready?.().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      exitCode: 4,
      message:
        'hubspot: there is no company property ga_leads_score for score (and 1 more: ga-leads check hubspot); nothing was sent.',
      next: expect.stringContaining('setup hubspot --write'),
    });
  });
});

describe('limits and refusals', () => {
  it('waits 10 s after the ten-second limit, 1 s after that of searches', async () => {
    const clock = { now: 0 };
    const crm = await start({ now: () => clock.now, limits: { perTenSeconds: 3, searchesPerSecond: 1 } });
    const onSleep = (milliseconds: number) => {
      clock.now += milliseconds;
    };
    const sink = await open(crm, {}, { onSleep });
    crm.properties.set('ga_leads_key', {
      ...{ name: 'ga_leads_key', label: '', type: 'string', fieldType: 'text', groupName: '', options: [] },
      ...{ hasUniqueValue: true },
      modificationMetadata: { readOnlyValue: false, readOnlyDefinition: false, archivable: true },
    });
    const refs = [{ key: 'd:a.com', domain: 'a.com' }];
    await read(sink, refs);
    clock.now += 10_000;
    await read(sink, refs);
    await read(sink, refs);
    expect(sink.pauses).toEqual([10_000]);
    crm.faults.push({
      on: 'read',
      after: 1,
      act: { refuse: { status: 429, body: { policyName: 'SECONDLY' } } },
    });
    clock.now += 10_000;
    await read(sink, refs);
    expect(sink.pauses).toEqual([10_000, 1_000]);
  });

  it.each<[number, object, RegExp]>([
    [401, { category: 'INVALID_AUTHENTICATION' }, /the token was refused \(401\)\. It may have been rotated/],
    [
      403,
      {
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.companies.write'] } }],
      },
      /lacks crm\.objects\.companies\.write \(403\)/,
    ],
    [
      429,
      { policyName: 'DAILY' },
      /daily request limit reached; .* until midnight in the account's time zone/,
    ],
  ])('stops the push after %i, at once and with the next step', async (status, body, message) => {
    const { crm, sink } = await ready();
    crm.faults.push({ on: 'write', act: { refuse: { status, body } } });
    const error = await sink.write([create('a')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: expect.stringMatching(message),
      next: expect.stringMatching(/run again|Run/),
    });
    expect(sink.pauses).toEqual([]);
  });

  it('never shows the token', async () => {
    const crm = await start();
    const sink = await open(crm);
    const text = `no ${crm.token}!`;
    crm.faults.push({ on: 'write', times: 9, act: { refuse: { status: 500, body: text } } });
    const error = await sink.write([create('a')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpFault);
    expect(error).toMatchObject({ message: expect.stringContaining('no ***!') });
  });

  it('says which variable is missing, and needs a place for the key', async () => {
    const crm = await start();
    await expect(open(crm, {}, { token: ' ' })).rejects.toThrow('hubspot: HUBSPOT_TOKEN is not set');
    await expect(open(crm, {}, { fields: [] })).rejects.toThrow("no property takes the lead's key");
  });

  it('asks the version that the settings name', async () => {
    const { crm, sink } = await ready({ apiVersion: '2026-03' }, { apiVersion: '2026-03' });
    await sink.write([create('a')]);
    expect(crm.requests[0]?.path).toBe('/crm/objects/2026-03/companies/batch/upsert');
    await expect((await open(crm)).account()).rejects.toThrow('answered 404');
  });
});

describe('the stand-in', () => {
  it("serves HubSpot's own client: properties, batches, search", async () => {
    const clock = { now: Date.parse('2026-11-22T08:00:00Z') };
    const crm = await start({ legacyPaths: true, now: () => clock.now });
    const { crm: api } = new Client({ accessToken: crm.token, basePath: crm.url });

    await api.properties.groupsApi.create('companies', { name: 'ga_leads', label: 'GA Leads' });
    const key = {
      ...{ name: 'ga_leads_key', label: 'Key', groupName: 'ga_leads', hasUniqueValue: true },
      ...{ type: PropertyCreateTypeEnum.String, fieldType: PropertyCreateFieldTypeEnum.Text },
    };
    const made = await api.properties.batchApi.create('companies', { inputs: [key] });
    expect(made.results[0]).toMatchObject({ name: 'ga_leads_key', hasUniqueValue: true });
    const all = await api.properties.coreApi.getAll('companies');
    expect(
      all.results.find(({ name }) => name === 'lifecyclestage')?.options.map(({ value }) => value),
    ).toContain('lead');

    const { batchApi, searchApi } = api.companies;
    const input = (id: string, name: string) => ({
      ...{ id, idProperty: 'ga_leads_key', objectWriteTraceId: id },
      properties: { name, domain: `${id}.com` },
    });
    const first = await batchApi.upsert({ inputs: [input('a', 'A'), input('b', 'B')] });
    expect(first.results.map(({ _new, objectWriteTraceId }) => [_new, objectWriteTraceId])).toEqual([
      [true, 'a'],
      [true, 'b'],
    ]);
    const again = await batchApi.upsert({ inputs: [input('a', 'A 2')] });
    expect(again.results[0]).toMatchObject({
      _new: false,
      id: first.results[0]?.id,
      properties: { name: 'A 2' },
    });

    const asked = { idProperty: 'ga_leads_key', properties: ['name'], propertiesWithHistory: [] };
    const found = await batchApi.read({ ...asked, inputs: [{ id: 'a' }, { id: 'gone' }] });
    expect(found).toMatchObject({
      results: [{ id: first.results[0]?.id, properties: { name: 'A 2', ga_leads_key: 'a' } }],
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['gone'] } }],
    });
    const id = first.results[1]?.id ?? '';
    const updated = await batchApi.update({ inputs: [{ id, properties: { name: 'B 2' } }] });
    expect(updated.results[0]?.properties.name).toBe('B 2');

    const filters = [{ propertyName: 'domain', operator: FilterOperatorEnum.In, values: ['a.com', 'b.com'] }];
    const search = () =>
      searchApi.doSearch({
        filterGroups: [{ filters }],
        properties: ['domain'],
        limit: 1,
        after: '0',
        sorts: [],
      });
    expect((await search()).total).toBe(0);
    clock.now += 10_000;
    expect(await search()).toMatchObject({ total: 2, paging: { next: { after: '1' } } });

    const wrong = batchApi.create({
      inputs: [{ properties: { name: 'C', nonsense: '1' }, associations: [] }],
    });
    await expect(wrong).rejects.toMatchObject({ code: 400, body: { category: 'VALIDATION_ERROR' } });
    await expect(
      new Client({ accessToken: 'old', basePath: crm.url }).crm.properties.coreApi.getAll('companies'),
    ).rejects.toMatchObject({ code: 401 });
  });

  it('refuses what HubSpot refuses', async () => {
    const { crm } = await ready();
    const post = async (path: string, body: unknown) => {
      const answer = await fetch(`${crm.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.status;
    };
    const upsert = '/crm/objects/2026-09/companies/batch/upsert';
    const input = (id: string, properties: object, idProperty = 'ga_leads_key') => ({
      id,
      idProperty,
      properties,
    });
    const statuses = [
      await post(upsert, { inputs: [input('a', { ga_leads_score: 80 })] }),
      await post(upsert, { inputs: [input('a', {}), input('a', {})] }),
      await post(upsert, { inputs: [input('a', {}, 'domain')] }),
      await post(upsert, { inputs: Array.from({ length: 101 }, (_, n) => input(String(n), {})) }),
      await post(upsert, { inputs: [input('a', { name: 'A' }), input('b', { ga_leads_score: 'many' })] }),
      await post('/crm/objects/2026-09/companies/search', { filterGroups: [] }),
      await post('/crm/v3/objects/companies/search', {}),
    ];
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 404]);
    expect(crm.companies()).toEqual([]);
    expect(await post(upsert, { inputs: [input('a', { name: 'A' })] })).toBe(200);
  });
});
