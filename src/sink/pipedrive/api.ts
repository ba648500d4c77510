import * as z from 'zod';
import { exitCodes, inputError, UserError } from '../../errors.ts';
import { type HttpAnswer, HttpFault, request } from '../../http.ts';
import { number } from '../../numbers.ts';
import { printable } from '../../text.ts';
import type { Outside } from '../crm.ts';

export interface Call {
  method: 'GET' | 'POST' | 'PATCH';
  /** With its version: `/api/v2/organizations`. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
}

export interface PipedriveApi {
  /** What the answer holds as `data`. A refusal that concerns the whole push is a UserError, any other an HttpFault. */
  ask<T>(data: z.ZodType<T>, call: Call): Promise<T>;
  /** All pages of a v2 list; 500 a page, 10 tokens each. */
  pages<T>(one: z.ZodType<T>, path: string, query: Call['query']): AsyncGenerator<T[]>;
  /** What the account may still spend today, as far as its last answer told. */
  tokens(): { left?: number; limit?: number };
}

const inTheAccount = 'In Pipedrive: your name > Personal preferences > API.';
/** The burst window of every plan, in milliseconds: https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting */
const burst = 2_000;
const remaining = 'x-daily-ratelimit-token-remaining';

const envelope = <T>(data: z.ZodType<T>) =>
  z.object({
    success: z.literal(true),
    data,
    additional_data: z.object({ next_cursor: z.string().nullish() }).nullish(),
  });

const stop = (message: string, next: string, cause: HttpFault) =>
  new UserError(exitCodes.delivery, `pipedrive: ${message}`, next, { cause });

/** Asks with the token of the environment; exit 2 if there is none. */
export function pipedriveApi(baseUrl: string, outside: Outside): PipedriveApi {
  const token = outside.env.PIPEDRIVE_TOKEN;
  if (!token) throw inputError('pipedrive: PIPEDRIVE_TOKEN is not set', `${inTheAccount} Put it into .env.`);
  let budget: { left?: number; limit?: number } = {};

  async function answerTo({ method, path, query = {}, body }: Call): Promise<HttpAnswer> {
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    const answer = await request(outside, {
      to: 'pipedrive',
      method,
      url: url.href,
      headers: {
        'x-api-token': token ?? '',
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      secrets: [token ?? ''],
      repeatable: method !== 'POST',
      pause: pauseAfter,
    });
    const [left, limit] = [remaining, 'x-daily-ratelimit-token-limit'].map((name) =>
      answer.headers.get(name),
    );
    if (left) budget = { left: Number(left), ...(limit && { limit: Number(limit) }) };
    return answer;
  }

  const parsed = async <T>(data: z.ZodType<T>, call: Call) => {
    const answer = await answerTo(call).catch((error: unknown) => {
      throw error instanceof HttpFault ? meaningOf(error, call) : error;
    });
    try {
      return envelope(data).parse(JSON.parse(answer.text));
    } catch (error) {
      const what = error instanceof z.ZodError ? printable(z.prettifyError(error)).slice(0, 200) : 'no JSON';
      throw new HttpFault(`pipedrive: answered ${answer.status} with an unexpected body (${what})`, {
        again: false,
        arrived: call.method === 'GET' ? 'no' : 'unknown',
        answer,
      });
    }
  };

  return {
    ask: async (data, call) => (await parsed(data, call)).data as Awaited<ReturnType<typeof data.parse>>,
    async *pages(one, path, query) {
      let cursor: string | undefined;
      do {
        const call: Call = { method: 'GET', path, query: { ...query, limit: '500', cursor } };
        const { data, additional_data } = await parsed(z.array(one), call);
        yield data;
        cursor = additional_data?.next_cursor ?? undefined;
      } while (cursor !== undefined);
    },
    tokens: () => budget,
  };
}

/** A spent day is not waited for; else as long as the window of 2 seconds has still to run. */
function pauseAfter({ status, headers }: HttpAnswer): number | undefined {
  if (status !== 429) return undefined;
  if (headers.get(remaining) === '0') return Number.POSITIVE_INFINITY;
  const seconds = Math.max(Number(headers.get('x-ratelimit-reset')), Number(headers.get('retry-after')));
  return Math.max(burst, (seconds || 0) * 1000);
}

/** What a refusal says in the body of every error of the API; undefined where it is none of its errors. */
export function complaintOf({ text }: HttpAnswer): string | undefined {
  try {
    const body = z.object({ error: z.string(), error_info: z.string().nullish() }).parse(JSON.parse(text));
    return printable(body.error).slice(0, 300);
  } catch {
    return undefined;
  }
}

/** A UserError where no other lead would fare better, else the fault itself. */
function meaningOf(fault: HttpFault, { method }: Call): Error {
  const { answer } = fault;
  const queued = 'what was not sent stays queued';
  if (answer?.status === 401) {
    return stop(
      `the token was refused (401); ${queued}. It may have been changed or deleted.`,
      `${inTheAccount} Copy it into .env as PIPEDRIVE_TOKEN, then run the same command again.`,
      fault,
    );
  }
  if (answer?.status === 402) {
    return stop(
      `the account is not open (402); ${queued}.`,
      'In Pipedrive: Company settings > Billing.',
      fault,
    );
  }
  if (answer?.status === 429 && answer.headers.get(remaining) === '0') {
    const limit = Number(answer.headers.get('x-daily-ratelimit-token-limit'));
    return stop(
      `today's ${limit ? `${number(limit)} ` : ''}tokens are spent; ${queued} until midnight at Pipedrive.`,
      'Run the same command again tomorrow. Company settings > API usage shows who spends them.',
      fault,
    );
  }
  if (answer?.status === 403) {
    const said = complaintOf(answer);
    if (said === undefined) {
      return stop(
        `it blocks requests for a while (403), as it does after too many refusals; ${queued}.`,
        'Wait an hour, look which other integration uses the same token, then run the same command again.',
        fault,
      );
    }
    // Of one organisation, others may still be this user's to edit.
    if (method !== 'PATCH') {
      return stop(
        `the token's user may not do that (403: ${said}); ${queued}.`,
        'In Pipedrive: Manage users > Permission sets; or the plan allows no more of them.',
        fault,
      );
    }
  }
  return fault;
}
