/** What a terminal would not show, or would obey: controls, marks of direction, separators. */
const unshown = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A value as one line of JSON that says the same to every parser, and that a terminal can show as it is:
 * characters which are not printable are escaped.
 */
export const jsonLine = (value: unknown): string => `${JSON.stringify(value).replace(unshown, escaped)}\n`;

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
