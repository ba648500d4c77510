import { credentials } from '@grpc/grpc-js';
import { PassThroughClient } from 'google-auth-library';
import type { Connect } from '../../src/source/ga4/connect.ts';
import { dataApi } from '../../src/source/ga4/data-api.ts';

/** How the ga4 source gets to a gRPC stand-in on loopback: `ga4Source(context, connectGrpc(port))`. */
export const connectGrpc =
  (port: number): Connect =>
  async (_context, property) => ({
    api: await dataApi(property, {
      apiEndpoint: '127.0.0.1',
      port,
      sslCreds: credentials.createInsecure(),
      authClient: new PassThroughClient(),
    }),
    account: { who: 'test account', email: 'leads@example.com', from: 'the test' },
  });
