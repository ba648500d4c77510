import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/schema.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import { openKind } from '../../src/delivery/open.ts';
import type { Edge } from '../../src/edge.ts';
import { exitCodes, UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import type { CrmField, Operation, Ref } from '../../src/sink/crm.ts';
import { pipedrive } from '../../src/sink/pipedrive.ts';
import { companies } from '../delivery/make.ts';
import { fakeEdge } from '../edge.ts';
import { someHistory } from '../history/make.ts';
import { type PipedriveOptions, pipedriveToken, startPipedrive } from '../stand-ins/crm/pipedrive.ts';
import { sinkContract } from './contract.ts';

type Own = Settings['sinks']['pipedrive'];

/** A company in which `setup` has made the fields. */
async function company(own: Partial<Own> = {}) {
  const crm = await startPipedrive();
  const { edge: outside } = fakeEdge({ fetch, env });
  const settings: Own = { enabled: true, baseUrl: crm.url, leads: false, fields: {}, ...own };
  const sink = await pipedrive.open({ settings, fields: [...pipedrive.defaults(settings)], outside });
  await sink.setup(false);
  crm.requests.length = 0;
  return crm;
}

const env = { PIPEDRIVE_TOKEN: pipedriveToken };

sinkContract({
  name: 'pipedrive',
  module: new URL('../../src/sink/pipedrive.ts', import.meta.url).href,
  exported: 'pipedrive',
  start: () => company(),
  settings: (crm): Own => ({ enabled: true, baseUrl: crm.url, leads: false, fields: {} }),
  env,
  unauthorised: { status: 401, body: { success: false, error: 'unauthorized access' } },
  tooMany: { reply: { status: 429, headers: { 'x-ratelimit-reset': '2' }, body: {} }, wait: 2_000 },
  refuse: (crm, key) => crm.refuse(key),
});

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A company with our fields, and a sink that was opened on it. */
async function opened(
  options: PipedriveOptions & {
    own?: Partial<Own>;
    fields?: CrmField[];
    edge?: Partial<Edge>;
    bare?: boolean;
  } = {},
) {
  const { own, fields, edge, bare = false, ...company } = options;
  const crm = await startPipedrive(company);
  servers.push(crm);
  const { edge: outside } = fakeEdge({ fetch, env, ...edge });
  const settings: Own = { enabled: true, baseUrl: crm.url, leads: false, fields: {}, ...own };
  const open = () =>
    pipedrive.open({ settings, fields: fields ?? [...pipedrive.defaults(settings)], outside });
  const sink = await open();
  if (!bare) await sink.setup(false);
  crm.requests.length = 0;
  crm.budget.left = crm.budget.limit;
  const read = async (ref: Ref, from = sink) => (await from.read?.([ref]))?.get(ref.key) ?? [];
  const paths = () => crm.requests.map(({ method, path }) => `${method} ${path}`);
  return { crm, sink, open, read, paths, spent: () => crm.budget.limit - crm.budget.left };
}

const create = (key: string, name = key): Operation => ({
  kind: 'create',
  key,
  values: { name, website: `https://${key.slice(2)}`, 'GA Leads key': key, 'GA Leads score': 87 },
});

const thrown = async (work: Promise<unknown>): Promise<UserError | HttpFault> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError || error instanceof HttpFault) return error;
  throw new Error(`not refused: ${error}`);
};

describe('pipedrive, writing', () => {
  it('creates through v2 with the fields by their codes, and reads back what it wrote', async () => {
    const { crm, sink, read } = await opened();
    const name = 'Müller & Söhne, "A" \\ =1\n股份 🐮';
    const values = {
      name,
      website: 'https://acme.com',
      'GA Leads key': 'd:acme.com',
      'GA Leads score': 87,
      'GA Leads first seen': '2026-11-16',
      'GA Leads evidence': 'one, "two"\nthree = 3',
    };
    expect(await sink.write([{ kind: 'create', key: 'd:acme.com', values }])).toEqual([
      { key: 'd:acme.com', outcome: 'created', remoteId: '1' },
    ]);
    expect(crm.companies()).toEqual([{ id: '1', values }]);
    expect(await read({ key: 'd:acme.com', remoteId: '1' })).toEqual([
      { remoteId: '1', by: 'id', key: 'd:acme.com', values },
    ]);
    const [post] = crm.requests.filter(({ method }) => method === 'POST');
    expect(JSON.parse(post?.body ?? '')).toMatchObject({
      name,
      website: 'https://acme.com',
      custom_fields: {
        [crm.fields.find((one) => one.field_name === 'GA Leads score')?.field_code ?? '']: 87,
      },
    });
  });

  it('updates what it is given and nothing else', async () => {
    const { crm, sink } = await opened();
    await sink.write([create('d:acme.com', 'Acme')]);
    const update = {
      kind: 'update',
      key: 'd:acme.com',
      remoteId: '1',
      values: { 'GA Leads score': 90 },
    } as const;
    expect(await sink.write([update])).toEqual([{ key: 'd:acme.com', outcome: 'updated', remoteId: '1' }]);
    expect(crm.companies()[0]?.values).toMatchObject({ name: 'Acme', 'GA Leads score': 90 });
  });

  it('tells why one organisation was refused, and that one deleted meanwhile may be tried again', async () => {
    const { crm, sink } = await opened();
    const long = { ...create('d:acme.com'), values: { name: 'A', 'GA Leads key': 'x'.repeat(256) } };
    expect(await sink.write([long])).toEqual([
      {
        key: 'd:acme.com',
        outcome: 'failed',
        reason: expect.stringContaining('refused (400: '),
        again: false,
      },
    ]);
    const id = crm.add({ name: 'Gone' });
    crm.remove(id);
    const update = { kind: 'update', key: 'd:b.com', remoteId: id, values: { 'GA Leads score': 1 } } as const;
    expect(await sink.write([update])).toMatchObject([{ outcome: 'failed', again: true }]);
  });

  it('never repeats a creation whose outcome is unknown', async () => {
    const { crm, sink, read } = await opened();
    await sink.read?.([{ key: 'd:acme.com' }]);
    crm.faults.push({ on: 'write', act: 'lose' });
    expect(await thrown(sink.write([create('d:acme.com')]))).toMatchObject({ arrived: 'unknown' });
    expect(crm.companies()).toHaveLength(1);
    // The same sink sees it at once: by what has changed since, not by a search.
    expect(await read({ key: 'd:acme.com' })).toMatchObject([{ remoteId: '1', by: 'key' }]);
    crm.faults.push({ on: 'write', act: { refuse: { status: 502, body: 'bad gateway' } } });
    await thrown(sink.write([create('d:b.com')]));
    expect(crm.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  it('does not take an answer that it cannot read for a success', async () => {
    const { crm, sink } = await opened();
    for (const body of ['<html>', { success: false }, { success: true, data: {} }]) {
      crm.faults.push({ on: 'write', act: { refuse: { status: 200, body } } });
      expect(await thrown(sink.write([create('d:acme.com')]))).toMatchObject({ arrived: 'unknown' });
    }
  });
});

describe('pipedrive, looking', () => {
  it('finds by id, then by our key, then by the exact domain of the website', async () => {
    const { crm, sink, read } = await opened();
    const acme = crm.add({ name: 'Acme', domain: 'acme.com' });
    crm.add({ name: 'Not Acme', domain: 'shop.acme.com' });
    crm.add({ name: 'acme.com' });
    expect(await read({ key: 'd:acme.com', domain: 'acme.com' })).toEqual([
      { remoteId: acme, by: 'domain', values: { name: 'Acme', website: 'https://www.acme.com/' } },
    ]);
    await sink.write([create('d:acme.com')]);
    expect(await read({ key: 'd:acme.com', domain: 'acme.com' })).toMatchObject([
      { remoteId: '4', by: 'key' },
    ]);
    expect(await read({ key: 'd:acme.com', domain: 'acme.com', remoteId: acme })).toMatchObject([
      { remoteId: acme, by: 'id' },
    ]);
    expect(await read({ key: 'd:b.com', domain: 'b.com', remoteId: '99' })).toEqual([]);
  });

  it('tells of all that match, compares keys exactly, and sees what people did since', async () => {
    const { crm, read } = await opened();
    const [one, two] = [
      crm.add({ name: 'A', domain: 'acme.com' }),
      crm.add({ name: 'B', domain: 'acme.com' }),
    ];
    const ref = { key: 'd:acme.com', domain: 'acme.com' };
    expect((await read(ref)).map(({ remoteId }) => remoteId)).toEqual([one, two]);
    crm.remove(two);
    crm.edit(one, 'GA Leads key', 'D:ACME.COM');
    expect(await read(ref)).toMatchObject([{ remoteId: one, by: 'domain', key: 'D:ACME.COM' }]);
    crm.edit(one, 'website', 'other.example');
    expect(await read(ref)).toEqual([]);
  });

  it('looks through all pages of the account once, then only at what has changed, and never searches', async () => {
    const { crm, sink, paths, spent } = await opened();
    for (let n = 1; n <= 1_200; n++) crm.add({ name: `Company ${n}`, domain: `company-${n}.example` });
    const refs = Array.from({ length: 100 }, (_, n) => ({
      key: `d:new-${n}.example`,
      domain: `new-${n}.example`,
    }));
    await sink.read?.(refs);
    expect(paths().filter((path) => path === 'GET /api/v2/organizations')).toHaveLength(3);
    await sink.read?.(refs);
    expect(paths()).toHaveLength(1 + 3 + 1);
    expect(crm.requests.at(-1)?.query.get('updated_since')).toMatch(/^2026-11-01T/);
    // Searching by key and by domain would have cost 4,000.
    expect(spent()).toBe(10 + 3 * 10 + 10);
    expect(await sink.read?.([{ key: 'd:x', domain: 'company-1100.example' }])).toEqual(
      new Map([['d:x', [expect.objectContaining({ remoteId: '1100', by: 'domain' })]]]),
    );
  });

  it('asks for known ones a hundred at a time, and looks no further', async () => {
    const { crm, sink, paths } = await opened();
    const refs = Array.from({ length: 100 }, (_, n) => ({
      key: `n:${n}`,
      remoteId: crm.add({ name: `${n}` }),
    }));
    expect((await sink.read?.(refs))?.size).toBe(100);
    expect(paths()).toEqual(['GET /api/v2/organizationFields', 'GET /api/v2/organizations']);
  });

  it('fails as a whole where a look-up fails', async () => {
    const { crm, sink } = await opened();
    crm.faults.push({ on: 'read', act: { refuse: { status: 200, body: { success: true } } } });
    expect(await thrown(sink.read?.([{ key: 'd:acme.com' }]) ?? Promise.resolve())).toBeInstanceOf(HttpFault);
    crm.faults.push({ on: 'read', times: 4, act: { refuse: { status: 500, body: 'oops' } } });
    expect(await thrown(sink.read?.([{ key: 'd:acme.com' }]) ?? Promise.resolve())).toBeInstanceOf(HttpFault);
  });
});

describe('pipedrive, limits', () => {
  it('waits for the window where requests come too fast', async () => {
    let now = 0;
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds);
      now += milliseconds;
    };
    const { sink } = await opened({ burst: 3, now: () => now, bare: true, edge: { sleep } });
    await sink.setup(false);
    expect(slept).toEqual([2_000, 2_000]);
  });

  it('stops at once where the tokens of the day are spent', async () => {
    const slept: number[] = [];
    const { crm, sink, paths } = await opened({ edge: { sleep: async (ms) => void slept.push(ms) } });
    crm.budget.left = 14;
    const error = await thrown(
      sink.write([create('d:acme.com')]).then(() => sink.write([create('d:b.com')])),
    );
    expect(error).toMatchObject({
      exitCode: exitCodes.delivery,
      message:
        "pipedrive: today's 30,000 tokens are spent; what was not sent stays queued until midnight at Pipedrive.",
    });
    expect([slept, paths()]).toEqual([[], ['GET /api/v2/organizationFields', 'POST /api/v2/organizations']]);
  });

  it('tells what a push costs, and what is left', async () => {
    const { sink } = await opened();
    await sink.read?.([{ key: 'd:acme.com' }]);
    expect(sink.limits.cost?.({ reads: 500, creates: 480, updates: 10 })).toBe(
      'about 2,510 of your tokens (29,980 left today)',
    );
  });

  it('stops where the token or its user is refused, and tells no secret', async () => {
    const { crm, sink, open } = await opened();
    const refusals = [
      [
        { status: 401, body: { success: false, error: 'unauthorized access' } },
        /the token was refused \(401\)/,
      ],
      [{ status: 402, body: { success: false, error: 'payment' } }, /not open \(402\)/],
      [{ status: 403, body: '<!doctype html>' }, /blocks requests for a while/],
      [{ status: 403, body: { success: false, error: 'limit' } }, /may not do that \(403: limit\)/],
    ] as const;
    for (const [refuse, message] of refusals) {
      crm.faults.push({ on: 'write', act: { refuse } });
      const error = await thrown(sink.write([create('d:acme.com')]));
      expect(error.message).toMatch(message);
      expect(error).toMatchObject({ exitCode: exitCodes.delivery, next: expect.any(String) });
      expect(JSON.stringify([error.message, error])).not.toContain(pipedriveToken);
    }
    const { edge } = fakeEdge({ fetch });
    const settings: Own = { enabled: true, baseUrl: crm.url, leads: false, fields: {} };
    const none = pipedrive.open({ settings, fields: pipedrive.defaults(settings), outside: edge });
    expect(await thrown(none)).toMatchObject({
      exitCode: exitCodes.input,
      message: /PIPEDRIVE_TOKEN is not set/,
    });
    expect((await (await open()).check()).facts[0]?.[1]).toBe('Example (4711, example.pipedrive.com)');
  });
});

describe('pipedrive, setup and check', () => {
  it('makes the fields that are missing, once, after telling what it would make', async () => {
    const { crm, sink } = await opened({ bare: true });
    const dry = await sink.setup(true);
    expect(dry.filter(({ state }) => state === 'missing')).toHaveLength(7);
    expect(crm.fields.some((field) => field.is_custom_field)).toBe(false);
    await sink.setup(false);
    expect((await sink.setup(true)).every(({ state }) => state === 'there')).toBe(true);
    expect(
      crm.fields
        .filter((one) => one.is_custom_field)
        .map(({ field_name, field_type }) => [field_name, field_type]),
    ).toEqual([
      ['GA Leads key', 'varchar'],
      ['GA Leads score', 'double'],
      ['GA Leads sessions', 'double'],
      ['GA Leads first seen', 'date'],
      ['GA Leads last seen', 'date'],
      ['GA Leads top pages', 'text'],
      ['GA Leads evidence', 'text'],
    ]);
    expect(await sink.check()).toMatchObject({ problems: [] });
  });

  it('sends nothing where a field is missing, of another type, or there twice', async () => {
    const { crm, sink, paths } = await opened({ bare: true });
    crm.addField('GA Leads key', 'varchar');
    crm.addField('GA Leads key', 'varchar');
    crm.addField('GA Leads score', 'varchar');
    const { problems } = await sink.check();
    expect(problems.map(({ message }) => message)).toEqual([
      'organisations have 2 fields GA Leads key',
      'the field GA Leads score is of the type varchar, not double',
      'organisations have no field GA Leads sessions',
      'organisations have no field GA Leads first seen',
      'organisations have no field GA Leads last seen',
      'organisations have no field GA Leads top pages',
      'organisations have no field GA Leads evidence',
    ]);
    expect(problems[2]?.next).toContain('ga-leads setup pipedrive --write');
    expect((await sink.setup(true)).filter(({ state }) => state === 'wrong')).toHaveLength(2);
    const error = await thrown(sink.write([create('d:acme.com')]));
    expect(error.message).toContain('organisations have 2 fields GA Leads key (and 6 more');
    expect(paths().filter((path) => path.startsWith('POST'))).toEqual([]);
  });

  it('takes built-in fields by their code, and never makes one of that name', async () => {
    const fields: CrmField[] = [
      ...pipedrive.defaults({ enabled: true, baseUrl: '', leads: false, fields: {} }),
      { to: 'employee_count', from: 'pageViews', mode: 'owned' },
      { to: 'annual_revenue', from: 'score', mode: 'owned' },
    ];
    const { crm, sink } = await opened({ fields, bare: true });
    const steps = await sink.setup(false);
    expect(steps.at(-2)).toEqual({ what: 'organisation field employee_count (int)', state: 'there' });
    expect(steps.at(-1)).toMatchObject({
      state: 'wrong',
      next: expect.stringContaining('has not switched on'),
    });
    expect(crm.fields.some(({ field_name }) => field_name === 'annual_revenue')).toBe(false);
  });

  it('says that a person has to allow it where the user is no admin', async () => {
    const { sink } = await opened({ isAdmin: false, bare: true });
    expect((await thrown(sink.setup(false))).message).toContain('You do not have permissions');
  });

  it('links to the company of the token', async () => {
    const { sink } = await opened();
    expect(sink.link('5')).toBeUndefined();
    expect(sink.link('5', '4711')).toBe('https://app.pipedrive.com/organization/5');
    expect(await sink.account()).toBe('4711');
    expect(sink.link('5')).toBe('https://example.pipedrive.com/organization/5');
  });
});

describe('pipedrive, leads in the inbox', () => {
  const own = { leads: true };
  const inboxOf = (values: Record<string, string | number> | undefined) => values?.['GA Leads inbox'];

  it('makes one with each new organisation, and none with an adopted one', async () => {
    const { crm, sink } = await opened({ own });
    const id = crm.add({ name: 'Theirs' });
    await sink.write([
      { kind: 'update', key: 'd:theirs.com', remoteId: id, values: { 'GA Leads key': 'd:theirs.com' } },
      create('d:acme.com', 'Acme'),
    ]);
    expect(crm.leads).toEqual([
      { id: expect.any(String), title: 'Acme', organization_id: 2, is_archived: false },
    ]);
    expect(inboxOf(crm.companies()[1]?.values)).toBe(crm.leads[0]?.id);
  });

  it.each([
    ['the organisation', 0, 0],
    ['the lead', 1, 1],
    ['its note', 2, 1],
  ])('is finished by the next push, once, where the answer to %s was lost', async (_, after, made) => {
    const { crm, sink, open, read } = await opened({ own });
    // A lost note is repeated at once, since it does no harm.
    crm.faults.push({ on: 'write', after, times: after === 2 ? 4 : 1, act: 'lose' });
    await thrown(sink.write([create('d:acme.com', 'Acme')]));
    expect(crm.leads).toHaveLength(made);
    if (after === 2) crm.edit('1', 'GA Leads inbox', 'due');
    if (after === 1 && crm.leads[0]) crm.leads[0].is_archived = true;

    const next = await open();
    const [found] = await read({ key: 'd:acme.com' }, next);
    expect(found).toMatchObject({ remoteId: '1', by: 'key', unfinished: true });
    const finish = { kind: 'update', key: 'd:acme.com', remoteId: '1', values: {} } as const;
    expect(await next.write([finish])).toMatchObject([{ outcome: 'updated' }]);
    expect(crm.leads).toHaveLength(1);
    expect(inboxOf(crm.companies()[0]?.values)).toBe(crm.leads[0]?.id);
    expect((await read({ key: 'd:acme.com' }, next))[0]).not.toHaveProperty('unfinished');
  });

  it.each(['lose', 'drop'] as const)('is made once by a push, whichever answer is lost (%s)', async (act) => {
    for (const after of [0, 1, 2, 3]) {
      const crm = await company(own);
      servers.push(crm);
      const settings: Own = { enabled: true, baseUrl: crm.url, leads: true, fields: {} };
      const kind = { name: 'pipedrive', title: 'Pipedrive', kind: pipedrive };
      const push = async () => {
        const { edge } = fakeEdge({ fetch, env });
        const opened = await openKind(kind, settings, edge);
        await deliver(opened, history.outbox, 'own', subjectsOf(companies(2), opened.fields));
      };
      const history = someHistory();
      crm.faults.push({ on: 'write', after, act });
      await push();
      await push();
      expect(crm.leads.map(({ organization_id }) => organization_id).toSorted()).toEqual([1, 2]);
      expect(crm.companies().map(({ values }) => inboxOf(values))).not.toContain('due');
      const before = crm.requests.length;
      await push();
      expect(crm.requests).toHaveLength(before);
    }
  });

  it('stays due where it was refused', async () => {
    const { crm, sink, read } = await opened({ own });
    crm.faults.push({
      on: 'write',
      after: 1,
      act: { refuse: { status: 400, body: { success: false, error: 'no' } } },
    });
    expect(await sink.write([create('d:acme.com')])).toMatchObject([
      { outcome: 'unknown', reason: expect.stringContaining('its lead was refused') },
    ]);
    expect(await read({ key: 'd:acme.com' })).toMatchObject([{ unfinished: true }]);
  });
});
