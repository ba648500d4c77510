import { createHash } from 'node:crypto';
import { exitCodes, UserError } from '../../errors.ts';
import type { CrmField } from '../crm.ts';
import type { ApiRequest } from './api.ts';
import { cellOf } from './cell.ts';
import { mark, type Spreadsheet } from './tab.ts';

/** Where our columns are, and what has to be asked for first so that they are there. */
export interface Layout {
  sheetId: number;
  /** Index of the column by the field's name. */
  columns: ReadonlyMap<string, number>;
  /** Fields whose columns are not there yet. */
  missing: readonly string[];
  requests: ApiRequest[];
}

const usualRows = 1_000;
const usualColumns = 26;

/** Each field has the column under its name, wherever people moved it; one that is new comes last. */
export function layoutOf({ tab, sheetIds }: Spreadsheet, title: string, fields: readonly CrmField[]): Layout {
  const header = tab?.header ?? [];
  const missing = fields.map(({ to }) => to).filter((name) => !header.includes(name));
  const names = [...header, ...missing];
  const columns = new Map(fields.map(({ to }) => [to, names.indexOf(to)]));
  const keyField = fields.find(({ from }) => from === 'key')?.to ?? '';
  if (header.length > 0 && missing.includes(keyField)) {
    throw new UserError(
      exitCodes.delivery,
      `sheets: the tab "${tab?.title}" has no column "${keyField}" in row 1 any more; nothing was sent.`,
      'Put its name back: without it no row is known again.',
    );
  }
  const sheetId = tab?.sheetId ?? freeId(title, sheetIds);
  const marking: ApiRequest = {
    createDeveloperMetadata: {
      developerMetadata: {
        metadataKey: mark.key,
        metadataValue: mark.value,
        location: { sheetId },
        visibility: 'DOCUMENT',
      },
    },
  };
  const naming: ApiRequest = {
    updateCells: {
      start: { sheetId, rowIndex: 0, columnIndex: header.length },
      rows: [
        {
          values: missing.map((name) => ({
            userEnteredValue: cellOf(name) ?? {},
            userEnteredFormat: { textFormat: { bold: true } },
          })),
        },
      ],
      fields: 'userEnteredValue,userEnteredFormat.textFormat.bold',
    },
  };
  const frozenRowCount = 1;
  const columnCount = Math.max(usualColumns, names.length);
  const requests: ApiRequest[] = [];
  if (!tab) {
    const gridProperties = { rowCount: usualRows, columnCount, frozenRowCount };
    requests.push({ addSheet: { properties: { sheetId, title, gridProperties } } }, marking);
  } else if (!tab.isOurs) {
    requests.push(marking, {
      updateSheetProperties: {
        properties: { sheetId, gridProperties: { frozenRowCount } },
        fields: 'gridProperties.frozenRowCount',
      },
    });
  }
  if (tab && names.length > tab.columnCount) {
    const length = names.length - tab.columnCount;
    requests.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length } });
  }
  if (missing.length > 0) requests.push(naming);
  return { sheetId, columns, missing, requests };
}

/** An id for a tab that is to be made: known before it is there, so that one request can make and fill it. */
function freeId(title: string, taken: readonly number[]): number {
  let id = createHash('sha256').update(title).digest().readUInt32BE() >>> 1;
  while (taken.includes(id)) id++;
  return id;
}
