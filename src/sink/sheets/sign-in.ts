import { readFile } from 'node:fs/promises';
import type { GoogleAuth } from 'google-auth-library';
import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import { errnoOf, inputError } from '../../errors.ts';
import { HttpFault } from '../../http.ts';
import type { Outside } from '../crm.ts';
import { isLoopback } from '../host.ts';
import { explained } from './fault.ts';
import { faultIn, fetchFor } from './transport.ts';

export interface SignIn {
  auth: GoogleAuth;
  /** The address that the spreadsheet has to be shared with; absent where it is not known. */
  email?: string;
}

const scope = 'https://www.googleapis.com/auth/spreadsheets';
const ways =
  "Set sinks.sheets.keyFile or GOOGLE_APPLICATION_CREDENTIALS to a service account's key file (Google Cloud > IAM > Service accounts > Keys), and share the spreadsheet with its e-mail address as an editor.";

const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string().min(1),
  private_key: z.string().min(1),
});

/**
 * Signs in by the key file of the settings, or by Application Default Credentials; to a server on this machine
 * without any. A token is fetched at once, so that a refusal is told apart from the API's. No or broken
 * credentials are a UserError with exit 2, refused ones with exit 4.
 */
export async function signIn(
  { keyFile, baseUrl }: Pick<Settings['sinks']['sheets'], 'keyFile' | 'baseUrl'>,
  outside: Outside,
): Promise<SignIn> {
  const { GoogleAuth, JWT, PassThroughClient } = await import('google-auth-library');
  const options = { transporterOptions: { fetchImplementation: fetchFor(outside), retry: false } };
  if (isLoopback(new URL(baseUrl).hostname)) {
    return { auth: new GoogleAuth({ authClient: new PassThroughClient(options) }) };
  }
  const file = keyFile ?? outside.env.GOOGLE_APPLICATION_CREDENTIALS;
  try {
    const account = file && serviceAccount.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
    if (!account) {
      const auth = new GoogleAuth({
        scopes: [scope],
        clientOptions: options,
        ...(keyFile && { keyFilename: keyFile }),
      });
      await auth.getAccessToken();
      return { auth };
    }
    const { client_email: email, private_key: key } = account;
    const client = new JWT({ ...options, email, key, scopes: [scope] });
    await client.getAccessToken();
    return { auth: new GoogleAuth({ authClient: client }), email };
  } catch (error) {
    const fault = faultIn(error);
    if (fault instanceof HttpFault) throw explained(fault, {});
    throw inputError(
      file
        ? `sheets: cannot sign in to Google with ${file} (${errnoOf(error) ?? 'no credentials of Google'})`
        : 'sheets: there is no sign-in to Google',
      ways,
    );
  }
}
