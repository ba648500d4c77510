import type { Settings } from '../config/schema.ts';
import { inputError, UserError } from '../errors.ts';
import type { CrmField, CrmSink, SetupStep, SinkKind } from './crm.ts';
import { type LeadField, leadFields } from './lead-fields.ts';
import { sheetsApi } from './sheets/api.ts';
import { type Layout, layoutOf } from './sheets/layout.ts';
import { foundIn, type LeadRow, leadRows } from './sheets/rows.ts';
import { signIn } from './sheets/sign-in.ts';
import { readSpreadsheet, type Spreadsheet } from './sheets/tab.ts';
import { writingOf } from './sheets/write.ts';

const createOnly = ['name', 'domain', 'country'] as const;
const owned = [
  'type',
  'score',
  'status',
  'sessions',
  'pageViews',
  'firstSeen',
  'lastSeen',
  'channels',
  'topPages',
  'evidence',
] as const;
const column = (from: LeadField, mode: CrmField['mode']): CrmField => ({
  to: leadFields[from].label,
  from,
  mode,
});

/** 60 requests a minute and user: https://developers.google.com/workspace/sheets/api/limits */
const pace = { requests: 60, milliseconds: 60_000 };
/** A lead takes a kilobyte or two of the 10 MB that a request may have. */
const rowsAWrite = 5_000;

/** A tab of a Google spreadsheet that ga-leads owns: a row for each lead, in columns that are known by their names. */
export const sheets: SinkKind<Settings['sinks']['sheets']> = {
  secrets: [],
  defaults: () => [
    column('key', 'owned'),
    ...createOnly.map((from) => column(from, 'createOnly')),
    ...owned.map((from) => column(from, 'owned')),
  ],

  async open({ settings: { spreadsheet, tab: title, baseUrl, keyFile }, fields, outside }): Promise<CrmSink> {
    if (!spreadsheet) {
      throw inputError(
        'sheets: no spreadsheet',
        'Set sinks.sheets.spreadsheet to what stands in its address between /d/ and /edit.',
      );
    }
    const keyField = fields.find(({ from }) => from === 'key')?.to;
    if (keyField === undefined) {
      throw inputError('sheets: no column holds the key', 'Take `Key: off` out of sinks.sheets.fields.');
    }
    const api = await sheetsApi(
      { spreadsheet, baseUrl },
      await signIn({ baseUrl, ...(keyFile && { keyFile }) }, outside),
    );
    /** Where rows were when they were last seen, for links. */
    let seen: { sheetId?: number; rows: Map<string, number> } = { rows: new Map() };

    async function read(): Promise<{ there: Spreadsheet; layout: Layout; rows: LeadRow[] }> {
      const there = await readSpreadsheet(api, title);
      const layout = layoutOf(there, title, fields);
      const rows = leadRows(there.tab ?? { rows: [] }, fields, layout.columns);
      seen = {
        ...(there.tab && { sheetId: there.tab.sheetId }),
        rows: new Map(rows.map(({ id, index }) => [id, index])),
      };
      return { there, layout, rows };
    }

    return {
      limits: { read: 100_000, write: rowsAWrite, parallel: 1, pace },
      account: async () => `${spreadsheet} ${title}`,
      read: async (refs) => foundIn((await read()).rows, refs),

      // Read anew: rows may have moved since. What people edit in the second that is left, in a row that is
      // written just then, is lost; it was another one's row never.
      async write(operations) {
        const { there, layout, rows } = await read();
        const writing = writingOf(operations, rows, there.tab ?? { rows: [] }, layout, keyField);
        if (writing.requests.length > 0) await api.batchUpdate([...layout.requests, ...writing.requests]);
        return writing.outcomes;
      },

      async check() {
        const facts: [string, string][] = [['signed in', api.email ?? 'without a service account']];
        try {
          const { there, layout, rows } = await read();
          facts.push(
            ['spreadsheet', `${there.title} (${spreadsheet})`],
            ['tab', there.tab ? `${there.tab.title}, ${rows.length} rows` : `${title}, to be made`],
            ['columns to be made', layout.missing.join(', ') || 'none'],
            ['limits', '60 requests a minute; a push takes about 5 for up to 5,000 leads'],
          );
          return { facts, problems: [] };
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          return { facts, problems: [{ message: error.message, next: error.next ?? '' }] };
        }
      },

      async setup(dryRun) {
        const { there, layout } = await read();
        if (!dryRun && layout.requests.length > 0) await api.batchUpdate(layout.requests);
        const state = (isThere: boolean): SetupStep['state'] =>
          isThere ? 'there' : dryRun ? 'missing' : 'made';
        return [
          { what: `tab ${there.tab?.title ?? title}`, state: state(there.tab?.isOurs === true) },
          ...fields.map(({ to }) => ({ what: `column ${to}`, state: state(!layout.missing.includes(to)) })),
        ];
      },

      link(remoteId) {
        const row = seen.rows.get(remoteId);
        const place = seen.sheetId === undefined ? '' : `#gid=${seen.sheetId}`;
        const range = row === undefined ? '' : `&range=${row + 1}:${row + 1}`;
        return `https://docs.google.com/spreadsheets/d/${encodeURIComponent(spreadsheet)}/edit${place}${place && range}`;
      },
    };
  },
};
