import { sourceError, type UserError } from '../../errors.ts';
import type { Account } from './account.ts';
import { type Fault, short } from './fault.ts';
import type { Words } from './refusal.ts';

/** The two ways to sign in, for a message's last line. */
export const waysIn =
  'Set keyFile to a service-account key file, or sign in yourself: gcloud auth application-default login --scopes=https://www.googleapis.com/auth/analytics.readonly,https://www.googleapis.com/auth/cloud-platform';

/** 403: the API is not enabled, the sign-in lacks the scope or a quota project, or the property is not shared. */
export function forbidden({ text, reason }: Fault, { who, email }: Account, property: string): Words {
  if (reason === 'SERVICE_DISABLED' || /has not been used in project|it is disabled/i.test(text)) {
    const project = /project[s/ ]+([\w-]+)/i.exec(text)?.[1];
    return {
      message: `the Google Analytics Data API is not enabled in ${project ? `project ${project}` : 'the project'} of the ${who}`,
      next: `Enable it: gcloud services enable analyticsdata.googleapis.com${project ? ` --project=${project}` : ''} (or Google Cloud console > APIs & Services > Library), wait a few minutes, run it again.`,
    };
  }
  if (reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || /insufficient authentication scopes/i.test(text)) {
    return {
      message: `the sign-in (${who}) was given no permission to read Google Analytics (scope analytics.readonly)`,
      next: waysIn,
    };
  }
  if (/quota project/i.test(text)) {
    return {
      message: `the sign-in (${who}) names no project that pays for the quota`,
      next: 'gcloud auth application-default set-quota-project YOUR_PROJECT',
    };
  }
  return {
    message: `the ${who} has no access to GA4 property ${property}. Google says: ${text}`,
    next: `In Google Analytics: Admin > Property access management > add ${email ?? 'the account that is signed in'} as Viewer, and check the property id (Admin > Property details). If that page refuses a service account, sign in as a person, or use the Admin API's accessBindings.create.`,
  };
}

/** 401, or a token that cannot be had or renewed. `text` is what Google said. */
export function signedOut(text: string, { who, from }: Account): Words {
  const message = `Google does not accept the sign-in of the ${who} (${from}): ${text}`;
  const cause = causes.find(({ pattern }) => pattern.test(text));
  return { message, next: cause?.next ?? waysIn };
}

const newKey =
  'Make a new key: Google Cloud console > IAM & Admin > Service Accounts > Keys, and set keyFile to it.';

const causes = [
  {
    pattern: /disabled/i,
    next: 'Enable the account: Google Cloud console > IAM & Admin > Service Accounts.',
  },
  {
    pattern: /reasonable timeframe|iat and exp/i,
    next: "Set this machine's clock: it is more than a few minutes off.",
  },
  { pattern: /invalid jwt|signature|account not found/i, next: newKey },
  { pattern: /expired or revoked|invalid_rapt|reauth/i, next: waysIn },
];

/** An error of the token endpoint, or on the way to it, in words. Nothing of the request is repeated: it holds secrets. */
export function tokenRefusal(error: unknown, account: Account): UserError {
  const answer = tokenAnswer(error);
  if (answer) {
    const { message, next } = signedOut(answer, account);
    return sourceError(message, next);
  }
  const text = short(error instanceof Error ? error.message : String(error));
  if (/ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|network/i.test(text)) {
    return sourceError(
      `Google could not be reached to sign in: ${text}`,
      'Check the network; behind a proxy, set HTTPS_PROXY.',
    );
  }
  if (/DECODER|PEM|asn1|private key/i.test(text)) {
    return sourceError(`the private key in ${account.from} cannot be read`, newKey);
  }
  const { message, next } = signedOut(text, account);
  return sourceError(message, next);
}

/** `error: error_description` of an answer as OAuth 2.0 has it (RFC 6749, 5.2). */
function tokenAnswer(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('response' in error)) return undefined;
  const { data } = (error.response ?? {}) as { data?: { error?: unknown; error_description?: unknown } };
  if (typeof data?.error !== 'string') return undefined;
  return short(
    typeof data.error_description === 'string' ? `${data.error}: ${data.error_description}` : data.error,
  );
}
