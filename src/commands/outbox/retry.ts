import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { siteOf, withHistoryLocked } from '../history/open.ts';
import { deliveredOf, type OutboxFlags, sinkOf } from './find.ts';

export interface RetryFlags extends OutboxFlags {
  /** All that failed. */
  failed?: boolean;
}

/** `ga-leads outbox retry`: what failed is sent with the next push, whichever leads that is about. */
export function outboxRetry(names: readonly string[], flags: RetryFlags, edge: Edge): Promise<number> {
  if (names.length > 0 === (flags.failed ?? false)) {
    throw inputError(
      'outbox retry: give either keys or --failed',
      'ga-leads outbox list --failed shows them.',
    );
  }
  const sink = sinkOf(flags.sink);
  return withHistoryLocked(flags, edge, 'outbox retry', async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const keys = flags.failed
      ? undefined
      : names.flatMap((name) => deliveredOf(history, site, name, sink).map(({ key }) => key));
    const retried = history.outbox.retry(site, { ...sink, ...(keys && { keys }) });
    if (flags.json) edge.stdout.write(jsonLine({ retried }));
    else {
      edge.stdout.write(
        retried > 0
          ? `${plural(retried, 'delivery', 'deliveries')} will be tried again by the next ga-leads push --write\n`
          : 'nothing to try again: none of them failed\n',
      );
    }
    return exitCodes.done;
  });
}
