import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';

/** The lines that a list's item takes up in a text: from its dash to the end of its last line of content. */
export interface ItemLines {
  node: Node;
  start: number;
  /** After the line break, if there is one. */
  end: number;
  /** What stands before the dash. */
  indent: string;
}

/** The contents of a YAML text in which every value is the text that it is written as. */
export const plainContents = (text: string): Node | null =>
  parseDocument(text, { schema: 'failsafe', stringKeys: true, keepSourceTokens: true }).contents;

/** The items of a block list (`- …` lines) in a text; undefined if the node is none. */
export function itemLines(text: string, list: unknown): ItemLines[] | undefined {
  if (!isSeq(list) || list.srcToken?.type !== 'block-seq') return undefined;
  const items = list.srcToken.items.filter(({ value }) => value !== undefined);
  return (list as YAMLSeq<Node>).items.map((node, index) => {
    const dash = items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? 0;
    const start = lineStart(text, dash);
    return {
      node,
      start,
      end: lineEnd(text, Math.max(dash, (node.range?.[1] ?? 0) - 1)),
      indent: text.slice(start, dash),
    };
  });
}

/** The value of a key in a block map, and the end of the line that the key is in. */
export function keyValue(
  text: string,
  contents: unknown,
  name: string,
): { value: unknown; lineEnd: number } | undefined {
  if (!isMap(contents)) return undefined;
  const pair = (contents as YAMLMap<Node, unknown>).items.find(
    ({ key }) => isScalar(key) && key.value === name,
  );
  return pair && { value: pair.value, lineEnd: lineEnd(text, pair.key.range?.[1] ?? 0) };
}

/** A text that ends with a line break, unless it is empty. */
export const withLineEnd = (text: string): string =>
  text === '' || text.endsWith('\n') ? text : `${text}${breakOf(text)}`;

/** The line break that a text uses. */
export const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** A text without some of its lines; where a blank line would follow a blank one or be the last, it goes too. */
export function withoutLines(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const isAlone = /(?:^|\n)[ \t]*\r?\n$/.test(before) && /^(?:[ \t]*\r?\n|$)/.test(after);
  return (isAlone ? before.slice(0, lineStart(before, before.length - 1)) : before) + after;
}

/** Where the comment lines begin that stand directly above a line; those at the very top are the file's own. */
export function commentStart(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const before = lineStart(text, start - 1);
    if (!/^[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return start === 0 ? line : start;
}

const lineStart = (text: string, at: number): number => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
