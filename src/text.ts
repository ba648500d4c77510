// C0, DEL, C1, line and paragraph separators, bidirectional controls, zero-width characters, BOM.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * A text from a stranger made safe for a terminal, a CSV cell or a log line: every control,
 * bidirectional and zero-width character becomes a space, runs of white space become one space.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(unprintable, ' ').replace(/\s+/gu, ' ').trim();
}

/**
 * The form of a network name that rules and keys see: printable, Unicode NFKC, lower case.
 * Two names with the same matching form always get the same verdict.
 */
export function matchingForm(name: string): string {
  return printable(name.normalize('NFKC')).toLowerCase();
}
