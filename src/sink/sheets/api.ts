import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { HttpFault } from '../../http.ts';
import { BatchRefused } from '../crm.ts';
import { explained } from './fault.ts';
import type { SignIn } from './sign-in.ts';
import { faultIn } from './transport.ts';

export type ApiSheet = sheets_v4.Schema$Sheet;
export type ApiCell = sheets_v4.Schema$ExtendedValue;
export type ApiRequest = sheets_v4.Schema$Request;

/** Google refuses a longer body: "Request payload size exceeds the limit: 10485760 bytes." */
const longestBody = 10_485_760;

/** One spreadsheet. */
export interface SheetsApi {
  email?: string;
  get(fields: string, range?: string): Promise<sheets_v4.Schema$Spreadsheet>;
  /** All of it or nothing. */
  batchUpdate(requests: ApiRequest[]): Promise<void>;
}

/** What fails is a UserError (exit 4), BatchRefused, or an HttpFault. */
export async function sheetsApi(
  { spreadsheet, baseUrl }: { spreadsheet: string; baseUrl: string },
  { auth, email }: SignIn,
): Promise<SheetsApi> {
  const { sheets } = await import('googleapis/build/src/apis/sheets/index.js');
  const { spreadsheets } = sheets({ version: 'v4', auth });
  // Given with each request, it may have a path: a proxy's.
  const options = { rootUrl: baseUrl, retry: false };

  async function asked<Result>(ask: () => Promise<Result>): Promise<Result> {
    try {
      return await ask();
    } catch (error) {
      const fault = faultIn(error);
      throw fault instanceof HttpFault ? explained(fault, { spreadsheet, ...(email && { email }) }) : fault;
    }
  }

  return {
    ...(email && { email }),
    get: (fields, range) =>
      asked(async () => {
        const params = { spreadsheetId: spreadsheet, fields, prettyPrint: false };
        const { data } = await spreadsheets.get({ ...params, ...(range && { ranges: [range] }) }, options);
        if (typeof data !== 'object' || data.spreadsheetId !== spreadsheet) {
          throw new HttpFault('sheets: the answer is no spreadsheet', { again: true, arrived: 'no' });
        }
        return data;
      }),
    batchUpdate: (requests) =>
      asked(async () => {
        const body = { requests };
        const bytes = Buffer.byteLength(JSON.stringify(body));
        if (bytes > longestBody) throw new BatchRefused(`sheets: ${bytes} bytes are too many for a request`);
        const { data } = await spreadsheets.batchUpdate(
          { spreadsheetId: spreadsheet, requestBody: body },
          options,
        );
        if (typeof data !== 'object' || data.replies?.length !== requests.length) {
          throw new HttpFault('sheets: the answer to a write does not fit it', {
            again: true,
            arrived: 'unknown',
          });
        }
      }),
  };
}
