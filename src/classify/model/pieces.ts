import { foldWords, matchingForm } from '../../text.ts';

/** Longer names say no more; what strangers send is cut. */
const longestName = 200;
const shortest = 3;
const longest = 5;

/** What a name as a whole looks like. */
const shapes: readonly [piece: string, pattern: RegExp][] = [
  ['#digit', /\d/],
  ['#digit first', /^\d/],
  ['#long number', /\d{4}/],
  ['#domain', /[a-z\d]\.(?:com|net|org|info|biz|cloud|host|online|[a-z]{2})\b/],
  ['#handle', /^\w+(?:[-_]\w+)+$/],
  ['#comma', /,/],
  ['#dash', / - /],
  ['#brackets', /[()]/],
  ['#trading as', /\b(?:trading as|t\/a|d\/b\/a|dba)\b/],
];

/**
 * What the model weighs of a name, each piece once, whatever the name's case and accents: `<word>`, parts of
 * words of 3 to 5 characters with `<` and `>` for a word's ends, `<two words>`, `^<first>`, `<last>$`, and
 * `#shapes`. With the share of the name's letters that are Latin: the model knows no others.
 */
export function read(name: string): { pieces: Set<string>; latin: number } {
  const form = matchingForm(name.slice(0, longestName));
  const words = foldWords(form);
  const pieces = new Set<string>();
  for (const [index, word] of words.entries()) {
    const bounded = `<${word}>`;
    pieces.add(bounded);
    for (let length = shortest; length <= longest; length++) {
      for (let at = 0; at + length <= bounded.length; at++) pieces.add(bounded.slice(at, at + length));
    }
    if (index > 0) pieces.add(`<${words[index - 1]} ${word}>`);
  }
  if (words.length > 0) {
    pieces.add(`^<${words[0]}>`);
    pieces.add(`<${words.at(-1)}>$`);
  }
  pieces.add(`#words ${Math.min(words.length, 8)}`);
  pieces.add(`#length ${Math.min(Math.floor(form.length / 6), 10) * 6}+`);
  for (const [piece, pattern] of shapes) if (pattern.test(form)) pieces.add(piece);
  return { pieces, latin: latinShare(words.join('')) };
}

/** One Latin letter says nothing. */
const fewestLetters = 2;

function latinShare(text: string): number {
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin < fewestLetters ? 0 : latin / (text.match(/\p{L}/gu)?.length ?? 1);
}

/** A name with so many pieces has weights of full size; the more pieces, the less counts each. */
const usualPieces = 20;
const fewestPieces = 5;

export const sizeOf = (pieces: number): number => (usualPieces / Math.max(fewestPieces, pieces)) ** 0.6;

/** Whether a piece is a word as a whole, or two. */
export const isWhole = (piece: string): boolean => /^\^?<.*>\$?$/.test(piece);

/** A piece as a person reads it: `…net` ends a word, `tele…` begins one, `telecom` is one. */
export function readable(piece: string): string {
  if (piece.startsWith('#')) return `(${piece.slice(1)})`;
  if (piece.startsWith('^')) return `${piece.slice(2, -1)} (first word)`;
  if (piece.endsWith('$')) return `${piece.slice(1, -2)} (last word)`;
  const open = piece.startsWith('<') ? piece.slice(1) : `…${piece}`;
  return open.endsWith('>') ? open.slice(0, -1) : `${open}…`;
}
