import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

export type Cell = sheets_v4.Schema$ExtendedValue;

export interface GridRow {
  /** By which a test knows it: where it was first, wherever it moves. */
  id: string;
  cells: (Cell | undefined)[];
}

export interface Sheet {
  sheetId: number;
  title: string;
  rowCount: number;
  columnCount: number;
  frozenRowCount: number;
  metadata: { metadataKey: string; metadataValue: string }[];
  /** Those that were ever written; the grid may be longer. */
  rows: GridRow[];
  /** How many rows there ever were. */
  made: number;
}

/** A row at the end of those that were written. */
export function addRow(sheet: Sheet, cells: GridRow['cells'] = []): GridRow {
  const row = { id: `row ${++sheet.made}`, cells };
  sheet.rows.push(row);
  return row;
}

export const isFilled = (cell: Cell | undefined): boolean =>
  cell !== undefined && Object.values(cell).some((value) => value !== null && value !== '');

/** How many rows there are up to the last one that holds something. */
export function filledRows({ rows }: Sheet): number {
  return rows.findLastIndex(({ cells }) => cells.some(isFilled)) + 1;
}

/** As `spreadsheets.get` answers, with grid data. */
export function asResource(sheet: Sheet): sheets_v4.Schema$Sheet {
  const { sheetId, title, rowCount, columnCount, frozenRowCount, metadata, rows } = sheet;
  const rowData = rows.slice(0, filledRows(sheet)).map(({ cells }) => {
    const last = cells.findLastIndex(isFilled);
    if (last < 0) return {};
    return {
      values: Array.from({ length: last + 1 }, (_, at) => {
        const cell = cells[at];
        return cell && isFilled(cell) ? { userEnteredValue: cell, effectiveValue: cell } : {};
      }),
    };
  });
  return {
    properties: {
      sheetId,
      title,
      index: 0,
      sheetType: 'GRID',
      gridProperties: { rowCount, columnCount, ...(frozenRowCount > 0 && { frozenRowCount }) },
    },
    ...(metadata.length > 0 && { developerMetadata: metadata }),
    data: [rowData.length > 0 ? { rowData } : {}],
  };
}
