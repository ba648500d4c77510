import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../src/errors.ts';
import { ga4Source } from '../../src/source/ga4.ts';
import { faults } from '../stand-ins/data-api/api-error.ts';
import { refusalOf, rowsOf, testContext } from './ga4-context.ts';

const token = 'https://oauth2.googleapis.com/token';
const dataApi = /^https:\/\/analyticsdata\.googleapis\.com(:443)?\/v1beta\/properties\/123[:/]/;
const adminApi = 'https://analyticsadmin.googleapis.com/v1beta/properties/123';
const email = 'leads@made-up.iam.gserviceaccount.com';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const key = {
  type: 'service_account',
  client_email: email,
  private_key: privateKey,
  private_key_id: 'made-up',
};
const login = {
  type: 'authorized_user',
  client_id: 'made-up.apps.googleusercontent.com',
  client_secret: 'made-up-secret',
  refresh_token: 'made-up-refresh-token',
  quota_project_id: 'made-up-project',
};

const google = setupServer();
beforeAll(() => google.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
  for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG', 'HOME', 'APPDATA'])
    vi.stubEnv(name, '');
});
afterEach(() => {
  google.resetHandlers();
  vi.unstubAllEnvs();
});
afterAll(() => google.close());

/** A source that signs in at (the made) Google; files are written into its working folder. */
function signingIn(
  files: Record<string, unknown>,
  { settings = {}, env = {} }: { settings?: Record<string, unknown>; env?: Record<string, string> },
) {
  const context = testContext({ transport: 'rest', dimension: 'customUser:company', ...settings }, env);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(context.edge.cwd, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return { context, source: ga4Source(context), folder: context.edge.cwd };
}
const withKey = () => signingIn({ 'key.json': key }, { settings: { keyFile: 'key.json' } });

/** Google answers; what it was sent is kept. */
function answering() {
  const seen = {
    assertions: [] as URLSearchParams[],
    authorizations: [] as (string | null)[],
    projects: [] as (string | null)[],
  };
  google.use(
    http.post(token, async ({ request }) => {
      seen.assertions.push(new URLSearchParams(await request.text()));
      return HttpResponse.json({ access_token: 'made-up-access', expires_in: 3600, token_type: 'Bearer' });
    }),
    http.all(dataApi, ({ request }) => {
      seen.authorizations.push(request.headers.get('authorization'));
      seen.projects.push(request.headers.get('x-goog-user-project'));
      if (request.method === 'GET')
        return HttpResponse.json({ dimensions: [{ apiName: 'customUser:company' }] });
      return HttpResponse.json({ rowCount: 0, metadata: { timeZone: 'UTC' } });
    }),
    http.get(adminApi, () => HttpResponse.json({ displayName: 'Made-up Site' })),
  );
  return seen;
}

const refusedToken = (body: object, status = 400) =>
  google.use(http.post(token, () => HttpResponse.json(body, { status })));
const openOf = async ({ source }: { source: ReturnType<typeof ga4Source> }) => (await source).open();

describe('a key file', () => {
  it('gets a token for reading alone, and every question carries it', async () => {
    const seen = answering();
    const reading = await openOf(withKey());
    expect(await rowsOf(reading)).toEqual([]);
    const [header = '', claims = ''] = (seen.assertions[0]?.get('assertion') ?? '').split('.');
    const decoded = [header, claims].map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(decoded[1]).toMatchObject({
      iss: email,
      scope: 'https://www.googleapis.com/auth/analytics.readonly',
    });
    expect(seen.assertions).toHaveLength(1);
    expect(new Set(seen.authorizations)).toEqual(new Set(['Bearer made-up-access']));
  });

  it('may be named by GOOGLE_APPLICATION_CREDENTIALS, also in .env', async () => {
    const seen = answering();
    await openOf(signingIn({ 'adc.json': key }, { env: { GOOGLE_APPLICATION_CREDENTIALS: 'adc.json' } }));
    expect(seen.authorizations).toEqual(['Bearer made-up-access']);
  });

  it('check names the account and the property', async () => {
    answering();
    const { source, folder } = withKey();
    const { facts } = await (await source).check();
    expect(facts.slice(0, 2)).toEqual([
      ['signed in as', `service account ${email} (${path.join(folder, 'key.json')})`],
      ['property', '123 (Made-up Site)'],
    ]);
  });

  it('check does without the property’s name where the Admin API is not enabled', async () => {
    answering();
    google.use(http.get(adminApi, () => HttpResponse.json({ error: { code: 403 } }, { status: 403 })));
    const { facts } = await (await withKey().source).check();
    expect(facts[1]).toEqual(['property', '123']);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['is missing', {}, /^keyFile cannot be read: .*key\.json \(ENOENT\)/],
    [
      'is no JSON',
      { 'key.json': '-----BEGIN PRIVATE KEY-----' },
      /holds no credentials of Google: it is no JSON/,
    ],
    [
      'is an OAuth client',
      { 'key.json': { installed: { client_id: 'x' } } },
      /holds no credentials of Google/,
    ],
    ['lacks the key', { 'key.json': { ...key, private_key: undefined } }, /fields are missing/],
  ])('that %s is exit 2 and says what to do', async (_what, files, message) => {
    const error = await refusalOf(openOf(signingIn(files, { settings: { keyFile: 'key.json' } })));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(exitCodes.input);
    expect(error.next).toMatch(/keyFile.*gcloud auth application-default login/);
  });

  it('with a key that is none says so, and does not show it', async () => {
    const broken = {
      ...key,
      private_key: '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n',
    };
    const error = await refusalOf(
      openOf(signingIn({ 'key.json': broken }, { settings: { keyFile: 'key.json' } })),
    );
    expect(error.message).toMatch(/^the private key in .*key\.json cannot be read/);
    expect(error.message).not.toContain('c2VjcmV0');
  });
});

describe('a refused sign-in is exit 3, and the step that mends it is named', () => {
  it.each<[string, object, RegExp, RegExp]>([
    [
      'a key that was deleted',
      { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' },
      /does not accept the sign-in of the service account leads@made-up.*invalid_grant: Invalid JWT Signature/,
      /Make a new key/,
    ],
    [
      'an account that was deleted',
      { error: 'invalid_grant', error_description: 'Invalid grant: account not found' },
      /account not found/,
      /Make a new key/,
    ],
    [
      'an account that is disabled',
      { error: 'disabled_client', error_description: 'The service account was disabled.' },
      /disabled/,
      /Enable the account/,
    ],
    [
      'a clock that is wrong',
      {
        error: 'invalid_grant',
        error_description:
          'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      },
      /reasonable timeframe/,
      /clock/,
    ],
  ])('%s', async (_what, body, message, next) => {
    refusedToken(body);
    const error = await refusalOf(openOf(withKey()));
    expect(error.message).toMatch(message);
    expect(error.next).toMatch(next);
    expect(error.exitCode).toBe(exitCodes.source);
    const shown = `${error.message} ${error.next} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of ['PRIVATE KEY', 'eyJ', 'assertion']) expect(shown).not.toContain(secret);
  });

  it('a login that has expired', async () => {
    refusedToken({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' });
    const named = signingIn({ 'adc.json': login }, { env: { GOOGLE_APPLICATION_CREDENTIALS: 'adc.json' } });
    const error = await refusalOf(openOf(named));
    expect(error.message).toContain('person signed in by gcloud');
    expect(error.next).toContain('gcloud auth application-default login');
    expect(`${error.message}${error.stack}`).not.toMatch(/made-up-(secret|refresh)/);
  });

  it('a network without Google', async () => {
    google.use(http.post(token, () => HttpResponse.error()));
    const error = await refusalOf(openOf(withKey()));
    expect(error.exitCode).toBe(exitCodes.source);
    expect(error.message).toMatch(/could not be reached to sign in|does not accept/);
  });

  it.each([
    ['unauthenticated', 401, /does not accept the sign-in/],
    [
      'noAccess',
      403,
      /service account leads@made-up.iam.gserviceaccount.com has no access to GA4 property 123/,
    ],
    ['apiDisabled', 403, /not enabled in project 424242/],
    ['scope', 403, /no permission to read Google Analytics/],
    ['concurrent', 429, /too many requests at once, also after 3 tries/],
    ['tokensPerDay', 429, /daily tokens/],
  ] as const)('%s from the API after a good token, %i', async (name, status, message) => {
    answering();
    const { message: said, status: word } = faults[name]();
    let tries = 0;
    google.use(
      http.post(dataApi, () => {
        tries++;
        return HttpResponse.json({ error: { code: status, message: said, status: word } }, { status });
      }),
    );
    const error = await refusalOf(openOf(withKey()));
    expect(error.message).toMatch(message);
    if (name === 'noAccess') expect(error.next).toContain(email);
    expect(tries).toBe(name === 'concurrent' ? 3 : 1);
    expect(error.stack).not.toContain('made-up-access');
  });
});

describe('without a key file', () => {
  it('gcloud’s own credentials are used, with the project that pays', async () => {
    const seen = answering();
    const { context, source } = signingIn(
      { '.config/gcloud/application_default_credentials.json': login },
      {},
    );
    context.edge.env.HOME = context.edge.cwd;
    await (await source).open();
    expect(seen.assertions[0]?.get('refresh_token')).toBe('made-up-refresh-token');
    expect(seen.projects).toEqual(['made-up-project']);
  });

  it('and without any, says both ways to sign in (exit 2)', async () => {
    const error = await refusalOf(openOf(signingIn({}, {})));
    expect(error.message).toBe('there is no sign-in to Google on this machine');
    expect(error.next).toMatch(/keyFile.*gcloud auth application-default login/);
    expect(error.exitCode).toBe(exitCodes.input);
  });
});

it('an interrupt ends signing in at once', async () => {
  google.use(http.post(token, () => new Promise<never>(() => {})));
  const { context, source } = withKey();
  const opening = (await source).open();
  setTimeout(() => context.interrupt(), 50);
  await expect(opening).rejects.toThrow(/abort/i);
});
