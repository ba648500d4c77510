import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a stand-in got it. */
export interface Asked {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
}

/** Whether a request reads or writes companies; `other`: signing in, fields, limits. */
export type Purpose = 'read' | 'write' | 'other';

/** What goes wrong, once or `times` times, with requests for a purpose. */
export interface Fault {
  on: Purpose;
  /** Only with such requests; with all of them where absent. */
  when?(asked: Asked): boolean;
  /** So many requests for that purpose go well first; 0 where absent. */
  after?: number;
  /** 1 where absent. */
  times?: number;
  /**
   * `refuse` answers so and does nothing; `spoil` does what was asked and answers so; `lose` does what was asked,
   * then drops the connection; `drop` does nothing.
   */
  act: { refuse: Reply } | { spoil: Reply } | 'lose' | 'drop';
}

/** A company as a stand-in holds it; values by the vendor's field names. */
export interface Company {
  id: string;
  values: Record<string, string | number>;
}

/** A CRM that stands in for a vendor's, with state, over a real socket; the contract of sinks drives it. */
export interface CrmStandIn {
  /** For the setting baseUrl. */
  url: string;
  requests: (Asked & { purpose: Purpose })[];
  faults: Fault[];
  /** Called before a request is carried out, after it was, and after it was answered: a test kills a process there. */
  watch?: (moment: 'before' | 'done' | 'answered', purpose: Purpose) => void | Promise<void>;
  /** Of all companies, those of people too. */
  companies(): Company[];
  /** As a person does; gives the id. */
  add(company: { name: string; domain?: string }): string;
  edit(id: string, field: string, value: string | number): void;
  remove(id: string): void;
  close(): Promise<void>;
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Serves a vendor's API on loopback, with faults as they are asked for. */
export async function serveCrm(
  purposeOf: (asked: Asked) => Purpose,
  answer: (asked: Asked) => Reply | Promise<Reply>,
  port = 0,
): Promise<Pick<CrmStandIn, 'url' | 'requests' | 'faults' | 'watch' | 'close'>> {
  const standIn: Pick<CrmStandIn, 'url' | 'requests' | 'faults' | 'watch' | 'close'> = {
    url: '',
    requests: [],
    faults: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer(async (message, response) => {
    const url = new URL(message.url ?? '/', 'http://localhost');
    const asked: Asked = {
      method: message.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: message.headers as Record<string, string>,
      body: await textOf(message),
    };
    const purpose = purposeOf(asked);
    standIn.requests.push({ ...asked, purpose });
    const fault = faultFor(standIn.faults, asked, purpose);
    await standIn.watch?.('before', purpose);
    if (fault?.act === 'drop') return response.destroy();
    const act: { refuse?: Reply; spoil?: Reply } = typeof fault?.act === 'object' ? fault.act : {};
    const answered = act.refuse ?? (await answer(asked));
    const reply = act.spoil ?? answered;
    await standIn.watch?.('done', purpose);
    if (fault?.act === 'lose') return response.destroy();
    const isText = typeof reply.body === 'string';
    response.writeHead(reply.status, {
      'content-type': isText ? 'text/plain' : 'application/json',
      ...reply.headers,
    });
    response.end(isText ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body));
    await standIn.watch?.('answered', purpose);
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return standIn;
}

function faultFor(faults: Fault[], asked: Asked, purpose: Purpose): Fault | undefined {
  const fault = faults.find(
    ({ on, times = 1, when }) => on === purpose && times > 0 && (when?.(asked) ?? true),
  );
  if (!fault) return undefined;
  if ((fault.after ?? 0) > 0) {
    fault.after = (fault.after ?? 0) - 1;
    return undefined;
  }
  fault.times = (fault.times ?? 1) - 1;
  return fault;
}
