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
  opened: OpenSink,
  outbox: Outbox,
  site: Site,
  remember: boolean,
): Promise<OutboxPlace> {
  const { name, sink, fingerprint, clear } = opened;
  const known = outbox.account(name, fingerprint);
  if (known !== undefined) return { site, sink: name, account: known };
  const account = clear(await beforehand(opened, sink.account()));
  if (remember) outbox.noteAccount(name, fingerprint, account);
  return { site, sink: name, account };
}

/** What a sink answers before anything is sent. That it cannot be asked is a UserError. */
export function beforehand<Answer>({ name, clear }: OpenSink, asked: Promise<Answer>): Promise<Answer> {
  return asked.catch((error: unknown) => {
    if (!(error instanceof HttpFault)) throw error;
    throw new UserError(
      exitCodes.delivery,
      `${clear(error.message)}; nothing was sent`,
      `\`ga-leads check ${name}\` tells more.`,
    );
  });
}
