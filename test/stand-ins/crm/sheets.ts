import { type Asked, type CrmStandIn, type Purpose, type Reply, serveCrm } from './server.ts';
import { addRow, asResource, type Cell, isFilled, type Sheet } from './sheets/grid.ts';
import { masked } from './sheets/mask.ts';
import { applied, Invalid } from './sheets/requests.ts';

export interface SheetsOptions {
  /** The id of the only spreadsheet. */
  spreadsheet?: string;
  /** The tab that is meant by companies(), add(), edit() and remove(). */
  tab?: string;
  /** What the account may do with it. */
  role?: 'none' | 'reader' | 'writer';
  /** Asked for as a Bearer token where given. */
  token?: string;
  /** Requests a minute, by the given clock; without it there is no such limit. */
  quota?: { requests: number; now(): Date };
  port?: number;
}

export interface SheetsStandIn extends CrmStandIn {
  /** As they stand now. */
  sheets(): readonly Sheet[];
  /** What a person does to a tab. */
  change(title: string, work: (sheet: Sheet) => void): void;
  /** A tab that a person made. */
  addTab(title: string, rows?: Cell[][]): void;
}

const longestBody = 10_485_760;

const refusal = (code: number, status: string, message: string): Reply => ({
  status: code,
  body: { error: { code, message, status } },
});
const invalid = (message: string) => refusal(400, 'INVALID_ARGUMENT', message);

const path = /^\/v4\/spreadsheets\/([^/:]+)(:batchUpdate)?$/;
const writesRows = /"(?:appendCells|updateCells)":\{(?:"sheetId"|"start":\{"sheetId":\d+,"rowIndex":[1-9])/;

function purposeOf({ method, query, body }: Asked): Purpose {
  if (method === 'GET') return query.has('ranges') ? 'read' : 'other';
  return writesRows.test(body) ? 'write' : 'other';
}

/** Google Sheets' API v4 with one spreadsheet, as far as a sink may need it; values are kept as they were sent. */
export async function startSheets(options: SheetsOptions = {}): Promise<SheetsStandIn> {
  const { spreadsheet = 'sheet-1', tab = 'ga-leads', role = 'writer', token, quota, port = 0 } = options;
  const newSheet = (sheetId: number, title: string): Sheet => ({
    sheetId,
    title,
    rowCount: 1_000,
    columnCount: 26,
    frozenRowCount: 0,
    metadata: [],
    rows: [],
    made: 0,
  });
  let sheets: Sheet[] = [newSheet(0, 'Sheet1')];
  const asked: number[] = [];

  function get(query: URLSearchParams): Reply {
    const ranges = query.getAll('ranges');
    const shown: Sheet[] = [];
    for (const range of ranges) {
      const title = range.match(/^'((?:[^']|'')+)'$/)?.[1]?.replaceAll("''", "'") ?? range;
      const sheet = sheets.find((one) => one.title === title);
      if (!sheet) return invalid(`Unable to parse range: ${range}`);
      shown.push(sheet);
    }
    const fields = query.get('fields');
    const whole = {
      spreadsheetId: spreadsheet,
      properties: { title: 'Leads of the week', locale: 'en_US' },
      sheets: (ranges.length > 0 ? shown : sheets).map(asResource),
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${spreadsheet}/edit`,
    };
    const picked = masked(whole, fields ?? 'spreadsheetId,properties,sheets.properties,spreadsheetUrl');
    return picked === undefined
      ? invalid(`Invalid field selection ${fields}`)
      : { status: 200, body: picked };
  }

  function batchUpdate(body: string): Reply {
    if (Buffer.byteLength(body) > longestBody) {
      return invalid(`Request payload size exceeds the limit: ${longestBody} bytes.`);
    }
    const { requests = [], ...more }: { requests?: unknown[] } = JSON.parse(body);
    if (Object.keys(more).length > 0) return invalid('Invalid JSON payload received. Unknown name.');
    try {
      const { sheets: after, replies } = applied(sheets, requests);
      sheets = after;
      return { status: 200, body: { spreadsheetId: spreadsheet, replies } };
    } catch (error) {
      if (error instanceof Invalid) return invalid(error.message);
      throw error;
    }
  }

  function answer({ method, path: place, query, headers, body }: Asked): Reply {
    const [, id, isUpdate] = place.match(path) ?? [];
    if (!id || (method === 'POST') !== (isUpdate !== undefined)) return { status: 404, body: 'Not Found' };
    if (token && headers.authorization !== `Bearer ${token}`) {
      return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
    }
    if (quota) {
      const now = quota.now().getTime();
      asked.push(now);
      if (asked.filter((at) => at > now - 60_000).length > quota.requests) {
        return refusal(
          429,
          'RESOURCE_EXHAUSTED',
          "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com'.",
        );
      }
    }
    if (id !== spreadsheet) return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
    if (role === 'none' || (isUpdate && role !== 'writer')) {
      return refusal(403, 'PERMISSION_DENIED', 'The caller does not have permission');
    }
    return isUpdate ? batchUpdate(body) : get(query);
  }

  const own = () => {
    const sheet = sheets.find(({ title }) => title === tab);
    if (!sheet) throw new Error(`there is no tab ${tab}`);
    return sheet;
  };
  const headerOf = ({ rows }: Sheet) => (rows[0]?.cells ?? []).map((cell) => cell?.stringValue ?? '');
  const columnOf = (sheet: Sheet, field: string) => {
    const column = headerOf(sheet).indexOf(field);
    if (column < 0) throw new Error(`there is no column ${field}`);
    return column;
  };
  const rowOf = (sheet: Sheet, id: string) => {
    const row = sheet.rows.find((one) => one.id === id);
    if (!row) throw new Error(`there is no row ${id}`);
    return row;
  };
  const typed = (value: string | number): Cell =>
    typeof value === 'number' ? { numberValue: value } : { stringValue: value };

  const server = await serveCrm(purposeOf, answer, port);
  return Object.assign(server, {
    sheets: () => sheets,
    change: (title: string, work: (sheet: Sheet) => void) => {
      const sheet = sheets.find((one) => one.title === title);
      if (!sheet) throw new Error(`there is no tab ${title}`);
      work(sheet);
    },
    addTab: (title: string, rows: Cell[][] = []) => {
      const sheet = newSheet(1_000 + sheets.length, title);
      for (const cells of rows) addRow(sheet, cells);
      sheets = [...sheets, sheet];
    },
    companies: () => {
      const sheet = sheets.find(({ title }) => title === tab);
      if (!sheet) return [];
      const header = headerOf(sheet);
      return sheet.rows
        .slice(1)
        .filter(({ cells }) => cells.some(isFilled))
        .map(({ id, cells }) => {
          const values: Record<string, string | number> = {};
          header.forEach((name, at) => {
            const value = cells[at]?.stringValue ?? cells[at]?.numberValue;
            if (name !== '' && value !== undefined && value !== null) values[name] = value;
          });
          return { id, values };
        });
    },
    add: ({ name, domain }: { name: string; domain?: string }) => {
      const sheet = own();
      const row = addRow(sheet);
      row.cells[columnOf(sheet, 'Organisation')] = { stringValue: name };
      if (domain) row.cells[columnOf(sheet, 'Domain')] = { stringValue: domain };
      return row.id;
    },
    edit: (id: string, field: string, value: string | number) => {
      const sheet = own();
      rowOf(sheet, id).cells[columnOf(sheet, field)] = typed(value);
    },
    remove: (id: string) => {
      const sheet = own();
      sheet.rows.splice(sheet.rows.indexOf(rowOf(sheet, id)), 1);
    },
  });
}
