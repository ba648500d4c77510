import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import { exitCodes, inputError, UserError } from '../../errors.ts';
import { HttpFault, request } from '../../http.ts';
import { printable } from '../../text.ts';
import type { Outside } from '../crm.ts';
import { isLoopback } from '../host.ts';
import { parsed } from './answer.ts';

/** What a sign-in opens. */
export interface Session {
  token: string;
  /** Where the API is: an origin. */
  instance: string;
  /** The organisation's id, 00D…, and the user's, 005… */
  organisation: string;
  user: string;
}

type Own = Settings['sinks']['salesforce'];

const where = 'Setup > External Client App Manager > your app';
/** The assertion may be valid for 3 minutes at most; the two clocks may differ. */
const assertionSeconds = 120;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** https://login.salesforce.com/id/ORGANISATION/USER */
  id: z.string().regex(/\/id\/00D[a-zA-Z0-9]{12,15}\/005[a-zA-Z0-9]{12,15}$/),
});
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

const hints: [said: RegExp, next: string][] = [
  [
    /audience/i,
    'Set sinks.salesforce.audience: https://login.salesforce.com, or https://test.salesforce.com.',
  ],
  [
    /hasn't approved|not admin approved/i,
    `${where} > Policies: let an administrator pre-authorise the user.`,
  ],
  [/no client credentials user/i, `${where} > Policies > Client Credentials Flow: name a user to run as.`],
  [
    /not supported on this domain/i,
    'sinks.salesforce.baseUrl must be the My Domain host (Setup > My Domain).',
  ],
];

/** What signs in, each time anew. Exit 2 where a secret or a setting is missing, 4 where Salesforce refuses. */
export function signInWith(own: Own & { baseUrl: string }, outside: Outside): () => Promise<Session> {
  const { SALESFORCE_CLIENT_ID: client, SALESFORCE_CLIENT_SECRET: secret } = outside.env;
  const privateKey = outside.env.SALESFORCE_PRIVATE_KEY;
  if (!client) {
    throw inputError('salesforce: SALESFORCE_CLIENT_ID is not set', `${where} > Settings > Consumer Key.`);
  }
  const key = privateKey ? rsaKey(privateKey) : undefined;
  const { username } = own;
  if (key && !username) {
    throw inputError(
      'salesforce: SALESFORCE_PRIVATE_KEY is set, but sinks.salesforce.username is not',
      'Set it to the user on whose behalf leads are written, or use SALESFORCE_CLIENT_SECRET instead.',
    );
  }
  if (!key && !secret) {
    throw inputError(
      'salesforce: neither SALESFORCE_CLIENT_SECRET nor SALESFORCE_PRIVATE_KEY is set',
      `${where} > Settings > Consumer Secret; for a key, upload its certificate there.`,
    );
  }
  const form = (): Record<string, string> => {
    if (!key) return { grant_type: 'client_credentials', client_id: client, client_secret: secret ?? '' };
    const expires = Math.floor(outside.now().getTime() / 1000) + assertionSeconds;
    const claims = { iss: client, sub: username, aud: own.audience, exp: expires };
    return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: signed(claims, key) };
  };

  return async () => {
    const fields = form();
    const asked = {
      to: 'salesforce',
      method: 'POST' as const,
      url: `${own.baseUrl}/services/oauth2/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
      secrets: [secret ?? '', privateKey ?? '', fields.assertion ?? ''],
      repeatable: true,
    };
    const answer = await request(outside, asked).catch((error: unknown) => {
      throw refused(error) ?? error;
    });
    const { access_token: token, instance_url, id } = parsed(tokenAnswer, answer, 'no');
    const [organisation = '', user = ''] = id.split('/').slice(-2);
    return { token, instance: trusted(new URL(instance_url), new URL(own.baseUrl)), organisation, user };
  };
}

function rsaKey(text: string): KeyObject {
  const next = 'It must be the whole PEM text of an RSA private key; \\n may stand for its line ends.';
  let key: KeyObject;
  try {
    key = createPrivateKey(text.replaceAll('\\n', '\n'));
  } catch {
    throw inputError('salesforce: SALESFORCE_PRIVATE_KEY is no private key', next);
  }
  if (key.asymmetricKeyType === 'rsa') return key;
  throw inputError(`salesforce: SALESFORCE_PRIVATE_KEY is a key of type ${key.asymmetricKeyType}`, next);
}

/** A JSON Web Token, RS256. */
function signed(claims: object, key: KeyObject): string {
  const text = [{ alg: 'RS256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

function refused(error: unknown): UserError | undefined {
  if (!(error instanceof HttpFault) || error.arrived !== 'no' || !error.answer) return undefined;
  const { status, text } = error.answer;
  if (status === 429) return undefined;
  const said = refusal.safeParse(jsonOf(text)).data;
  const why = said ? printable([said.error, said.error_description].filter(Boolean).join(': ')) : `${status}`;
  return new UserError(
    exitCodes.delivery,
    `salesforce: signing in was refused (${why.slice(0, 200)}); nothing was sent`,
    hints.find(([pattern]) => pattern.test(why))?.[1] ??
      `Check SALESFORCE_CLIENT_ID and its secret or key against ${where}, and sinks.salesforce.baseUrl.`,
    { cause: error },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const vendor = /(?:^|\.)salesforce\.(?:com|mil)$/;

/** The token goes nowhere but to Salesforce, or to where it came from. */
function trusted(instance: URL, base: URL): string {
  const isHere = isLoopback(base.hostname) && isLoopback(instance.hostname);
  const isTheirs = instance.protocol === 'https:' && vendor.test(instance.hostname);
  if (instance.origin === base.origin || isHere || isTheirs) return instance.origin;
  throw new UserError(
    exitCodes.delivery,
    `salesforce: the sign-in answered with a strange address (${printable(instance.origin)}); nothing was sent`,
    'Check sinks.salesforce.baseUrl: it must be your My Domain host, as https://acme.my.salesforce.com.',
  );
}
