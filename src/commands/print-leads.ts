import { Readable } from 'node:stream';
import { pipeline as flow } from 'node:stream/promises';
import type { Settings } from '../config/schema.ts';
import type { Edge } from '../edge.ts';
import { windowName } from '../history/days.ts';
import type { Standing } from '../history/standing.ts';
import { jsonLine } from '../report/json.ts';
import { leadTable } from '../report/table.ts';
import type { RunResult } from '../run-types.ts';
import { leadsCsv } from '../sink/csv.ts';
import { importCsv } from '../sink/import-csv.ts';
import { leadJson, leadsJson } from '../sink/json.ts';
import type { DeliverableLead } from '../sink/lead-fields.ts';
import { decidedOn } from './push/leads.ts';

/** So many leads a table shows where no limit is given. */
export const linesOfTable = 20;
/** Where stdout is no terminal, a table is made as wide as this. */
const plainWidth = 140;

/** The leads on stdout in the format that the settings ask for; `standings`: what people decided, by key. */
export async function printLeads(
  { leads, manifest }: Pick<RunResult, 'leads' | 'manifest'>,
  standings: ReadonlyMap<string, Standing> | undefined,
  settings: Pick<Settings, 'format' | 'limit'>,
  edge: Pick<Edge, 'stdout' | 'signal'>,
): Promise<void> {
  const most = settings.limit ?? (settings.format === 'table' ? linesOfTable : leads.length);
  const shown = leads.slice(0, most);
  const window = manifest.days ? windowName(manifest.days) : '';
  function* deliverable(): Generator<DeliverableLead> {
    for (const lead of shown) {
      yield { lead, window, ...decidedOn(standings?.get(lead.organisation.key)) };
    }
  }
  function* lines(): Generator<string> {
    for (const { lead, ...more } of deliverable()) yield jsonLine({ ...leadJson(lead), ...more });
  }
  const pieces = {
    table: () => [shown.length > 0 ? leadTable(shown, edge.stdout.columns ?? plainWidth) : ''],
    csv: () => leadsCsv(shown),
    json: () => leadsJson(manifest, shown),
    jsonl: () => lines(),
    hubspot: () => importCsv('hubspot', deliverable()),
    salesforce: () => importCsv('salesforce', deliverable()),
    pipedrive: () => importCsv('pipedrive', deliverable()),
  }[settings.format]();
  await flow(Readable.from(pieces), edge.stdout, { end: false, signal: edge.signal });
}
