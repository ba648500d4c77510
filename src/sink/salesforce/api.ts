import type * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import { type HttpAnswer, HttpFault, request } from '../../http.ts';
import type { Outside } from '../crm.ts';
import { meaningOf, parsed } from './answer.ts';
import { type Session, signInWith } from './sign-in.ts';

export interface Call {
  method: 'GET' | 'POST' | 'PATCH';
  /** After /services/data/vXX; or from the root, where Salesforce gave it so. */
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  repeatable: boolean;
}

/** Salesforce's REST API, signed in when it is first asked. */
export interface Api {
  session(): Promise<Session>;
  /** An answer of the promised form; a refusal is what `meaningOf` makes of it. */
  ask<T>(schema: z.ZodType<T>, call: Call): Promise<T>;
}

export function salesforceApi(
  own: Settings['sinks']['salesforce'] & { baseUrl: string },
  key: string,
  outside: Outside,
): Api {
  const signIn = signInWith(own, outside);
  let session: Promise<Session> | undefined;
  const opened = () => {
    session ??= signIn().catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  };

  const once = async ({ method, path, body, headers, repeatable }: Call, { token, instance }: Session) =>
    request(outside, {
      to: 'salesforce',
      method,
      url: `${instance}${path.startsWith('/services/') ? '' : `/services/data/${own.apiVersion}`}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      secrets: [token],
      repeatable,
    });

  /** Asks again with a new token, once, where the old one has run out. */
  async function signedIn(call: Call): Promise<HttpAnswer> {
    const held = opened();
    const first = await held;
    try {
      return await once(call, first);
    } catch (error) {
      if (!(error instanceof HttpFault && error.answer?.status === 401)) throw error;
      // Another request may have fetched the new one already.
      if (session === held) session = undefined;
      return once(call, await opened());
    }
  }

  return {
    session: opened,
    async ask(schema, call) {
      const writes = call.method !== 'GET';
      const answer = await signedIn(call).catch((error: unknown) => {
        throw error instanceof HttpFault ? meaningOf(error, { writes, key, object: own.object }) : error;
      });
      return parsed(schema, answer, writes ? 'unknown' : 'no');
    },
  };
}
