import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords, printable } from '../text.ts';
import type { Rule } from '../types.ts';

/** A text as one word of a POSIX shell's command line, whatever is in it. */
export const shellWord = (text: string): string => `'${printable(text).replaceAll("'", `'\\''`)}'`;

/** `ga-leads rules add …` for a rule; a text that begins with - is no flag. */
export function addCommand(
  kind: Rule['kind'],
  type: Rule['type'],
  way: 'words' | 'starts' | 'exact',
  text: string,
): string {
  const word = shellWord(text);
  return `ga-leads rules add --${kind} ${type} --${way} ${word.startsWith("'-") ? '-- ' : ''}${word}`;
}

/** A rule that keeps an organisation. */
export interface Restoring {
  kind: 'keep';
  type: Rule['type'];
  way: 'words' | 'starts' | 'exact';
  text: string;
}

/**
 * The rule that keeps a removed organisation from now on: by its whole name; by any name with its domain,
 * where that is all its name is; by the first words of its name, where another spelling was excluded than
 * the one that is shown.
 */
export function restoringWish(
  { organisation, key }: { organisation: string; key: string },
  type: Rule['type'],
  isOtherSpelling: boolean,
): Restoring {
  const wish = (way: Restoring['way'], text: string): Restoring => ({ kind: 'keep', type, way, text });
  const domain = /^d:([^|]+)/.exec(key)?.[1];
  if (domain !== undefined && organisation.includes(domain)) return wish('words', domain);
  const words = withoutLegalForms(foldWords(organisation)).join(' ');
  if (isOtherSpelling && words !== '') return wish('starts', words);
  return wish('exact', organisation);
}

/** `ga-leads rules add …` for it. */
export const restoringCommand = ({ kind, type, way, text }: Restoring): string =>
  addCommand(kind, type, way, text);
