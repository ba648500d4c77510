import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import { exitCodes, inputError, UserError } from '../../errors.ts';
import { type HttpAnswer, HttpFault, request } from '../../http.ts';
import { printable } from '../../text.ts';
import type { Outside } from '../crm.ts';

/** Tryton refused what was asked, in its own words, and took all of it back. */
export class Refusal extends Error {
  override name = 'Refusal';
  /** Whether it may go well at another time: somebody else was writing the same. */
  readonly again: boolean;

  constructor(message: string, again: boolean) {
    super(message);
    this.again = again;
  }
}

export interface TrytonRpc {
  /** The server's version; needs no session. */
  version(): Promise<string>;
  /** Calls a method of a model, in a session. `repeatable`: calling it twice does no more than once. */
  call<T>(result: z.ZodType<T>, method: string, params: readonly unknown[], repeatable: boolean): Promise<T>;
}

const body = z.union([
  z.object({ result: z.unknown() }).refine((one) => 'result' in one),
  z.object({ error: z.tuple([z.string()], z.unknown()) }),
]);

const stop = (message: string, next: string, cause?: Error) =>
  new UserError(exitCodes.delivery, `tryton: ${message}`, next, { cause });

/** Speaks JSON-RPC with the password of the environment; exit 2 if there is none. */
export function trytonRpc(
  { baseUrl, database, user }: Pick<Settings['sinks']['tryton'], 'baseUrl' | 'database' | 'user'>,
  outside: Outside,
): TrytonRpc {
  const password = outside.env.TRYTON_PASSWORD;
  if (!password) {
    throw inputError('tryton: TRYTON_PASSWORD is not set', `Put the password of ${user} into .env.`);
  }
  const ofDatabase = `${baseUrl}/${encodeURIComponent(database)}/`;
  let session: Promise<string> | undefined;

  async function post(
    url: string,
    { method, params, repeatable }: { method: string; params: readonly unknown[]; repeatable: boolean },
    authorization?: string,
  ): Promise<unknown> {
    const answer = await request(outside, {
      to: 'tryton',
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ id: 1, method, params }),
      secrets: [password ?? '', authorization?.replace(/^Session /, '') ?? ''],
      repeatable,
    });
    return resultIn(answer, repeatable);
  }

  async function signIn(): Promise<string> {
    const params = [user, { password }];
    const result = await post(ofDatabase, { method: 'common.db.login', params, repeatable: false }).catch(
      (error: unknown) => {
        throw signInFault(error);
      },
    );
    const opened = z.tuple([z.int(), z.string()]).safeParse(result);
    if (!opened.success) throw signInFault(undefined);
    const [id, key] = opened.data;
    return `Session ${Buffer.from(`${user}:${id}:${key}`).toString('base64')}`;
  }

  function signInFault(error: unknown): unknown {
    const status = error instanceof HttpFault ? error.answer?.status : undefined;
    if (status === 401 || status === 403) {
      return stop(
        `the password of ${user} was refused (${status}); nothing was sent.`,
        'Look at sinks.tryton.user and at TRYTON_PASSWORD in .env.',
      );
    }
    if (status === 429) {
      return stop(
        `too many tries to sign in as ${user} (429); nothing was sent.`,
        'Wait a few minutes, then run the same command again.',
      );
    }
    if (status === undefined && error instanceof HttpFault) return error;
    if (status !== undefined && status !== 404) return error;
    return stop(
      `cannot sign in to the database ${database}${error instanceof Error ? ` (${error.message})` : ''}; nothing was sent.`,
      'Look at sinks.tryton.baseUrl and sinks.tryton.database.',
    );
  }

  function opened(): Promise<string> {
    session ??= signIn().catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  }

  /** In a new session, once, where the old one has run out: what was asked was not begun. */
  async function inSession(call: Parameters<typeof post>[1]): Promise<unknown> {
    const held = opened();
    const authorization = await held;
    try {
      return await post(ofDatabase, call, authorization);
    } catch (error) {
      if (!(error instanceof HttpFault && error.answer?.status === 401)) throw error;
      if (session === held) session = undefined;
      return post(ofDatabase, call, await opened());
    }
  }

  return {
    version: async () => {
      const call = { method: 'common.server.version', params: [], repeatable: true };
      return checked(z.string(), await post(`${baseUrl}/`, call), true);
    },
    async call(result, method, params, repeatable) {
      const found = await inSession({ method, params, repeatable }).catch((error: unknown) => {
        const status = error instanceof HttpFault ? error.answer?.status : undefined;
        throw error instanceof HttpFault && (status === 401 || status === 403)
          ? stop(
              `${user} may not call ${method} (${status}); what was not sent stays queued.`,
              'Activate the module party, and give the user a group that may write parties.',
              error,
            )
          : error;
      });
      return checked(result, found, repeatable);
    },
  };
}

function resultIn(answer: HttpAnswer, repeatable: boolean): unknown {
  let parsed: z.infer<typeof body>;
  try {
    parsed = body.parse(JSON.parse(answer.text));
  } catch (error) {
    throw unexpected(error, repeatable, answer);
  }
  if ('result' in parsed) return parsed.result;
  // [kind, [message, …]] of Tryton's own errors; [message, …] of any other.
  const [kind, details] = parsed.error;
  const words = Array.isArray(details) ? details.filter((one) => typeof one === 'string' && one !== '') : [];
  const own = ['UserError', 'UserWarning', 'ConcurrencyException'].includes(kind);
  const message = printable((own ? words.join(' ') || details : kind)?.toString() ?? kind).slice(0, 300);
  throw new Refusal(message, !own || kind === 'ConcurrencyException');
}

function checked<T>(shape: z.ZodType<T>, result: unknown, repeatable: boolean): T {
  const parsed = shape.safeParse(result);
  if (parsed.success) return parsed.data;
  throw unexpected(parsed.error, repeatable);
}

function unexpected(error: unknown, repeatable: boolean, answer?: HttpAnswer): HttpFault {
  const what = error instanceof z.ZodError ? printable(z.prettifyError(error)).slice(0, 200) : 'no JSON';
  return new HttpFault(`tryton: answered with something unexpected (${what})`, {
    again: false,
    arrived: repeatable ? 'no' : 'unknown',
    ...(answer && { answer }),
  });
}
