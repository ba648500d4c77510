import type { OpenSink } from '../delivery/open.ts';
import { exitCodes, UserError } from '../errors.ts';
import { HttpFault } from '../http.ts';
import type { CrmSink } from '../sink/crm.ts';

/** What a sink answers. Where it does not, be it out of reach, that is a UserError (exit 4). */
export async function askSink<Answer>(
  { sink, name, clear }: OpenSink,
  ask: (sink: CrmSink) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(sink);
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    throw new UserError(
      exitCodes.delivery,
      clear(error.message),
      `Is sinks.${name}.baseUrl right, and can it be reached from here?`,
    );
  }
}
