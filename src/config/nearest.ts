/** Edits (insert, delete, change, swap of neighbours) that turn one word into the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that a misspelt one most likely meant; undefined if none is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined =>
  ranked(word, known, () => false)[0];

/** At most so many known names that a misspelt or incomplete one may mean, likeliest first. */
export const nearestFew = (name: string, known: readonly string[], most: number): string[] =>
  ranked(name, known, (one, other) => one !== '' && ` ${other}`.includes(` ${one}`)).slice(0, most);

/** Those that a few edits lead to, and those that are near otherwise. */
function ranked(
  word: string,
  known: readonly string[],
  isNear: (word: string, candidate: string) => boolean,
): string[] {
  const plain = plainOf(word);
  return known
    .map((candidate) => ({ candidate, edits: distance(plain, plainOf(candidate)) }))
    .filter(
      ({ candidate, edits }) =>
        edits <= Math.max(1, Math.floor(candidate.length / 3)) || isNear(plain, plainOf(candidate)),
    )
    .sort((a, b) => a.edits - b.edits)
    .map(({ candidate }) => candidate);
}

const plainOf = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');

/** ` (did you mean X?)`, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant ? ` (did you mean ${meant}?)` : '';
}
