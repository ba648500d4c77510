let sizes: Map<string, number> | undefined;

/** Letter shapes of old Slavonic print, which fold to letters of today. */
const isShape = /[\u1c80-\u1c88]/;

const foldOf = (char: string): string => char.toUpperCase().toLowerCase();

/** How many characters of matching forms and their upper cases are one but for case, by their folded one. */
function sizesOfFolds(): Map<string, number> {
  const counted = new Map<string, number>();
  for (let code = 0x80; code < 0xd800; code++) {
    const char = String.fromCharCode(code);
    const isCased = char.toLowerCase() !== char.toUpperCase();
    if (isCased && !isShape.test(char) && char.normalize('NFKC') === char) {
      counted.set(foldOf(char), (counted.get(foldOf(char)) ?? 0) + 1);
    }
  }
  return counted;
}

/**
 * Whether a character has two cases at most, so that comparing it in lower case is what RE2's case folding
 * does on a matching form. σ, which is ς as well, is such that it does not.
 */
export function foldsPlainly(char: string): boolean {
  if (char <= '\u007f' || char.toLowerCase() === char.toUpperCase()) return true;
  sizes ??= sizesOfFolds();
  return (
    !isShape.test(char) &&
    char.normalize('NFKC') === char &&
    foldOf(char).length === 1 &&
    sizes.get(foldOf(char)) === 2
  );
}
