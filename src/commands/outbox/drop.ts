import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { siteOf, withHistoryLocked } from '../history/open.ts';
import { deliveredOf, type OutboxFlags, sinkOf } from './find.ts';

/**
 * `ga-leads outbox drop`: what is pending or failed is not sent any more. What was sent stays as it is, there and
 * in the outbox, or the next push would not know it.
 */
export function outboxDrop(names: readonly string[], flags: OutboxFlags, edge: Edge): Promise<number> {
  const sink = sinkOf(flags.sink);
  return withHistoryLocked(flags, edge, 'outbox drop', async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const keys = names.flatMap((name) => deliveredOf(history, site, name, sink).map(({ key }) => key));
    const dropped = history.outbox.drop(site, { ...sink, keys });
    if (flags.json) edge.stdout.write(jsonLine({ dropped }));
    else {
      edge.stdout.write(
        dropped > 0
          ? `${plural(dropped, 'delivery', 'deliveries')} dropped: not sent until push --recreate KEY asks for it; nothing changed in the CRM\n`
          : 'nothing to drop: none of them is pending or failed; what was sent stays\n',
      );
    }
    return exitCodes.done;
  });
}
