import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuthClient } from 'google-auth-library';
import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import type { Edge } from '../../edge.ts';
import { errnoOf, inputError } from '../../errors.ts';
import type { Account } from './account.ts';
import { readOnlyScope } from './data-api.ts';
import { short } from './fault.ts';
import { tokenRefusal, waysIn } from './no-access.ts';

export interface SignIn {
  client: AuthClient;
  account: Account;
}

const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
});
const person = z.object({
  type: z.literal('authorized_user'),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  refresh_token: z.string().min(1),
  quota_project_id: z.string().optional(),
});

/**
 * Signs in, to read only: by the key file of the settings, or by Application Default Credentials
 * (GOOGLE_APPLICATION_CREDENTIALS, gcloud's own file, the machine's account on Google Cloud).
 * A token is fetched at once, so that a refusal is told apart from the API's. No or broken credentials
 * are a UserError with exit 2, refused ones with exit 3.
 */
export async function signIn(settings: Pick<Settings, 'keyFile'>, edge: Edge): Promise<SignIn> {
  const signedIn = await credentials(settings, edge);
  const quotaProject = edge.env.GOOGLE_CLOUD_QUOTA_PROJECT;
  if (quotaProject) signedIn.client.quotaProjectId = quotaProject;
  try {
    await signedIn.client.getAccessToken();
  } catch (error) {
    throw tokenRefusal(error, signedIn.account);
  }
  return signedIn;
}

async function credentials({ keyFile }: Pick<Settings, 'keyFile'>, edge: Edge): Promise<SignIn> {
  const named = keyFile ?? edge.env.GOOGLE_APPLICATION_CREDENTIALS;
  if (named) {
    const file = path.resolve(edge.cwd, named);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      const by = keyFile ? 'keyFile' : 'GOOGLE_APPLICATION_CREDENTIALS';
      throw inputError(`${by} cannot be read: ${file} (${errnoOf(error) ?? 'not a file'})`, waysIn);
    });
    return fromFile(file, text);
  }
  const ownFile = gcloudFile(edge.env);
  const text = ownFile && (await readFile(ownFile, 'utf8').catch(() => undefined));
  return ownFile && text ? fromFile(ownFile, text) : fromMachine();
}

/** Where `gcloud auth application-default login` leaves its credentials. */
function gcloudFile(env: Edge['env']): string | undefined {
  const home = env.HOME && path.join(env.HOME, '.config', 'gcloud');
  const folder = env.CLOUDSDK_CONFIG || (env.APPDATA ? path.join(env.APPDATA, 'gcloud') : home);
  return folder && path.join(folder, 'application_default_credentials.json');
}

async function fromFile(file: string, text: string): Promise<SignIn> {
  const json = parseJson(text);
  const library = await import('google-auth-library');
  const key = serviceAccount.safeParse(json);
  if (key.success) {
    const { client_email: email, private_key, private_key_id: keyId } = key.data;
    const client = new library.JWT({
      email,
      key: private_key,
      ...(keyId && { keyId }),
      scopes: [readOnlyScope],
    });
    // A token of Google's own holds the scope; one signed here would be the client's default.
    client.useJWTAccessWithScope = false;
    return { client, account: { who: `service account ${email}`, email, from: file } };
  }
  const login = person.safeParse(json);
  if (login.success) {
    const { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken } = login.data;
    const client = new library.UserRefreshClient({ clientId, clientSecret, refreshToken });
    if (login.data.quota_project_id) client.quotaProjectId = login.data.quota_project_id;
    return { client, account: { who: 'person signed in by gcloud', from: file } };
  }
  const type = z.object({ type: z.string() }).safeParse(json).data?.type;
  if (type === undefined || type === 'service_account' || type === 'authorized_user') {
    throw inputError(
      `${file} holds no credentials of Google: ${json === undefined ? 'it is no JSON' : 'fields are missing'}`,
      'An OAuth client file (client_secret_….json) is none either. '.concat(waysIn),
    );
  }
  const client = await new library.GoogleAuth({ keyFile: file, scopes: [readOnlyScope] }).getClient();
  return { client, account: { who: `${short(type)} credentials`, from: file } };
}

async function fromMachine(): Promise<SignIn> {
  const { GoogleAuth } = await import('google-auth-library');
  try {
    const client = await new GoogleAuth({ scopes: [readOnlyScope] }).getClient();
    return { client, account: { who: "machine's service account", from: 'Google Cloud' } };
  } catch {
    throw inputError('there is no sign-in to Google on this machine', waysIn);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
