import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpFault, type HttpRequest, redacted, request } from '../src/http.ts';
import { fakeEdge } from './edge.ts';

type Step = (answer: ServerResponse, asked: IncomingMessage) => void;

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A service that takes one step a request, the last one again and again. */
async function service(...steps: Step[]) {
  const seen: { method: string | undefined; body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (asked, answer) => {
    let body = '';
    for await (const piece of asked) body += piece;
    seen.push({ method: asked.method, body, headers: asked.headers });
    steps[Math.min(seen.length, steps.length) - 1]?.(answer, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook/SECRET` };
}

const status =
  (code: number, headers: Record<string, string> = {}, text = ''): Step =>
  (answer) =>
    answer.writeHead(code, headers).end(text);

/** Sends with pauses that only are noted. */
async function ask(url: string, more: Partial<HttpRequest> = {}, signal = new AbortController().signal) {
  const pauses: number[] = [];
  const { edge } = fakeEdge({
    fetch: globalThis.fetch,
    signal,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  });
  const asked: HttpRequest = {
    to: 'slack',
    method: 'POST',
    url,
    body: '{}',
    secrets: ['SECRET'],
    repeatable: false,
    ...more,
  };
  const outcome = await request(edge, asked).catch((error: unknown) => error);
  return { outcome, pauses };
}

async function faultOf(url: string, more: Partial<HttpRequest> = {}) {
  const { outcome, pauses } = await ask(url, more);
  if (!(outcome instanceof HttpFault)) throw new Error(`expected an HttpFault, got ${String(outcome)}`);
  return { fault: outcome, pauses };
}

describe('request', () => {
  it('sends method, headers and body, and gives the answer', async () => {
    const { url, seen } = await service(status(200, { 'x-a': 'b' }, 'ok'));
    const { outcome } = await ask(url, { headers: { 'content-type': 'application/json' } });
    expect(outcome).toMatchObject({ status: 200, text: 'ok' });
    expect(seen).toMatchObject([
      { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    ]);
  });

  it('waits as long as a 429 asks, then tries again, even what must not be sent twice', async () => {
    const { url, seen } = await service(status(429, { 'retry-after': '7' }), status(200));
    const { outcome, pauses } = await ask(url);
    expect(outcome).toMatchObject({ status: 200 });
    expect({ pauses, requests: seen.length }).toEqual({ pauses: [7000], requests: 2 });
  });

  it('understands Retry-After as a time', async () => {
    const { url } = await service(
      status(429, { 'retry-after': 'Sun, 22 Nov 2026 08:00:05 GMT' }),
      status(200),
    );
    expect((await ask(url)).pauses).toEqual([5000]);
  });

  it('tells a wait that is too long instead of waiting', async () => {
    const { url, seen } = await service(status(429, { 'retry-after': '3600' }));
    const { fault, pauses } = await faultOf(url);
    expect(fault.message).toContain('it asks to wait 3600 s');
    expect(fault).toMatchObject({ again: true, arrived: 'no' });
    expect({ pauses, requests: seen.length }).toEqual({ pauses: [], requests: 1 });
  });

  it('tries again after 5xx only what may be sent twice, with growing pauses, and gives up', async () => {
    const once = await service(status(503));
    expect((await faultOf(once.url)).fault).toMatchObject({ again: true, arrived: 'unknown' });
    expect(once.seen).toHaveLength(1);
    const often = await service(status(503));
    expect((await faultOf(often.url, { repeatable: true })).pauses).toEqual([1000, 2000, 4000]);
    expect(often.seen).toHaveLength(4);
  });

  it('takes another 4xx as final', async () => {
    const { url, seen } = await service(status(404, {}, 'no_service'));
    const { fault } = await faultOf(url, { repeatable: true });
    expect(fault.message).toBe('slack: answered 404 (no_service)');
    expect(fault).toMatchObject({ again: false, arrived: 'no', answer: { status: 404, text: 'no_service' } });
    expect(seen).toHaveLength(1);
  });

  it('follows no redirect', async () => {
    const other = await service(status(200));
    const { url } = await service(status(302, { location: other.url }));
    expect((await faultOf(url)).fault).toMatchObject({ again: false, arrived: 'no' });
    expect(other.seen).toEqual([]);
  });

  it('tries again where nothing was reached: it cannot have arrived', async () => {
    const { url } = await service(status(200));
    for (const stop of stops.splice(0)) stop();
    const { fault, pauses } = await faultOf(url);
    expect(fault).toMatchObject({ again: true, arrived: 'no' });
    expect(fault.message).toMatch(/^slack: cannot reach 127\.0\.0\.1:\d+ \(/);
    expect(pauses).toHaveLength(3);
  });

  it('does not know whether it arrived when the connection is lost, and sends no second time', async () => {
    const { url, seen } = await service((answer) => answer.destroy());
    const { fault } = await faultOf(url);
    expect(fault).toMatchObject({ again: true, arrived: 'unknown' });
    expect(fault.message).toContain('lost the connection to 127.0.0.1');
    expect(seen).toHaveLength(1);
  });

  it('does not wait for ever', async () => {
    const { url } = await service(() => undefined);
    const { fault } = await faultOf(url, { patience: 60 });
    expect(fault.message).toMatch(/did not answer \(within 0\.06 seconds\)$/);
    expect(fault.arrived).toBe('unknown');
  });

  it('never shows nor sends a token that no header takes, and does not try again', async () => {
    const { url, seen } = await service(status(200));
    for (const token of ['one\nSECRET', 'SECRET–tail']) {
      const headers = { authorization: `Bearer ${token}` };
      const { fault, pauses } = await faultOf(url, { headers, secrets: [token], repeatable: true });
      expect(fault).toMatchObject({ again: false, arrived: 'no' });
      expect(fault.message).toMatch(
        /^slack: 127\.0\.0\.1:\d+ cannot be asked: its token or address holds what no request may/,
      );
      expect(fault.message).not.toContain('SECRET');
      expect(pauses).toEqual([]);
    }
    expect(seen).toEqual([]);
  });

  it('ends at Ctrl-C', async () => {
    const { url } = await service(() => undefined);
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 30);
    const { outcome } = await ask(url, {}, interrupt.signal);
    expect(outcome).toMatchObject({ name: 'AbortError' });
  });

  it('shows no secret and no control character, whatever the other side says', async () => {
    const { url } = await service(status(400, {}, `bad \u001b[31mtoken SECRET ${'x'.repeat(5000)}`));
    const { message } = (await faultOf(url)).fault;
    expect(message).toContain('bad [31mtoken *** xxx');
    expect(message.length).toBeLessThan(260);
    const { outcome } = await ask('http://[SECRET');
    expect(String(outcome)).not.toContain('SECRET');
  });
});

describe('redacted', () => {
  it('takes secrets out, also as they stand in an address, and leaves the rest', () => {
    expect(redacted('key a b, a%20b, ab', ['a b', ''])).toBe('key ***, ***, ab');
    expect(redacted('key a b, t0ken', ['a\nb', ' t0ken\n', '\n'])).toBe('key ***, ***');
  });
});
