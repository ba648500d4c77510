/** The candidates that share at least half of their letter pairs with a text (Dice's coefficient), likest first. */
export function alike(text: string, candidates: readonly string[], fold: (text: string) => string): string[] {
  const wanted = pairsOf(fold(text));
  return candidates
    .map((candidate) => {
      const pairs = pairsOf(fold(candidate));
      const shared = wanted.intersection(pairs).size;
      return { candidate, share: (2 * shared) / (wanted.size + pairs.size || 1) };
    })
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.share - a.share)
    .map(({ candidate }) => candidate);
}

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
