/** Articles, prepositions and "and" in several languages: they tell no name from another. */
export const smallWords = new Set(
  `& a al and at au aux d das de degli dei del della den der des di die do dos du e el en et for fur i im in het l la las
  le les los of og och pour the til und van voor von y zu zum zur`.split(/\s+/),
);

/** Of at least two words: their first letters, with and without small words. */
export function acronyms(words: readonly string[]): string[] {
  if (words.length < 2) return [];
  const first = (some: readonly string[]) => some.map((word) => word.charAt(0)).join('');
  return [first(words), first(words.filter((word) => !smallWords.has(word)))];
}
