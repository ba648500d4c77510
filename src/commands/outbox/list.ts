import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { outboxStates } from '../../history/outbox-entry.ts';
import { number, plural } from '../../numbers.ts';
import { jsonLine } from '../../report/json.ts';
import { type Column, table } from '../../report/table.ts';
import { printable } from '../../text.ts';
import { timeText } from '../history/list.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from '../history/open.ts';
import { type Delivered, sinkOf } from './find.ts';

export interface OutboxListFlags extends HistoryFlags {
  failed?: boolean;
}

/** `ga-leads outbox list`: who was pushed where, latest change first. */
export const outboxList = (sink: string | undefined, flags: OutboxListFlags, edge: Edge): Promise<number> => {
  const filter = { ...sinkOf(sink), ...(flags.failed && { states: ['failed' as const] }) };
  return withHistoryOpen(flags, edge, async ({ history }) => {
    const found = history.outbox.list(siteOf(history, flags, edge), filter);
    if (flags.json) edge.stdout.write(jsonLine(found));
    else if (found.length > 0)
      edge.stdout.write(table(columnsFor(found), found, edge.stdout.columns ?? plainWidth));
    edge.stderr.write(countsText(found, flags.failed ?? false));
    return exitCodes.done;
  });
};

/** The account is told where a sink has more than one: of old ones nothing is sent any more. */
function columnsFor(found: readonly Delivered[]): Column<Delivered>[] {
  const accounts = new Set(found.map(({ sink, account }) => `${sink} ${account}`));
  const isSeveral = accounts.size > new Set(found.map(({ sink }) => sink)).size;
  return [sinkColumn, ...(isSeveral ? [accountColumn] : []), ...columns];
}

const sinkColumn: Column<Delivered> = { title: 'sink', cell: ({ sink }) => sink };
const accountColumn: Column<Delivered> = { title: 'account', cell: ({ account }) => printable(account) };
const columns: Column<Delivered>[] = [
  { title: 'state', cell: ({ state }) => state },
  { title: 'key', share: 3, cell: ({ key }) => printable(key) },
  { title: 'organisation', share: 2, cell: ({ name }) => printable(name) },
  { title: 'there as', cell: ({ remoteId = '' }) => printable(remoteId) },
  { title: 'kept', right: true, cell: ({ kept }) => (kept.length > 0 ? number(kept.length) : '') },
  { title: 'when (UTC)', cell: ({ at }) => timeText(at) },
  { title: 'why', share: 4, cell: ({ reason = '' }) => printable(reason) },
];

function countsText(found: readonly Delivered[], onlyFailed: boolean): string {
  if (found.length === 0) return onlyFailed ? 'nothing failed\n' : 'nothing was pushed yet\n';
  const counts = outboxStates
    .map((state) => [state, found.filter((one) => one.state === state).length] as const)
    .filter(([, leads]) => leads > 0)
    .map(([state, leads]) => `${number(leads)} ${state}`);
  return `${plural(found.length, 'delivery', 'deliveries')}: ${counts.join(', ')}\n`;
}
