import { inputError } from '../errors.ts';
import type { Source } from '../run-types.ts';
import { checkProperty } from './ga4/check.ts';
import { type Connect, type Connection, connect as connectToGoogle } from './ga4/connect.ts';
import { openProperty } from './ga4/open.ts';
import type { SourceContext } from './index.ts';

/**
 * A GA4 property through the Data API. Sign-in and client are made at the first question and kept.
 * A missing property is a UserError (exit 2); so are settings and files that cannot be, while what Google
 * refuses is exit 3. `connect` is for tests that bring a server of their own.
 */
export async function ga4Source(context: SourceContext, connect: Connect = connectToGoogle): Promise<Source> {
  const { property } = context.settings;
  if (!property) {
    throw inputError(
      'property: source ga4 needs a property id',
      'Set --property ID (in Google Analytics: Admin > Property details, top right).',
    );
  }
  let connection: Promise<Connection> | undefined;
  const connected = () => {
    connection ??= connect(context, property);
    return connection;
  };
  return {
    open: async () => openProperty(context, await connected(), property),
    check: async () => checkProperty(context, connected, property),
  };
}
