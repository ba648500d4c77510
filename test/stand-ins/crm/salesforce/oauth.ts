import { verify } from 'node:crypto';
import type { Asked, Reply } from '../server.ts';

/** An app of the organisation, and the user that it may act for. */
export interface App {
  client: string;
  secret: string;
  username: string;
  /** PEM of the public key, for JWT bearer. */
  certificate?: string;
}

const longestAssertion = 180;
const audiences = ['https://login.salesforce.com', 'https://test.salesforce.com'];

const refused = (error: string, error_description: string): Reply => ({
  status: 400,
  body: { error, error_description },
});

/** POST /services/oauth2/token: why it is refused, or undefined. */
export function refusedSignIn({ method, body, headers }: Asked, app: App, now: Date): Reply | undefined {
  if (method !== 'POST') return { status: 405, body: 'Method Not Allowed' };
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return refused('unsupported_grant_type', 'grant type not supported');
  }
  const form = new URLSearchParams(body);
  const grant = form.get('grant_type');
  if (grant === 'client_credentials') return byCredentials(form, app);
  if (grant === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return byAssertion(form, app, now);
  return refused('unsupported_grant_type', 'grant type not supported');
}

function byCredentials(form: URLSearchParams, app: App): Reply | undefined {
  if (form.get('client_id') !== app.client) return refused('invalid_client_id', 'client identifier invalid');
  return form.get('client_secret') === app.secret
    ? undefined
    : refused('invalid_client', 'invalid client credentials');
}

function byAssertion(form: URLSearchParams, app: App, now: Date): Reply | undefined {
  const parts = (form.get('assertion') ?? '').split('.');
  const [header, claims] = parts.slice(0, 2).map((part) => {
    try {
      return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    } catch {
      return undefined;
    }
  });
  if (parts.length !== 3 || header?.alg !== 'RS256' || !claims)
    return refused('invalid_grant', 'invalid assertion');
  if (claims.iss !== app.client) return refused('invalid_client_id', 'client identifier invalid');
  const text = Buffer.from(parts.slice(0, 2).join('.'));
  const signature = Buffer.from(parts[2] ?? '', 'base64url');
  if (!app.certificate || !verify('RSA-SHA256', text, app.certificate, signature)) {
    return refused('invalid_grant', 'invalid assertion');
  }
  const left = Number(claims.exp) - now.getTime() / 1000;
  if (!(left > 0 && left <= longestAssertion)) return refused('invalid_grant', 'expired authorization code');
  if (!audiences.includes(claims.aud)) return refused('invalid_grant', 'audience is invalid');
  return claims.sub === app.username
    ? undefined
    : refused('invalid_grant', "user hasn't approved this consumer");
}
