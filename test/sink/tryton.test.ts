import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/schema.ts';
import { exitCodes, UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type Operation, type Ref } from '../../src/sink/crm.ts';
import { tryton } from '../../src/sink/tryton.ts';
import { fakeEdge } from '../edge.ts';
import { startTryton, type TrytonStandIn, trytonPassword } from '../stand-ins/crm/tryton.ts';
import { sinkContract } from './contract.ts';

type Own = Settings['sinks']['tryton'];

const env = { TRYTON_PASSWORD: trytonPassword };
const settingsOf = (crm: TrytonStandIn): Own => ({
  enabled: true,
  baseUrl: crm.url,
  database: 'crm',
  user: 'admin',
  fields: {},
});

sinkContract({
  name: 'tryton',
  module: new URL('../../src/sink/tryton.ts', import.meta.url).href,
  exported: 'tryton',
  start: startTryton,
  settings: settingsOf,
  env,
  unauthorised: { status: 401, body: '<!doctype html>' },
  refuse: (crm, key) => crm.refuse(key),
});

const servers: TrytonStandIn[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function opened(own: Partial<Own> = {}, more: Record<string, string> = env) {
  const crm = await startTryton();
  servers.push(crm);
  const { edge: outside } = fakeEdge({ fetch, env: more });
  const settings = { ...settingsOf(crm), ...own };
  const sink = await tryton.open({ settings, fields: tryton.defaults(settings), outside });
  const read = async (ref: Ref) => (await sink.read?.([ref]))?.get(ref.key) ?? [];
  return { crm, sink, read };
}

const acme: Operation = {
  kind: 'create',
  key: 'd:acme.com',
  values: {
    'GA Leads key': 'd:acme.com',
    code: 'd:acme.com',
    name: 'Acme\nSöhne',
    website: 'https://acme.com',
    'GA Leads score': 87,
    'GA Leads first seen': '2026-11-16',
    'GA Leads evidence': 'one\ntwo, "three"\nfour',
  },
};

const thrown = async (work: Promise<unknown> | undefined): Promise<Error> => {
  const error = await work?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error('not refused');
};

describe('tryton', () => {
  it('keeps our fields as contact mechanisms, and reads them back as they were', async () => {
    const { crm, sink, read } = await opened();
    const [made] = await sink.write([acme]);
    expect(made).toMatchObject({ key: 'd:acme.com', outcome: 'created' });
    const [found] = await read({ key: 'd:acme.com' });
    // A line is a line there.
    expect(found).toMatchObject({
      by: 'key',
      key: 'd:acme.com',
      values: { ...acme.values, name: 'Acme Söhne' },
    });
    const body = JSON.parse(crm.requests.find(({ purpose }) => purpose === 'write')?.body ?? '');
    expect(body.params[0][0].contact_mechanisms).toContainEqual([
      'create',
      expect.arrayContaining([
        { type: 'website', value: 'https://acme.com', comment: '' },
        { type: 'other', name: 'GA Leads score', value: '87', comment: '' },
        { type: 'other', name: 'GA Leads evidence', value: 'one', comment: 'two, "three"\nfour' },
      ]),
    ]);
  });

  it('changes what is there, adds what is not, and leaves the rest', async () => {
    const { crm, sink } = await opened();
    const id = crm.add({ name: 'Acme', domain: 'acme.com' });
    const update = (values: Operation['values']): Operation => ({
      kind: 'update',
      key: 'd:acme.com',
      remoteId: id,
      values,
    });
    await sink.write([update({ 'GA Leads evidence': 'one\ntwo' })]);
    await sink.write([update({ 'GA Leads evidence': 'three', 'GA Leads score': 5 })]);
    const { body = '' } = crm.requests.filter(({ purpose }) => purpose === 'write').at(-1) ?? {};
    expect(JSON.parse(body).params[1].contact_mechanisms).toEqual([
      ['write', [expect.any(Number)], { value: 'three', comment: '' }],
      ['create', [{ type: 'other', name: 'GA Leads score', value: '5', comment: '' }]],
    ]);
    expect(crm.companies()).toEqual([
      {
        id,
        values: {
          name: 'Acme',
          code: id,
          website: 'http://www.acme.com/',
          'GA Leads evidence': 'three',
          'GA Leads score': '5',
        },
      },
    ]);
  });

  it('tells a number that a person wrote as text', async () => {
    const { crm, sink, read } = await opened();
    const [made] = await sink.write([acme]);
    const remoteId = made && 'remoteId' in made ? made.remoteId : '';
    crm.edit(remoteId, 'GA Leads score', 'very good');
    expect((await read({ key: 'd:acme.com', remoteId }))[0]?.values['GA Leads score']).toBe('very good');
  });

  it('looks for many in one request, websites by their exact host', async () => {
    const { crm, sink } = await opened();
    const id = crm.add({ name: 'Under_score', domain: 'a_b.example' });
    crm.add({ name: 'Other', domain: 'axb.example' });
    const bücher = crm.add({ name: 'Bücher', domain: 'bücher.example' });
    await sink.read?.([]);
    crm.requests.length = 0;
    const found = await sink.read?.([
      { key: 'd:a', domain: 'a_b.example' },
      { key: 'd:b', domain: 'b.example' },
      { key: 'd:c', domain: 'xn--bcher-kva.example' },
    ]);
    expect([...(found?.values() ?? [])].map((ones) => ones.map(({ remoteId }) => remoteId))).toEqual([
      [id],
      [],
      [bücher],
    ]);
    expect(crm.requests).toHaveLength(1);
  });

  it('does not touch a party that a person deactivated', async () => {
    const { crm, sink, read } = await opened();
    const [made] = await sink.write([acme]);
    const remoteId = made && 'remoteId' in made ? made.remoteId : '';
    crm.deactivate(remoteId);
    expect(await read({ key: 'd:acme.com', remoteId })).toMatchObject([{ closed: 'deactivated in Tryton' }]);
  });

  it('signs in again, once, where the session has run out', async () => {
    const { crm, sink, read } = await opened();
    await read({ key: 'd:acme.com' });
    crm.expire();
    expect(await sink.write([acme])).toMatchObject([{ outcome: 'created' }]);
    expect(crm.requests.filter(({ body }) => body.includes('common.db.login'))).toHaveLength(2);
    crm.faults.push({ on: 'write', times: 2, act: { refuse: { status: 401, body: '' } } });
    expect(await thrown(sink.write([acme]))).toMatchObject({ exitCode: exitCodes.delivery });
    expect(crm.companies()).toHaveLength(1);
  });

  it('refuses a batch as a whole, and says of a single one that it was made meanwhile', async () => {
    const { crm, sink } = await opened();
    const other: Operation = { kind: 'create', key: 'd:b.com', values: { code: 'd:b.com', name: 'B' } };
    await sink.write([acme]);
    const error = await thrown(sink.write([other, acme]));
    expect(error).toBeInstanceOf(BatchRefused);
    expect(error.message).toBe('The code on party must be unique.');
    expect(crm.companies()).toHaveLength(1);
    expect(await sink.write([acme])).toMatchObject([{ outcome: 'failed', again: true }]);
    crm.refuse('d:b.com');
    expect(await sink.write([other])).toMatchObject([
      { outcome: 'failed', reason: 'The party is on the embargo list.', again: false },
    ]);
  });

  it('takes no answer for another one', async () => {
    const { crm, sink, read } = await opened();
    await read({ key: 'd:x' });
    for (const body of ['', '[]', { id: 1 }, { id: 1, result: [] }, { id: 1, result: 'yes' }]) {
      crm.faults.push({ on: 'write', act: { refuse: { status: 200, body } } });
      expect(await thrown(sink.write([acme]))).toMatchObject({ arrived: 'unknown' });
    }
    crm.faults.push({ on: 'read', act: { refuse: { status: 200, body: { id: 1, result: null } } } });
    expect(await thrown(sink.read?.([{ key: 'd:x' }]))).toBeInstanceOf(HttpFault);
    const locked = { status: 200, body: { id: 1, error: ['database is locked', ''] } };
    crm.faults.push({ on: 'read', act: { refuse: locked } });
    expect(await thrown(sink.read?.([{ key: 'd:x' }]))).toMatchObject({ again: true, arrived: 'no' });
  });

  it('says what is wrong with the server, the user and the mapping', async () => {
    const { crm, sink } = await opened();
    expect(await sink.check()).toMatchObject({
      facts: [
        ['server', `Tryton 6.0.29 at ${new URL(crm.url).host}`],
        ['database', 'crm'],
        ['user', 'admin'],
        expect.anything(),
      ],
      problems: [],
    });
    expect(await sink.setup(false)).toMatchObject([{ state: 'there' }]);
    crm.denied.add('write party.contact_mechanism');
    expect((await sink.check()).problems).toMatchObject([
      { message: 'admin cannot write party.contact_mechanism' },
    ]);
    expect(await sink.setup(true)).toMatchObject([
      { state: 'byHand', next: expect.stringContaining('Groups') },
    ]);
    expect([await sink.account(), sink.link('7')]).toEqual([
      `${new URL(crm.url).host}/crm`,
      `${crm.url}/#crm/model/party.party/7`,
    ]);

    const wrong = (await opened({}, { TRYTON_PASSWORD: 'hunter2' })).sink;
    const refused = await thrown(wrong.read?.([{ key: 'd:x' }]));
    expect(refused).toMatchObject({ exitCode: exitCodes.delivery, message: /password of admin was refused/ });
    expect(JSON.stringify([refused.message, refused])).not.toContain('hunter2');
    const nowhere = (await opened({ database: 'none' })).sink;
    expect(await thrown(nowhere.read?.([{ key: 'd:x' }]))).toMatchObject({
      exitCode: exitCodes.delivery,
      message: expect.stringContaining('cannot sign in to the database none'),
    });
    await expect(opened({}, {})).rejects.toMatchObject({ exitCode: exitCodes.input });
    const outside = fakeEdge({ fetch, env }).edge;
    const fields = tryton.defaults(settingsOf(crm)).filter(({ to }) => to !== 'code');
    await expect(tryton.open({ settings: settingsOf(crm), fields, outside })).rejects.toThrow(UserError);
  });
});
