import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * When to strike: at the nth request that calls `method`. `before`: it is not passed on; `during`: it is, and the
 * answer is not waited for; `done`: it was carried out, and the answer is withheld; `answered`: with the answer.
 */
export interface Strike {
  method: string;
  nth: number;
  moment: 'before' | 'during' | 'done' | 'answered';
}

export interface LoopbackProxy {
  url: string;
  /** Requests that were passed on. */
  passed(): number;
  /** From now on, once. */
  strike(when: Strike, blow: () => void): void;
  close(): Promise<void>;
}

/** Stands on loopback between a client and a JSON-RPC server, and can end the client at a chosen moment. */
export async function startProxy(target: string): Promise<LoopbackProxy> {
  let pending: (Strike & { blow: () => void }) | undefined;
  let passed = 0;

  const isDue = (body: string): boolean => {
    if (!pending || JSON.parse(body).method !== pending.method) return false;
    pending.nth--;
    return pending.nth === 0;
  };

  const server = createServer(async (message, response) => {
    const body = await textOf(message);
    const due = isDue(body) ? pending : undefined;
    if (due) pending = undefined;
    if (due?.moment === 'before') {
      due.blow();
      return response.destroy();
    }
    passed++;
    const { authorization } = message.headers;
    const answered = fetch(`${target}${message.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body,
    });
    if (due?.moment === 'during') due.blow();
    const answer = await answered;
    const text = await answer.text();
    if (due?.moment === 'done') due.blow();
    if (due && due.moment !== 'answered') return response.destroy();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(text, () => due?.blow());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => passed,
    strike: (when, blow) => {
      pending = { ...when, blow };
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
