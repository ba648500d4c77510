import type * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import { exitCodes, inputError, UserError } from '../../errors.ts';
import { type HttpAnswer, HttpFault, type HttpRequest, request } from '../../http.ts';
import type { Outside } from '../crm.ts';
import { type Failure, failure, inContext, parsed } from './answers.ts';

export type HubSpotSettings = Settings['sinks']['hubspot'];

interface Asked {
  method: HttpRequest['method'];
  /** From the base URL on. */
  path: string;
  body?: object;
  /** True where absent: nearly everything here is a read, or sets the same values again. */
  repeatable?: boolean;
}

export interface Api {
  /** Where things are, with the version of the settings. */
  readonly paths: { companies: string; properties: string; account: string };
  /** Asks, and gives the answer in the shape that was promised, else an HttpFault. */
  call<Shape extends z.ZodType>(
    asked: Asked,
    shape: Shape,
  ): Promise<{ body: z.output<Shape>; answer: HttpAnswer }>;
}

export const scopes = [
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
];

/** The API of the environment's account. Exit 2 where there is no token. */
export function hubspotApi({ baseUrl, apiVersion }: HubSpotSettings, outside: Outside): Api {
  const token = outside.env.HUBSPOT_TOKEN?.trim();
  if (!token) {
    throw inputError(
      'hubspot: HUBSPOT_TOKEN is not set',
      `In HubSpot: Development > Keys > Service keys, with the scopes ${scopes.join(', ')}; then put it into .env.`,
    );
  }
  return {
    paths: {
      companies: `/crm/objects/${apiVersion}/companies`,
      properties: `/crm/properties/${apiVersion}/companies`,
      account: `/account-info/${apiVersion}/details`,
    },
    async call({ method, path, body, repeatable = true }, shape) {
      const answer = await request(outside, {
        to: 'hubspot',
        method,
        url: `${baseUrl}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        secrets: [token],
        repeatable,
        pause,
      }).catch((fault) => {
        throw stopOf(fault) ?? fault;
      });
      const found = shape.safeParse(parsed(answer.text));
      if (found.success) return { body: found.data, answer };
      throw new HttpFault(`hubspot: answered ${answer.status} to ${path} with something else than promised`, {
        again: true,
        arrived: 'unknown',
        answer,
      });
    },
  };
}

/** What HubSpot says in a refusal. */
export const failureOf = (answer: HttpAnswer): Failure => failure.parse(parsed(answer.text) ?? {});

const pauses: Record<string, number> = {
  TEN_SECONDLY_ROLLING: 10_000,
  SECONDLY: 1_000,
  // Longer than anyone waits: the request fails, and the push stops.
  DAILY: Number.POSITIVE_INFINITY,
};

const pause = (answer: HttpAnswer): number | undefined =>
  answer.status === 429 ? pauses[failureOf(answer).policyName ?? ''] : undefined;

/** What a fault means for the whole push, where it has to stop. */
function stopOf(fault: unknown): UserError | undefined {
  if (!(fault instanceof HttpFault) || !fault.answer) return undefined;
  const said = failureOf(fault.answer);
  const stop = (message: string, next: string) =>
    new UserError(exitCodes.delivery, `hubspot: ${message}`, next, { cause: fault });
  if (fault.answer.status === 401) {
    return stop(
      'the token was refused (401). It may have been rotated or deleted; nothing was sent with it.',
      'Put the present one into HUBSPOT_TOKEN (HubSpot: Development > Keys > Service keys), then run again.',
    );
  }
  if (fault.answer.status === 403) {
    const missing = [...new Set(inContext(said, /scopes$/i))].join(', ');
    return stop(
      missing ? `the token lacks ${missing} (403).` : `the token may not do this (403): ${said.message}`,
      `Give it the scopes ${scopes.join(', ')} in HubSpot (Development > Keys), then run again.`,
    );
  }
  if (fault.answer.status === 429 && said.policyName === 'DAILY') {
    return stop(
      "daily request limit reached; what was not sent stays queued until midnight in the account's time zone.",
      'Run the same command again then.',
    );
  }
  return undefined;
}
