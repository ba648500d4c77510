import type { FieldKind, FieldValue } from '../lead-fields.ts';
import type { ApiCell } from './api.ts';

const millisecondsOfDay = 86_400_000;
/** Day 0 of a spreadsheet's dates. */
const firstDay = Date.UTC(1899, 11, 30);

const dayOf = (serial: number): string =>
  new Date(firstDay + Math.floor(serial) * millisecondsOfDay).toISOString().slice(0, 10);

/**
 * What a cell holds, as our field of that kind has it; undefined where it is empty. Spreadsheets make dates and
 * numbers of what people type; a person's formula is its text.
 */
export function valueIn(cell: ApiCell | undefined, kind: FieldKind): FieldValue | undefined {
  const { numberValue, stringValue, boolValue, formulaValue } = cell ?? {};
  if (typeof numberValue === 'number') {
    if (kind === 'number') return numberValue;
    const isDay = kind === 'date' && Math.abs(numberValue) < 3_000_000;
    return isDay ? dayOf(numberValue) : String(numberValue);
  }
  if (typeof boolValue === 'boolean') return String(boolValue).toUpperCase();
  const text = (stringValue ?? formulaValue ?? '').replaceAll('\r\n', '\n');
  return text === '' ? undefined : text;
}

/** A value as a cell: never parsed, so that no text becomes a formula, a date or a number. */
export const cellOf = (value: FieldValue | undefined): ApiCell | undefined => {
  if (value === undefined) return undefined;
  return typeof value === 'number' ? { numberValue: value } : { stringValue: value };
};
