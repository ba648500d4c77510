import { exitCodes, UserError } from '../../errors.ts';
import { HttpFault } from '../../http.ts';
import type { ApiCell, ApiSheet, SheetsApi } from './api.ts';

/** Developer metadata of a tab: it stays with it when people rename or move it. */
export const mark = { key: 'ga-leads', value: 'leads' };

/** The tab as it stands. */
export interface Tab {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  /** Whether it carries our mark; one that does not is empty. */
  isOurs: boolean;
  /** The texts of row 1. */
  header: string[];
  /** From row 1 on, which is the header; a cell that is empty is undefined. */
  rows: (ApiCell | undefined)[][];
}

export interface Spreadsheet {
  title: string;
  /** Ids of all tabs. */
  sheetIds: number[];
  /** Absent where it is to be made. */
  tab?: Tab;
}

const about =
  'properties(sheetId,title,gridProperties(rowCount,columnCount)),developerMetadata(metadataKey,metadataValue)';

const isMarked = ({ developerMetadata = [] }: ApiSheet): boolean =>
  developerMetadata.some(
    ({ metadataKey, metadataValue }) => metadataKey === mark.key && metadataValue === mark.value,
  );

/** The one that is named so; else the one that carries our mark, as a person may have renamed it. */
function tabAmong(sheets: readonly ApiSheet[], title: string): ApiSheet | undefined {
  const named = sheets.find(({ properties }) => properties?.title === title);
  const marked = sheets.filter(isMarked);
  return named ?? (marked.length === 1 ? marked[0] : undefined);
}

const quoted = (title: string) => `'${title.replaceAll("'", "''")}'`;

/** Reads the tab whole. A tab that holds something and does not carry our mark is refused (exit 4). */
export async function readSpreadsheet(api: SheetsApi, title: string): Promise<Spreadsheet> {
  const { properties, sheets = [] } = await api.get(`spreadsheetId,properties.title,sheets(${about})`);
  const found = tabAmong(sheets, title);
  const spreadsheet: Spreadsheet = {
    title: properties?.title ?? '',
    sheetIds: sheets.map((sheet) => sheet.properties?.sheetId ?? 0),
  };
  if (found) spreadsheet.tab = await readTab(api, found);
  return spreadsheet;
}

async function readTab(api: SheetsApi, sheet: ApiSheet): Promise<Tab> {
  const { sheetId, title, gridProperties } = sheet.properties ?? {};
  const isOurs = isMarked(sheet);
  if (typeof sheetId !== 'number' || typeof title !== 'string' || !gridProperties) throw notOurs(title ?? '');
  const fields = 'spreadsheetId,sheets(properties.sheetId,data(rowData(values(userEnteredValue))))';
  const { sheets } = await api.get(fields, quoted(title));
  const read = sheets?.find(({ properties }) => properties?.sheetId === sheetId);
  if (!read) {
    throw new HttpFault('sheets: the tab was renamed while it was read', { again: true, arrived: 'no' });
  }
  const rowData = read.data?.[0]?.rowData ?? [];
  const rows = rowData.map(({ values = [] }) => values.map((cell) => cell.userEnteredValue));
  if (!isOurs && rows.some((row) => row.some(isFilled))) throw notOurs(title);
  return {
    sheetId,
    title,
    rowCount: gridProperties.rowCount ?? 0,
    columnCount: gridProperties.columnCount ?? 0,
    isOurs,
    header: (rows[0] ?? []).map((cell) => cell?.stringValue ?? ''),
    rows,
  };
}

const isFilled = (cell: ApiCell | undefined): boolean =>
  cell !== undefined && Object.values(cell).some((value) => value !== null && value !== '');

const notOurs = (title: string) =>
  new UserError(
    exitCodes.delivery,
    `sheets: the tab "${title}" holds something that ga-leads did not write; nothing was sent.`,
    'Name another tab in sinks.sheets.tab: it is made if it is not there.',
  );
