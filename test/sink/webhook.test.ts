import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import type { Edge } from '../../src/edge.ts';
import { HttpFault } from '../../src/http.ts';
import { BatchRefused, type Operation } from '../../src/sink/crm.ts';
import { webhook } from '../../src/sink/webhook.ts';
import { fakeEdge } from '../edge.ts';
import { startWebhook, type WebhookStandIn, webhookSecret } from '../stand-ins/crm/webhook.ts';
import { sinkContract } from './contract.ts';

const standIns: WebhookStandIn[] = [];
afterEach(async () => {
  for (const { close } of standIns.splice(0)) await close();
});

async function receiver(options?: Parameters<typeof startWebhook>[0]) {
  const standIn = await startWebhook(options);
  standIns.push(standIn);
  return standIn;
}

type Own = { enabled: boolean; baseUrl?: string; batch: number; fields: Record<string, never> };

function open(
  baseUrl: string | undefined,
  more: { batch?: number; secret?: string; edge?: Partial<Edge> } = {},
) {
  const { batch = 1, edge } = more;
  const settings: Own = { enabled: true, batch, fields: {}, ...(baseUrl && { baseUrl }) };
  return webhook.open({
    settings,
    fields: webhook.defaults(settings),
    outside: fakeEdge({
      env: { WEBHOOK_SECRET: 'secret' in more ? more.secret : webhookSecret },
      fetch: globalThis.fetch,
      ...edge,
    }).edge,
  });
}

const unread = 'nothing can be read back from a webhook';
sinkContract({
  name: 'webhook',
  module: path.join(import.meta.dirname, '../../src/sink/webhook.ts'),
  exported: 'webhook',
  start: () => startWebhook(),
  settings: ({ url }): Own => ({ enabled: true, baseUrl: url, batch: 1, fields: {} }),
  env: { WEBHOOK_SECRET: webhookSecret },
  refuse(standIn, key) {
    standIn.refuse = ({ body }) => (body.includes(`"${key}"`) ? { status: 422, body: 'no' } : undefined);
  },
  without: {
    'adopts by exact domain': unread,
    'two matches: refused': unread,
    'a company of another lead: refused': unread,
    'look-up fails: nothing is created': unread,
    'a lead whose domain becomes known: the same company': unread,
    "a person's edit is kept": unread,
    'deleted in the CRM: not made again': unread,
    'deleted in the CRM: made again where that is asked for': unread,
    'a plan changes nothing': unread,
  },
});

const hostile = '=cmd|\' /C calc\'!A0 "Müller"\\, 株式会社\n🦄 =x';
const acme: Operation = { kind: 'create', key: 'd:acme.com', values: { name: 'Acme', score: 87 } };
const zoo: Operation = { kind: 'update', key: 'd:zoo.de', values: { name: hostile }, remoteId: 'd:zoo.de' };

describe('the webhook', () => {
  it('posts an event a lead, signed so that the library of Standard Webhooks takes it', async () => {
    const { url, requests } = await receiver();
    const sink = await open(url, { edge: { now: () => new Date() } });
    expect(await sink.write([acme])).toEqual([
      { key: 'd:acme.com', outcome: 'created', remoteId: 'd:acme.com' },
    ]);
    expect(await sink.write([zoo])).toEqual([{ key: 'd:zoo.de', outcome: 'updated', remoteId: 'd:zoo.de' }]);
    const library = new Webhook(webhookSecret);
    expect(requests.map(({ body, headers }) => library.verify(body, headers))).toEqual([
      { type: 'lead.created', data: { key: 'd:acme.com', name: 'Acme', score: 87 } },
      { type: 'lead.updated', data: { key: 'd:zoo.de', name: hostile } },
    ]);
  });

  it('is known by the key, whatever is mapped to a field of that name', async () => {
    const { url, requests } = await receiver();
    await (await open(url)).write([{ ...acme, values: { key: 'Acme' } }]);
    expect(JSON.parse(requests[0]?.body ?? '').data).toEqual({ key: 'd:acme.com' });
  });

  it('does not show the path of its address, even where the other side tells it back', async () => {
    const { url, faults } = await receiver({ path: '/hook/T0KEN/' });
    const body = 'Cannot POST /hook/T0KEN/?a=b, nor /hook/T0KEN/';
    faults.push({ on: 'write', act: { refuse: { status: 404, body } } });
    const outcomes = await (await open(`${url}/hook/T0KEN/?a=b`)).write([acme]);
    expect(outcomes).toMatchObject([{ reason: 'webhook: answered 404 (Cannot POST ***, nor ***)' }]);
  });

  it('posts a batch as one message', async () => {
    const { url, requests } = await receiver();
    const sink = await open(url, { batch: 50 });
    expect(sink.limits.write).toBe(50);
    await sink.write([acme, zoo]);
    await sink.write([acme]);
    expect(requests.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: 'lead.batch', data: [{ type: 'lead.created' }, { type: 'lead.updated' }] },
      { type: 'lead.batch', data: [{ type: 'lead.created' }] },
    ]);
  });

  it('repeats a message under its id after a lost answer, 5xx and 429, so that it is taken once', async () => {
    const standIn = await receiver();
    const sink = await open(standIn.url);
    standIn.faults.push(
      { on: 'write', act: 'lose' },
      { on: 'write', act: { refuse: { status: 503 } } },
      { on: 'write', act: { refuse: { status: 429, headers: { 'retry-after': '2' } } } },
    );
    await sink.write([acme]);
    expect(standIn.requests).toHaveLength(4);
    expect(new Set(standIn.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(standIn.taken.size).toBe(1);
  });

  it('gives the same id to the same leads at another time, and another one to other leads or values', async () => {
    const { url, requests } = await receiver();
    const later = { now: () => new Date('2026-12-24T00:00:00Z') };
    await (await open(url)).write([acme]);
    await (await open(url, { edge: later })).write([acme]);
    await (await open(url)).write([{ ...acme, values: { ...acme.values, score: 88 } }]);
    await (await open(url)).write([{ ...acme, key: 'd:acme.org' }]);
    const ids = requests.map(({ headers }) => headers['webhook-id']);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect(requests[1]?.headers['webhook-timestamp']).not.toBe(requests[0]?.headers['webhook-timestamp']);
  });

  it('leaves to the engine what failed at every attempt', async () => {
    const standIn = await receiver();
    standIn.faults.push({ on: 'write', times: 4, act: { refuse: { status: 500 } } });
    const failing = (await open(standIn.url)).write([acme]);
    await expect(failing).rejects.toThrow(HttpFault);
    await expect(failing).rejects.toMatchObject({ again: true, arrived: 'unknown' });
  });

  it('fails the lead that is refused; of a batch any may be it', async () => {
    const standIn = await receiver();
    standIn.refuse = ({ body }) => (body.includes('zoo') ? { status: 422, body: 'no zoos' } : undefined);
    const single = await open(standIn.url);
    expect(await single.write([zoo])).toEqual([
      { key: 'd:zoo.de', outcome: 'failed', again: false, reason: 'webhook: answered 422 (no zoos)' },
    ]);
    await expect((await open(standIn.url, { batch: 2 })).write([acme, zoo])).rejects.toThrow(BatchRefused);
    expect(standIn.taken.size).toBe(0);
  });

  it.each([
    [{ status: 410 }, 'wants no more of it (410 Gone)'],
    [{ status: 401 }, 'refused the signature (401)'],
    [{ status: 308, headers: { location: 'http://evil.example/hook' } }, 'at evil.example'],
  ])('stops at %o', async (refuse, message) => {
    const standIn = await receiver();
    standIn.faults.push({ on: 'write', act: { refuse } });
    const writing = (await open(standIn.url)).write([acme]);
    await expect(writing).rejects.toThrow(message);
    await expect(writing).rejects.toMatchObject({ exitCode: 4 });
    expect(standIn.requests).toHaveLength(1);
  });

  it('does not tell the secret, though the receiver does', async () => {
    const standIn = await receiver();
    standIn.refuse = () => ({ status: 422, body: `signed with ${webhookSecret}` });
    const [outcome] = await (await open(standIn.url)).write([acme]);
    expect(outcome).toMatchObject({ reason: 'webhook: answered 422 (signed with ***)' });
  });

  it('signs with another secret than the receiver knows: refused', async () => {
    const { url, taken } = await receiver();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await expect((await open(url, { secret })).write([acme])).rejects.toThrow('refused the signature');
    expect(taken.size).toBe(0);
  });

  it.each([
    [undefined, 'WEBHOOK_SECRET is not set'],
    ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'does not begin with whsec_'],
    ['whsec_not base64', 'is not base64 after whsec_'],
    ['whsec_AAAA', 'holds 3 bytes, not 24 to 64'],
  ])('where WEBHOOK_SECRET is %s: %s', async (secret, refusal) => {
    const opened = open('https://example.com', { secret: secret as string });
    await expect(opened).rejects.toThrow(refusal);
    await expect(opened).rejects.toMatchObject({ exitCode: 2 });
    if (secret) await expect(opened).rejects.not.toThrow(secret);
  });

  it('needs an address', async () => {
    await expect(open(undefined)).rejects.toThrow('no address');
  });

  it('is known by its host and a hash of its address, whose path may be a secret', async () => {
    const one = await open('https://hooks.example/T0/sEcReT');
    const other = await open('https://hooks.example/T0/other');
    expect(await one.account()).toMatch(/^hooks\.example #[0-9a-f]{8}$/);
    expect(await one.account()).not.toBe(await other.account());
  });
});
