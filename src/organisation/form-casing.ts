import { writtenForms } from '../legal-forms.ts';

const isDotted = (form: string): boolean => form.includes('.') && /\.\p{L}/u.test(form);

function lettersOf(lower: string): string {
  if (/^[a-z]*$/.test(lower)) return lower;
  if (/^[ -~]*$/.test(lower)) return lower.replace(/[^a-z]+/g, '');
  return lower.normalize('NFD').replace(/\P{L}/gu, '');
}

/** The letters of each form in their customary case, by these letters in lower case. */
const dotted = new Map<string, string>();
const plain = new Map<string, string>();
for (const form of writtenForms) {
  (isDotted(form) ? dotted : plain).set(lettersOf(form.toLowerCase()), form.replace(/\P{L}/gu, ''));
}

/** The letters of the form that this word is: `S.a.s.` of Italy is dotted, `SAS` of France is not. */
function formOf(lower: string): string | undefined {
  const letters = lettersOf(lower);
  return isDotted(lower)
    ? (dotted.get(letters) ?? plain.get(letters))
    : (plain.get(letters) ?? dotted.get(letters));
}

/** Whether a word is a legal form, whatever its case and dots. */
export const isForm = (token: string): boolean => formOf(token.toLowerCase()) !== undefined;

/** Words between those of a form: `Sp. z o.o.`, `GmbH & Co. KG`, `S.A. de C.V.`. */
const between = new Set(['z', 'o.o.', 'oo', '&', 'de', 'k.', 'j.']);

/** Where the legal forms at the end of a name begin; at least the first word is none. */
export function formsFrom(tokens: readonly string[]): number {
  let start = tokens.length;
  for (let i = tokens.length - 1; i > 0; i -= 1) {
    const lower = tokens[i]?.toLowerCase() ?? '';
    if (formOf(lower) !== undefined) start = i;
    else if (!between.has(lower)) break;
  }
  return start;
}

/** The word with its form's upper and lower case, letter by letter; words between are lower case. */
export function formCased(token: string): string {
  const lower = token.toLowerCase();
  const letters = formOf(lower) ?? '';
  if (letters.toLowerCase() === lower) return letters;
  let at = -1;
  return lower.replace(/\p{L}/gu, (letter) => {
    at += 1;
    const shape = letters.charAt(at);
    return shape === shape.toLowerCase() ? letter : letter.toUpperCase();
  });
}
