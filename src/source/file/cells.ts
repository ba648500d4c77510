const longestCell = 10_000;
/** V8 keeps shorter parts of a text as copies, longer ones as views that hold on to the whole text. */
const longestCopy = 12;

/** A cell as text: trimmed, and cut where it is longer than anything that is meant. */
export function textOfCell(cell: string | undefined): string {
  const text = cell?.trim() ?? '';
  return text.length > longestCell ? text.slice(0, longestCell) : text;
}

/** The same text without the piece of the file that it was cut out of, so that memory does not fill with these. */
export function detached(text: string): string {
  return text.length > longestCopy ? ` ${text}`.slice(1) : text;
}

const nothing = new Set(['', '(not set)', '(other)', 'unknown.unknown']);

/** A cell beside the name; undefined if it tells nothing. */
export function knownText(cell: string | undefined): string | undefined {
  const text = textOfCell(cell);
  return nothing.has(text.toLowerCase()) ? undefined : detached(text);
}
