import { printable } from '../text.ts';

// What a spreadsheet takes for a formula, in ASCII and full width.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A stranger's text as a CSV cell: printable, and never a formula (a `'` goes before what could be one). */
export function textCell(text: string): string {
  const plain = printable(text);
  return formulaStart.test(plain) ? `'${plain}` : plain;
}

/** Several texts in one cell. */
export const listCell = (texts: readonly string[]): string => textCell(texts.join('; '));

/** The text that `textCell` made a cell of. */
export const textOfCell = (cell: string): string =>
  cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell;
