import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import type { OutboxState } from '../../history/outbox-entry.ts';
import { plural } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import { timeText } from '../history/list.ts';
import { plainWidth, siteOf, withHistoryOpen } from '../history/open.ts';
import { valueText } from '../push/words.ts';
import { type Delivered, deliveredOf, type OutboxFlags, sinkOf } from './find.ts';

/** `ga-leads outbox show`: all that is known of one organisation's deliveries. */
export function outboxShow(text: string, flags: OutboxFlags, edge: Edge): Promise<number> {
  const sink = sinkOf(flags.sink);
  return withHistoryOpen(flags, edge, async ({ history }) => {
    const found = deliveredOf(history, siteOf(history, flags, edge), text, sink);
    if (flags.json) edge.stdout.write(jsonLine(found));
    else {
      const width = edge.stdout.columns ?? plainWidth;
      edge.stdout.write(found.map((one) => deliveryText(one, width)).join('\n'));
    }
    return exitCodes.done;
  });
}

const stateTexts: Record<OutboxState, string> = {
  pending: 'pending: the next push sends it',
  sending: 'was being sent when ga-leads ended: the next push looks first whether it arrived',
  sent: 'sent',
  failed: 'failed: the next push that has it tries again',
  suppressed: 'suppressed: sent again only by push --recreate',
};

function deliveryText(delivery: Delivered, width: number): string {
  const { key, name, sink, account, state, remoteId, reason, at, attempts, desired } = delivery;
  const fields = Object.entries(desired).map(([field, should]) => ({ field, should, ...delivery }));
  const lines = [
    `${printable(name)} (${printable(key)}) in ${sink}, ${printable(account)}`,
    `  ${stateTexts[state]}${reason === undefined ? '' : ` (${printable(reason)})`}`,
    `  ${timeText(at)} (UTC), after ${plural(attempts, 'attempt')}${remoteId === undefined ? '' : `, there as ${printable(remoteId)}`}`,
  ];
  return `${lines.join('\n')}\n${table(columns, fields, width)}`;
}

type Field = Delivered & { field: string; should: string | number };

const columns: Column<Field>[] = [
  { title: 'field', share: 2, cell: ({ field }) => printable(field) },
  { title: 'should be', share: 3, cell: ({ should }) => valueText(should) },
  {
    title: 'we wrote',
    share: 3,
    cell: ({ written, field }) => (field in written ? valueText(written[field]) : ''),
  },
  {
    title: "kept, a person's",
    share: 3,
    cell: ({ kept, field }) => {
      const found = kept.find((one) => one.field === field);
      return found === undefined ? '' : valueText(found.theirs);
    },
  },
];
