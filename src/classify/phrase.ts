import { foldWords } from '../text.ts';

/** An entry of `words`, `starts` or `exact`, ready to be looked for in a folded name. */
export interface Phrase {
  /** Folded words, joined by one space. */
  text: string;
  /** The word may go on before or after it. */
  openBefore: boolean;
  openAfter: boolean;
}

export type PhraseList = 'words' | 'starts' | 'exact';

/** An entry as a phrase, or what is wrong with it. */
export function parsePhrase(entry: string, list: PhraseList): Phrase | { fault: string } {
  const trimmed = entry.trim();
  const openBefore = trimmed.startsWith('*');
  const openAfter = trimmed.length > 1 && trimmed.endsWith('*');
  const body = trimmed.slice(openBefore ? 1 : 0, openAfter ? -1 : undefined);
  if (body.includes('*')) return { fault: `'${entry}': * stands only at the beginning or end of an entry` };
  if (list === 'exact' && (openBefore || openAfter)) {
    return { fault: `'${entry}': exact takes no *; use starts or words` };
  }
  if (list === 'starts' && openBefore) return { fault: `'${entry}': starts takes * only at the end` };
  if (/^\s/u.test(body) || /\s$/u.test(body)) {
    return { fault: `'${entry}': * belongs to a word; leave out the space beside it` };
  }
  const text = foldWords(body).join(' ');
  if (text === '') return { fault: `'${entry}' has no letter or digit to look for` };
  return { text, openBefore, openAfter };
}

// What NFKC leaves of Thai, of Han with kana and their neighbours, of Hangul, and surrogates (rare Han).
const unspaced = (code: number): boolean =>
  code >= 0x0e00 &&
  (code <= 0x0e7f || (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xdfff));

/**
 * Whether a word may begin or end at this position of a folded name: at its ends, beside a space, and
 * beside any character of a script that writes no spaces between words.
 */
export function isBoundary(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before === 0x20 || after === 0x20 || unspaced(before) || unspaced(after);
}
