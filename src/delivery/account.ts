import { exitCodes, UserError } from '../errors.ts';
import type { Outbox } from '../history/outbox.ts';
import type { OutboxPlace } from '../history/outbox-entry.ts';
import type { Site } from '../history/runs.ts';
import { HttpFault } from '../http.ts';
import type { OpenSink } from './open.ts';

/**
 * Where leads of a site go: the account that the secrets open. It is asked for only where these secrets are new,
 * and remembered then, so that another account's token does not make everything look deleted.
 */
export async function placeOf(
  { name, sink, fingerprint, clear }: OpenSink,
  outbox: Outbox,
  site: Site,
  remember: boolean,
): Promise<OutboxPlace> {
  const known = outbox.account(name, fingerprint);
  if (known !== undefined) return { site, sink: name, account: known };
  const told = await sink.account().catch((error: unknown) => {
    if (!(error instanceof HttpFault)) throw error;
    throw new UserError(
      exitCodes.delivery,
      `${clear(error.message)}; nothing was sent`,
      `\`ga-leads check ${name}\` tells more.`,
    );
  });
  const account = clear(told);
  if (remember) outbox.noteAccount(name, fingerprint, account);
  return { site, sink: name, account };
}
