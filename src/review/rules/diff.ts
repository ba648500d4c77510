/** One line of a text's change. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

const context = 2;

/** What is between the lines that two texts begin and end with, and two lines on either side. */
export function changedLines(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const as = (kind: DiffLine['kind'], lines: readonly string[]) => lines.map((text) => ({ kind, text }));
  const rest = old.length - tail;
  return [
    ...as('same', old.slice(Math.max(0, head - context), head)),
    ...as('gone', old.slice(head, rest)),
    ...as('new', fresh.slice(head, fresh.length - tail)),
    ...as('same', old.slice(rest, rest + context)),
  ];
}

const linesOf = (text: string): string[] => text.split(/\r?\n/);
