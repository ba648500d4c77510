import { sinkSettings } from '../../src/config/sinks.ts';
import { type OpenSink, openKind } from '../../src/delivery/open.ts';
import type { Edge } from '../../src/edge.ts';
import { hubspot } from '../../src/sink/hubspot.ts';
import { pipedrive } from '../../src/sink/pipedrive.ts';
import { salesforce } from '../../src/sink/salesforce.ts';
import { sheets } from '../../src/sink/sheets.ts';
import { startHubSpot } from '../../test/stand-ins/crm/hubspot.ts';
import { pipedriveToken, startPipedrive } from '../../test/stand-ins/crm/pipedrive.ts';
import { startSalesforce } from '../../test/stand-ins/crm/salesforce.ts';
import type { CrmStandIn, Reply } from '../../test/stand-ins/crm/server.ts';
import { startSheets } from '../../test/stand-ins/crm/sheets.ts';

type OutsideEdge = Pick<Edge, 'fetch' | 'sleep' | 'now' | 'signal'>;

/** A vendor's CRM as it stands in, with what the faults need to know of it. */
export interface Vendor {
  name: string;
  /** A new one, with all that `setup` makes. */
  start(): Promise<Running>;
  /** Its fields for these. */
  fields: { key: string; score: string; sessions: string };
  /** So many leads that they do not fit into one request. */
  many: number;
  /** How it refuses a batch as a whole for something in it. */
  batchRefusal: Reply;
  /** How it refuses a token. */
  unauthorised: Reply;
  /** Why a write cannot be refused for one lead of it only. */
  refusesNone?: string;
}

export interface Running {
  server: CrmStandIn;
  /** Its part of the settings, and the secrets that open it. */
  own: Record<string, unknown>;
  env: Record<string, string>;
  open(outside: OutsideEdge): Promise<OpenSink>;
  /** It takes no write for this key any more, all others it does; `mend` takes that back. */
  refuse(key: string): void;
  mend(): void;
}

const nothing = () => undefined;

const setUp = async (running: Running): Promise<Running> => {
  const edge = {
    fetch,
    sleep: async () => undefined,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
  await (await running.open(edge)).sink.setup(false);
  running.server.requests.length = 0;
  return running;
};

export const vendors: readonly Vendor[] = [
  {
    name: 'hubspot',
    fields: { key: 'ga_leads_key', score: 'ga_leads_score', sessions: 'ga_leads_sessions' },
    many: 230,
    batchRefusal: {
      status: 400,
      body: { status: 'error', category: 'VALIDATION_ERROR', message: 'Property values were not valid' },
    },
    unauthorised: { status: 401, body: { category: 'INVALID_AUTHENTICATION' } },
    async start() {
      const server = await startHubSpot();
      const own = sinkSettings.hubspot.parse({ baseUrl: server.url });
      const env = { HUBSPOT_TOKEN: server.token };
      return setUp({
        server,
        own,
        env,
        open: (outside) =>
          openKind({ name: 'hubspot', title: 'HubSpot', kind: hubspot }, own, { ...outside, env }),
        refuse: (key) =>
          server.rules.push(({ ga_leads_key: theirs }) => (theirs === key ? 'Not this one' : undefined)),
        mend: () => {
          server.rules.length = 0;
        },
      });
    },
  },
  {
    name: 'salesforce',
    fields: { key: 'GA_Leads_Key__c', score: 'GA_Leads_Score__c', sessions: 'GA_Leads_Sessions__c' },
    many: 230,
    batchRefusal: { status: 400, body: [{ errorCode: 'JSON_PARSER_ERROR', message: 'Value too long' }] },
    unauthorised: {
      status: 401,
      body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }],
    },
    async start() {
      const server = await startSalesforce();
      const own = sinkSettings.salesforce.parse({ baseUrl: server.url });
      return setUp({
        server,
        own,
        env: server.env,
        open: (outside) =>
          openKind({ name: 'salesforce', title: 'Salesforce', kind: salesforce }, own, {
            ...outside,
            env: server.env,
          }),
        refuse: (key) => server.rules.invalid.add(key),
        mend: () => server.rules.invalid.clear(),
      });
    },
  },
  {
    name: 'pipedrive',
    fields: { key: 'GA Leads key', score: 'GA Leads score', sessions: 'GA Leads sessions' },
    many: 12,
    batchRefusal: { status: 400, body: { success: false, error: 'Validation failed' } },
    unauthorised: { status: 401, body: { success: false, error: 'unauthorized access' } },
    async start() {
      const server = await startPipedrive();
      const own = sinkSettings.pipedrive.parse({ baseUrl: server.url });
      const env = { PIPEDRIVE_TOKEN: pipedriveToken };
      const refused = new Set<string>();
      return setUp({
        server,
        own,
        env,
        open: (outside) =>
          openKind({ name: 'pipedrive', title: 'Pipedrive', kind: pipedrive }, own, { ...outside, env }),
        refuse: (key) => {
          refused.add(key);
          server.faults.push({
            on: 'write',
            times: 1_000,
            when: ({ body }) => [...refused].some((each) => body.includes(JSON.stringify(each))),
            act: { refuse: { status: 400, body: { success: false, error: 'Validation failed' } } },
          });
        },
        mend: () => refused.clear(),
      });
    },
  },
  {
    name: 'sheets',
    fields: { key: 'Key', score: 'Score', sessions: 'Sessions' },
    many: 40,
    batchRefusal: {
      status: 400,
      body: {
        error: {
          code: 400,
          status: 'INVALID_ARGUMENT',
          message: 'Request payload size exceeds the limit: 10485760 bytes.',
        },
      },
    },
    unauthorised: {
      status: 401,
      body: {
        error: { code: 401, status: 'UNAUTHENTICATED', message: 'invalid authentication credentials' },
      },
    },
    refusesNone: 'a write is all or nothing',
    async start() {
      const server = await startSheets();
      const own = sinkSettings.sheets.parse({ baseUrl: server.url, spreadsheet: 'sheet-1' });
      return setUp({
        server,
        own,
        env: {},
        open: (outside) =>
          openKind({ name: 'sheets', title: 'Sheets', kind: sheets }, own, { ...outside, env: {} }),
        refuse: nothing,
        mend: nothing,
      });
    },
  },
];
