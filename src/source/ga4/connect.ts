import type { SourceContext } from '../index.ts';
import type { Account } from './account.ts';
import { type DataApi, dataApi } from './data-api.ts';
import { emulatorOf, emulatorVariable } from './emulator.ts';
import { propertyName } from './property-name.ts';
import { signIn } from './sign-in.ts';
import { untilAborted } from './until-aborted.ts';

/** A way to ask one property. */
export interface Connection {
  api: DataApi;
  account: Account;
  /** Where the answers come from, if that is not Google. */
  standIn?: string;
  /** The property's name in Google Analytics, if it can be had. */
  propertyName?(): Promise<string | undefined>;
}

/** Opens the way to a property; a stand-in's test brings its own. */
export type Connect = (context: SourceContext, property: string) => Promise<Connection>;

/** The Data API at Google, by gRPC or as JSON over HTTP, or at the stand-in that the environment names. */
export const connect: Connect = async ({ settings, edge }, property) => {
  const emulator = emulatorOf(edge.env);
  if (emulator) {
    const { PassThroughClient } = await import('google-auth-library');
    const { hostname, port } = emulator;
    const api = await dataApi(property, {
      fallback: true,
      protocol: 'http',
      apiEndpoint: hostname,
      port,
      minifyJson: true,
      authClient: new PassThroughClient(),
    });
    const standIn = `${hostname}:${port}`;
    return { api, account: { who: 'stand-in without sign-in', from: emulatorVariable }, standIn };
  }
  const { client: authClient, account } = await untilAborted(signIn(settings, edge), edge.signal);
  const { GoogleAuth } = await import('google-auth-library');
  // Wrapped, or the client would make the account sign tokens of its own instead of using Google's.
  const auth = new GoogleAuth({ authClient });
  const rest = settings.transport === 'rest' && { fallback: true, minifyJson: true };
  return {
    api: await dataApi(property, { auth, ...rest }),
    account,
    propertyName: () => propertyName(property, auth),
  };
};
