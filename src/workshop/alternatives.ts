/**
 * The alternatives of an RE2 pattern: split at each `|` that stands in no group and no class and is not
 * escaped. `isp|(a|b)|[|]` gives `isp`, `(a|b)` and `[|]`.
 */
export function splitAlternatives(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; ) {
    const token = tokenAt(pattern, at);
    at += token.length;
    if (token === '|' && depth === 0) {
      parts.push(part);
      part = '';
      continue;
    }
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    part += token;
  }
  return [...parts, part];
}

/** An escape (`\|`, `\Q…\E`), a class (`[|]`, `[]|]`, `[[:alpha:]|]`) or a single character. */
const token = /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]|./sy;

function tokenAt(pattern: string, at: number): string {
  token.lastIndex = at;
  return token.exec(pattern)?.[0] ?? pattern.charAt(at);
}
