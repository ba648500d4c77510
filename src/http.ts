import type { Edge } from './edge.ts';
import { errnoOf } from './errors.ts';
import { printable } from './text.ts';

/** A request to a service outside, and what it takes to repeat and to report it. */
export interface HttpRequest {
  /** Who is asked, as a message begins: `slack`. */
  to: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Texts that must never be shown: tokens, the secret part of an address. */
  secrets: readonly string[];
  /** Whether sending it twice does no more than sending it once. */
  repeatable: boolean;
  /** Milliseconds until an answer must be there; 30,000 where absent. */
  patience?: number;
  /** Milliseconds to wait after a refusal, where the service says so otherwise than by Retry-After. */
  pause?(answer: HttpAnswer): number | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** A request that did not end well. Its message has no secret. */
export class HttpFault extends Error {
  override name = 'HttpFault';
  /** Whether the same request may end well at another time. */
  readonly again: boolean;
  /** Whether it was carried out: after a refusal surely not, after a lost connection nobody knows. */
  readonly arrived: 'no' | 'unknown';
  /** Absent where nothing came back. */
  readonly answer?: HttpAnswer;

  constructor(message: string, fate: { again: boolean; arrived: 'no' | 'unknown'; answer?: HttpAnswer }) {
    super(message);
    this.again = fate.again;
    this.arrived = fate.arrived;
    if (fate.answer) this.answer = fate.answer;
  }
}

const attempts = 4;
const firstPause = 1_000;
/** A longer pause than this is not waited for: the message tells it. */
const longestPause = 60_000;
const usualPatience = 30_000;
const shownOfAnswer = 200;

type Outside = Pick<Edge, 'fetch' | 'sleep' | 'now' | 'signal'>;

/**
 * Sends a request and gives the answer if it is a success (2xx). Waits and tries again, up to 4 times, after
 * 429 (as long as Retry-After says, up to a minute) and where nothing was reached; after 5xx, a time-out and a
 * lost connection only if it is repeatable. Redirects are not followed. Else throws an HttpFault.
 */
export async function request(outside: Outside, asked: HttpRequest): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const fault = await once(outside, asked);
    if (!(fault instanceof HttpFault)) return fault;
    const pause = pauseAfter(fault, attempt, asked, outside.now());
    const may = fault.again && (asked.repeatable || fault.arrived === 'no');
    if (!may || attempt === attempts || pause > longestPause) throw fault;
    await outside.sleep(pause);
  }
}

async function once(outside: Outside, asked: HttpRequest): Promise<HttpAnswer | HttpFault> {
  const { method, url, headers = {}, body, patience = usualPatience } = asked;
  const clear = (text: string) => redacted(text, asked.secrets);
  try {
    const response = await outside.fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal: AbortSignal.any([outside.signal, AbortSignal.timeout(patience)]),
    });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    return response.ok ? answer : refusal(asked, answer, clear);
  } catch (error) {
    outside.signal.throwIfAborted();
    return lost(asked, error, clear);
  }
}

function refusal({ to }: HttpRequest, answer: HttpAnswer, clear: (text: string) => string): HttpFault {
  const { status, headers, text } = answer;
  const said = clear(printable(text)).slice(0, shownOfAnswer);
  const wait = status === 429 ? headers.get('retry-after') : null;
  const parts = [
    `${to}: answered ${status}`,
    said && ` (${said})`,
    wait && `; it asks to wait ${clear(printable(wait))}${/^\d+$/.test(wait) ? ' s' : ''}`,
  ];
  return new HttpFault(parts.filter(Boolean).join(''), {
    again: status === 429 || status >= 500,
    arrived: status >= 500 ? 'unknown' : 'no',
    answer,
  });
}

/** Failures before a connection stood: the request cannot have arrived. */
const unreached = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;
/** The other side could not show who it is: nothing was told to it, and it will be no better in a minute. */
const untrusted = /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

function lost(
  { to, url, patience = usualPatience }: HttpRequest,
  error: unknown,
  clear: (text: string) => string,
): HttpFault {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = errnoOf(cause) ?? '';
  const host = URL.canParse(url) ? new URL(url).host : 'its address';
  // fetch itself gives what it lost as a cause: without one it has made no request of this.
  if (cause === error && error instanceof TypeError) {
    return new HttpFault(
      `${to}: ${host} cannot be asked: its token or address holds what no request may (a line break, a letter beyond ASCII)`,
      { again: false, arrived: 'no' },
    );
  }
  const isLate = cause instanceof Error && cause.name === 'TimeoutError';
  const what = isLate
    ? `within ${patience / 1000} seconds`
    : clear(printable(cause instanceof Error ? cause.message || code || cause.name : String(cause)));
  const isUntrusted = untrusted.test(code);
  const arrived = isUntrusted || unreached.test(code) ? 'no' : 'unknown';
  const verb = arrived === 'no' ? 'cannot reach' : 'lost the connection to';
  return new HttpFault(`${to}: ${isLate ? `${host} did not answer` : `${verb} ${host}`} (${what})`, {
    again: !isUntrusted,
    arrived,
  });
}

/** How long to wait before the next attempt, in milliseconds. */
function pauseAfter({ answer }: HttpFault, attempt: number, asker: HttpRequest, now: Date): number {
  const told = answer && asker.pause?.(answer);
  if (told !== undefined) return told;
  const asked = answer?.headers.get('retry-after') ?? '';
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const until = Date.parse(asked);
  if (Number.isFinite(until)) return Math.max(0, until - now.getTime());
  return firstPause * 2 ** (attempt - 1);
}

/** A text without secrets: as they are, as they are shown, and as they stand in an address. */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, printable(secret), encodeURIComponent(secret)])
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
