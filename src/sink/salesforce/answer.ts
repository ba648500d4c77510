import * as z from 'zod';
import { exitCodes, UserError } from '../../errors.ts';
import { type HttpAnswer, HttpFault } from '../../http.ts';
import { printable } from '../../text.ts';
import { BatchRefused } from '../crm.ts';

const complaints = z.array(z.object({ errorCode: z.string(), message: z.string() })).min(1);

/** An answer's body, as it was promised; else an HttpFault, never "there is nothing". */
export function parsed<T>(
  schema: z.ZodType<T>,
  { status, headers, text }: HttpAnswer,
  arrived: 'no' | 'unknown',
): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const answer = { status, headers, text };
    const what = error instanceof z.ZodError ? printable(z.prettifyError(error)).slice(0, 200) : 'no JSON';
    throw new HttpFault(`salesforce: answered ${status} with an unexpected body (${what})`, {
      again: false,
      arrived,
      answer,
    });
  }
}

/** `18/5000`: requests of the last 24 hours and how many there may be. */
const usage = (headers: Headers) =>
  /(?:^|[\s;])api-usage=(\d+\/\d+)/.exec(headers.get('sforce-limit-info') ?? '')?.[1];

const stop = (message: string, next: string, cause: HttpFault) =>
  new UserError(exitCodes.delivery, `salesforce: ${message}`, next, { cause });

/** Errors of the whole request that lie in the fields and settings, and would come back for every lead. */
const settled = new Set([
  'INVALID_FIELD',
  'INVALID_TYPE',
  'NOT_FOUND',
  'MALFORMED_QUERY',
  'UNSUPPORTED_API_VERSION',
]);

/**
 * What a refused request means: a UserError where the push has to stop, BatchRefused where something in the
 * batch was not taken, else the fault itself.
 */
export function meaningOf(fault: HttpFault, call: { writes: boolean; key: string; object: string }): Error {
  const { answer } = fault;
  if (!answer || answer.status === 429 || answer.status >= 500) return fault;
  const { status, text, headers } = answer;
  const first = complaintOf(text);
  const said = first ? `${first.errorCode}: ${printable(first.message)}`.slice(0, 300) : `${status}`;
  if (status === 300) {
    return stop(
      `${call.key} is not unique: several ${call.object}s have the same (300)`,
      `Setup > Object Manager > ${call.object} > Fields & Relationships > ${call.key} > Edit: tick Unique.`,
      fault,
    );
  }
  if (status === 401) {
    return stop(
      `the token was refused (${said}); what was not sent stays queued`,
      'It may have been revoked: check the app and its user in Setup, then run the same command again.',
      fault,
    );
  }
  if (first?.errorCode === 'REQUEST_LIMIT_EXCEEDED') {
    if (/concurrent/i.test(first.message)) {
      return new HttpFault(`salesforce: ${said}`, { again: true, arrived: 'no', answer });
    }
    const used = usage(headers);
    return stop(
      `the limit of API requests is reached${used ? ` (${used} in 24 hours)` : ''}; what was not sent stays queued`,
      'Run the same command again later. Setup > Company Information shows what the day still allows.',
      fault,
    );
  }
  if (status === 403) {
    return stop(
      `it is not allowed (${said}); what was not sent stays queued`,
      `Give the user a permission set with API Enabled, and Read, Create and Edit on ${call.object}.`,
      fault,
    );
  }
  if (status === 404 || (first && settled.has(first.errorCode))) {
    const column = /No such column '(\w+)'/.exec(said)?.[1];
    const what = column
      ? `has no field ${column}, or hides it from the user`
      : `cannot be asked so (${said})`;
    return stop(
      `${call.object} ${what}; what was not sent stays queued`,
      '"ga-leads check salesforce" names fields that are missing or hidden; check sinks.salesforce.apiVersion, too.',
      fault,
    );
  }
  return call.writes && status === 400 ? new BatchRefused(`salesforce: ${said}`, { cause: fault }) : fault;
}

function complaintOf(text: string): { errorCode: string; message: string } | undefined {
  try {
    return complaints.safeParse(JSON.parse(text)).data?.[0];
  } catch {
    return undefined;
  }
}
