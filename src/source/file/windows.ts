import type { Window } from '../../types.ts';

const words: Record<string, Window> = {
  current: 'current',
  previous: 'previous',
  date_range_0: 'current',
  date_range_1: 'previous',
};

/** The window that a word of the Data API or of ours names. */
export const windowNamed = (text: string): Window | undefined => words[text.toLowerCase()];

/**
 * Reads a column of date ranges, as exported comparisons have it: the range that comes first in the file is
 * the current one, as it is on the page; the second the one before. Undefined for others (`% Change`).
 */
export function windowReader(): (cell: string | undefined) => Window | undefined {
  const ranges: string[] = [];
  return (cell) => {
    const range = cell?.trim() ?? '';
    const named = windowNamed(range);
    if (named !== undefined) return named;
    if (range === '' || range.includes('%')) return undefined;
    let place = ranges.indexOf(range);
    if (place < 0 && ranges.length < 2) place = ranges.push(range) - 1;
    return (['current', 'previous'] as const)[place];
  };
}
