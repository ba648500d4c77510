import * as z from 'zod';
import { exitCodes, UserError } from '../../errors.ts';
import { HttpFault } from '../../http.ts';
import { printable } from '../../text.ts';
import { BatchRefused } from '../crm.ts';

/** https://cloud.google.com/apis/design/errors */
const apiError = z.object({
  error: z.object({
    message: z.string().default(''),
    details: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
  }),
});
/** RFC 6749, 5.2 */
const tokenError = z.object({ error: z.string(), error_description: z.string().default('') });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const stop = (message: string, next: string) => new UserError(exitCodes.delivery, `sheets: ${message}`, next);

interface Asker {
  spreadsheet?: string;
  email?: string;
}

/** What a refusal of Google means: a UserError where trying again is of no use, else the fault. */
export function explained(fault: HttpFault, asker: Asker): Error {
  const { status = 0, text = '' } = fault.answer ?? {};
  const json = jsonOf(text);
  const token = tokenError.safeParse(json).data;
  if (token) return tokenRefused(`${token.error} ${token.error_description}`, status);
  const { error } = apiError.safeParse(json).data ?? {};
  const said = printable(error?.message ?? text).slice(0, 200);
  const reasons = error?.details.map(({ reason }) => reason) ?? [];
  if (status === 429) {
    return new HttpFault('sheets: the quota of requests a minute is spent (429)', fault);
  }
  if (status === 400) return badRequest(said);
  if (status === 401) return tokenRefused(said, status);
  if (status === 403) return forbidden(said, reasons, asker);
  if (status === 404) {
    return stop(
      `there is no spreadsheet ${asker.spreadsheet} (404).`,
      'sinks.sheets.spreadsheet is what stands in its address between /d/ and /edit.',
    );
  }
  return fault;
}

function tokenRefused(said: string, status: number): UserError {
  const isKey = /invalid_grant|invalid_client|unauthorized_client/.test(said);
  return stop(
    `the sign-in was refused (${status}, ${printable(said).trim().slice(0, 200)}); nothing was sent.`,
    isKey
      ? 'The key may have been deleted, the sign-in have ended, or the clock of this machine be wrong. Make a new key, or sign in anew: gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets,https://www.googleapis.com/auth/cloud-platform'
      : 'Sign in anew, or make a new key of the service account.',
  );
}

function forbidden(said: string, reasons: (string | undefined)[], { spreadsheet, email }: Asker): UserError {
  if (reasons.includes('SERVICE_DISABLED')) {
    return stop(
      `the Google Sheets API is switched off in the project (403, ${said}).`,
      'Switch it on there.',
    );
  }
  if (reasons.includes('ACCESS_TOKEN_SCOPE_INSUFFICIENT')) {
    return stop(
      'the sign-in does not hold the right to spreadsheets (403).',
      'gcloud auth application-default login --scopes=https://www.googleapis.com/auth/spreadsheets,https://www.googleapis.com/auth/cloud-platform',
    );
  }
  const who = email ?? 'the account that is signed in';
  return stop(
    `spreadsheet ${spreadsheet} is not shared with ${who} as an editor (403).`,
    `In the spreadsheet: Share > ${email ?? 'its e-mail address'} > Editor.`,
  );
}

function badRequest(said: string): Error {
  if (/payload size/i.test(said)) return new BatchRefused(`sheets: ${said}`);
  if (/protected/i.test(said)) {
    return stop(
      `the tab is protected (400, ${said}); nothing was sent.`,
      'Data > Protect sheets and ranges.',
    );
  }
  if (/above the limit/i.test(said)) {
    return stop(`the spreadsheet is full (400, ${said}); nothing was sent.`, 'Name another one.');
  }
  return stop(
    `the request was refused (400, ${said}); nothing was sent.`,
    'ga-leads check sheets says more.',
  );
}
