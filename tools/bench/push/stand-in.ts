import { startHubSpot } from '../../../test/stand-ins/crm/hubspot.ts';
import { pipedriveToken, startPipedrive } from '../../../test/stand-ins/crm/pipedrive.ts';
import { startSalesforce } from '../../../test/stand-ins/crm/salesforce.ts';
import type { CrmStandIn } from '../../../test/stand-ins/crm/server.ts';
import { startSheets } from '../../../test/stand-ins/crm/sheets.ts';

/** What the process that pushes needs of it. */
export interface Started {
  url: string;
  env: Record<string, string>;
}

/** Asked of it by message; it answers each with a message. */
export type Order =
  /** Companies that people made: the first so many of the leads' domains. */
  | { people: string[] }
  /** How many requests it got since it was last asked, and how many companies it holds. */
  | 'count';

export interface Counted {
  requests: number;
  companies: number;
}

const now = Date.now;
const open: Record<string, (isLimited: boolean) => Promise<CrmStandIn & Partial<Pick<Started, 'env'>>>> = {
  async hubspot(isLimited) {
    const limits = isLimited ? { perTenSeconds: 100, searchesPerSecond: 5 } : {};
    const server = await startHubSpot({ limits });
    return Object.assign(server, { env: { HUBSPOT_TOKEN: server.token } });
  },
  salesforce: () => startSalesforce(),
  pipedrive: async (isLimited) =>
    Object.assign(await startPipedrive({ now, ...(isLimited && { burst: 20 }) }), {
      env: { PIPEDRIVE_TOKEN: pipedriveToken },
    }),
  sheets: (isLimited) => startSheets(isLimited ? { quota: { requests: 60, now: () => new Date() } } : {}),
};

/** `stand-in.ts VENDOR limited|free`: a CRM that stands in for the vendor's, in a process of its own. */
const [vendor = '', limits] = process.argv.slice(2);
const server = await open[vendor]?.(limits === 'limited');
if (!server) throw new Error(`no stand-in for ${vendor}`);
process.on('message', (order: Order) => {
  if (order === 'count') {
    const counted: Counted = { requests: server.requests.length, companies: server.companies().length };
    server.requests.length = 0;
    process.send?.(counted);
    return;
  }
  for (const domain of order.people) server.add({ name: `What people call ${domain}`, domain });
  process.send?.('done');
});
process.on('disconnect', () => process.exit());
process.send?.({ url: server.url, env: server.env ?? {} } satisfies Started);
