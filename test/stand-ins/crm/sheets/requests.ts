import { addRow, type Cell, filledRows, type Sheet } from './grid.ts';

/** A request that Google refuses, and with it all of the batch. */
export class Invalid extends Error {}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});
const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

function only(value: unknown, names: readonly string[]): Fields {
  for (const name of Object.keys(fieldsIn(value))) {
    if (!names.includes(name)) {
      throw new Invalid(`Invalid JSON payload received. Unknown name "${name}": Cannot find field.`);
    }
  }
  return fieldsIn(value);
}

const longestCell = 50_000;
const mostCells = 10_000_000;

function sheetIn(sheets: Sheet[], id: unknown): Sheet {
  const sheet = sheets.find(({ sheetId }) => sheetId === (id ?? 0));
  if (!sheet) throw new Invalid(`No grid with id: ${String(id)}`);
  return sheet;
}

/** A cell as it was sent: exactly one value, none of it parsed. */
function cellIn(value: unknown, mask: string): Cell | undefined {
  const { userEnteredValue } = only(value, ['userEnteredValue', 'userEnteredFormat', 'note']);
  if (!mask.split(',').includes('userEnteredValue')) throw new Invalid('this stand-in writes values only');
  if (userEnteredValue === undefined) return undefined;
  const given = only(userEnteredValue, ['stringValue', 'numberValue', 'boolValue', 'formulaValue']);
  const [[kind, one] = []] = Object.entries(given);
  if (Object.keys(given).length > 1) throw new Invalid("oneof field 'value' is already set.");
  if (kind === undefined) return undefined;
  if ((kind === 'stringValue' || kind === 'formulaValue') && typeof one !== 'string') {
    throw new Invalid(`Invalid value at '${kind}' (TYPE_STRING)`);
  }
  if (kind === 'numberValue' && typeof one !== 'number') {
    throw new Invalid("Invalid value at 'numberValue' (TYPE_DOUBLE)");
  }
  if (typeof one === 'string' && one.length > longestCell) {
    throw new Invalid('Your input contains more than the maximum of 50000 characters in a single cell.');
  }
  return { ...given };
}

function put(sheet: Sheet, rowIndex: number, columnIndex: number, rows: unknown, mask: string): void {
  if (mask === '')
    throw new Invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
  if (!Array.isArray(rows)) throw new Invalid('No rows');
  rows.forEach((row: unknown, down) => {
    const { values = [] } = only(row, ['values']);
    if (!Array.isArray(values)) throw new Invalid('values is no list');
    const index = rowIndex + down;
    if (index >= sheet.rowCount) {
      throw new Invalid(`GridCoordinate.rowIndex[${index}] is after last row in grid[${sheet.rowCount}]`);
    }
    if (columnIndex + values.length > sheet.columnCount) {
      throw new Invalid(`GridCoordinate.columnIndex is after last column in grid[${sheet.columnCount}]`);
    }
    while (sheet.rows.length <= index) addRow(sheet);
    const cells = sheet.rows[index]?.cells ?? [];
    values.forEach((value: unknown, right) => {
      cells[columnIndex + right] = cellIn(value, mask);
    });
  });
}

/** What each kind of request does to the tabs; a kind that is not here is refused. */
const kinds: Record<string, (sheets: Sheet[], asked: unknown) => object> = {
  addSheet(sheets, asked) {
    const properties = fieldsIn(only(asked, ['properties']).properties);
    const { sheetId, title, gridProperties } = only(properties, ['sheetId', 'title', 'gridProperties']);
    const { rowCount, columnCount, frozenRowCount } = fieldsIn(gridProperties);
    if (sheets.some((sheet) => sheet.title === title)) {
      throw new Invalid(
        `A sheet with the name "${String(title)}" already exists. Please enter another name.`,
      );
    }
    if (sheets.some((sheet) => sheet.sheetId === sheetId)) {
      throw new Invalid(`Duplicate ID: ${String(sheetId)}`);
    }
    sheets.push({
      sheetId: typeof sheetId === 'number' ? sheetId : sheets.length,
      title: textIn(title),
      rowCount: numberIn(rowCount) || 1_000,
      columnCount: numberIn(columnCount) || 26,
      frozenRowCount: numberIn(frozenRowCount),
      metadata: [],
      rows: [],
      made: 0,
    });
    return { addSheet: { properties } };
  },
  updateCells(sheets, asked) {
    const { start, rows, fields } = only(asked, ['start', 'rows', 'fields']);
    const { sheetId, rowIndex, columnIndex } = only(start, ['sheetId', 'rowIndex', 'columnIndex']);
    put(sheetIn(sheets, sheetId), numberIn(rowIndex), numberIn(columnIndex), rows, textIn(fields));
    return {};
  },
  appendCells(sheets, asked) {
    const { sheetId, rows, fields } = only(asked, ['sheetId', 'rows', 'fields']);
    const sheet = sheetIn(sheets, sheetId);
    const start = filledRows(sheet);
    sheet.rowCount = Math.max(sheet.rowCount, start + (Array.isArray(rows) ? rows.length : 0));
    put(sheet, start, 0, rows, textIn(fields));
    return {};
  },
  appendDimension(sheets, asked) {
    const { sheetId, dimension, length } = only(asked, ['sheetId', 'dimension', 'length']);
    const sheet = sheetIn(sheets, sheetId);
    if (typeof length !== 'number' || length < 1) throw new Invalid('length must be greater than 0');
    if (dimension === 'ROWS') sheet.rowCount += length;
    else if (dimension === 'COLUMNS') sheet.columnCount += length;
    else throw new Invalid('Dimension is not set');
    return {};
  },
  createDeveloperMetadata(sheets, asked) {
    const { developerMetadata } = only(asked, ['developerMetadata']);
    const { metadataKey, metadataValue, location, visibility } = fieldsIn(developerMetadata);
    if (textIn(metadataKey) === '') throw new Invalid('metadataKey must be set');
    if (visibility !== 'DOCUMENT' && visibility !== 'PROJECT') throw new Invalid('visibility must be set');
    const { sheetId } = only(location, ['sheetId']);
    sheetIn(sheets, sheetId).metadata.push({
      metadataKey: textIn(metadataKey),
      metadataValue: textIn(metadataValue),
    });
    return { createDeveloperMetadata: { developerMetadata } };
  },
  updateSheetProperties(sheets, asked) {
    const { properties, fields } = only(asked, ['properties', 'fields']);
    const { sheetId, gridProperties } = only(properties, ['sheetId', 'gridProperties']);
    if (fields !== 'gridProperties.frozenRowCount') throw new Invalid(`Invalid field: ${String(fields)}`);
    sheetIn(sheets, sheetId).frozenRowCount = numberIn(fieldsIn(gridProperties).frozenRowCount);
    return {};
  },
};

/** The tabs after all of `requests`, and a reply for each. Throws Invalid at the first that Google would refuse. */
export function applied(
  before: readonly Sheet[],
  requests: readonly unknown[],
): { sheets: Sheet[]; replies: object[] } {
  const sheets = before.map((sheet) => ({
    ...sheet,
    metadata: [...sheet.metadata],
    rows: sheet.rows.map((row) => ({ ...row, cells: [...row.cells] })),
  }));
  if (requests.length === 0) throw new Invalid('Must specify at least one request.');
  const replies = requests.map((request, index) => {
    const [[kind, asked] = []] = Object.entries(fieldsIn(request));
    const apply = kind === undefined ? undefined : kinds[kind];
    if (!apply || Object.keys(fieldsIn(request)).length !== 1) {
      throw new Invalid(
        `Invalid JSON payload received. Unknown name "${kind}" at 'requests[${index}]': Cannot find field.`,
      );
    }
    try {
      return apply(sheets, asked);
    } catch (error) {
      throw error instanceof Invalid
        ? new Invalid(`Invalid requests[${index}].${kind}: ${error.message}`)
        : error;
    }
  });
  const cells = sheets.reduce((sum, { rowCount, columnCount }) => sum + rowCount * columnCount, 0);
  if (cells > mostCells) {
    throw new Invalid(
      `This action would increase the number of cells in the workbook above the limit of ${mostCells} cells.`,
    );
  }
  return { sheets, replies };
}
