import type { Settings } from '../config/schema.ts';
import type { SinkKind } from './crm.ts';

interface Registered<Own> {
  /** As people write it. */
  title: string;
  load(): Promise<SinkKind<Own>>;
}

export const sinkNames = ['hubspot', 'salesforce', 'pipedrive', 'sheets', 'webhook', 'tryton'] as const;
export type SinkName = (typeof sinkNames)[number];

/** Where leads can be delivered to: a line here, a file beside this one, its settings in config/sinks.ts. */
export const sinks = {
  hubspot: { title: 'HubSpot', load: async () => (await import('./hubspot.ts')).hubspot },
  salesforce: { title: 'Salesforce', load: async () => (await import('./salesforce.ts')).salesforce },
  pipedrive: { title: 'Pipedrive', load: async () => (await import('./pipedrive.ts')).pipedrive },
  sheets: { title: 'Google Sheets', load: async () => (await import('./sheets.ts')).sheets },
  webhook: { title: 'the webhook', load: async () => (await import('./webhook.ts')).webhook },
  tryton: { title: 'Tryton', load: async () => (await import('./tryton.ts')).tryton },
} as const satisfies { [Name in SinkName]: Registered<Settings['sinks'][Name]> };
