import { withoutLegalForms, writtenForms } from '../legal-forms.ts';
import { foldWords, printable } from '../text.ts';
import { casedWord, type Place } from './casing.ts';
import { domainOfName } from './domain.ts';

const longest = 200;
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu;
// `u.s.`, `j.p.`; `at&t`, `h&m`.
const initials = /^(?:(?:\p{L}\.)+(?:\p{L}\.?)?|\p{L}{1,2}(?:&\p{L}{1,2})+),?$/u;
// A host among other words.
const hostIn = /\p{L}{4,}\.\p{L}{2,}/u;

/**
 * A network name for people: printable, at most 200 characters, in title case where it came in lower case
 * only or in capitals only. Legal forms and well-known words have their customary case, and what arrives in
 * mixed case stays. Domain names are lower case; HTML stays text.
 */
export function displayName(name: string): string {
  const text = shortened(printable(name));
  if (domainOfName(text) !== undefined) return text.toLowerCase();
  if (text.startsWith('(') && text.endsWith(')')) return text;

  const tokens = text.split(' ');
  const end = formsFrom(tokens);
  const capitals = text === text.toUpperCase();
  const isLower = (token: string) => token === token.toLowerCase();
  if (!capitals && !tokens.slice(0, end).every(isLower)) return text;

  const alone = capitals && end === 1;
  let before = '';
  const cased = tokens.map((token, i) => {
    if (i >= end) return formCased(token);
    const place = { first: i === 0, last: i === end - 1, before, alone };
    before = token.toLowerCase();
    return /^[a-z]+$/.test(before) ? casedWord(before, place) : casedToken(before, place);
  });
  return cased.join(' ');
}

/** A lower-case word with punctuation in it: initials, a host, or words joined by hyphens and the like. */
function casedToken(token: string, place: Place): string {
  if (initials.test(token)) return formOf(token) === undefined ? token.toUpperCase() : formCased(token);
  if (hostIn.test(token)) return token;
  const words = token.match(word)?.length ?? 0;
  let at = 0;
  return token.replace(word, (part) => {
    at += 1;
    return casedWord(part, { ...place, first: place.first && at === 1, last: place.last && at === words });
  });
}

/** A carrier may have a hundred thousand host names. */
const looked = 50;

/**
 * The best-looking of an organisation's spellings, cleaned: not a domain, nothing added to the name (a city,
 * `-NET`), in upper and lower case; the first of equals.
 */
export function bestDisplayName(all: readonly string[]): string {
  const [only = ''] = all;
  if (all.length <= 1) return displayName(only);
  const spellings = all.slice(0, looked);
  const proper = spellings.map((name) => withoutLegalForms(foldWords(name)).join(' '));
  const names = proper.filter((_, i) => domainOfName(spellings[i] ?? '') === undefined);
  const shortest = names.reduce((a, b) => (b.length < a.length ? b : a), names[0] ?? '');
  const looks = spellings.map((name, i) => {
    const isPlain = proper[i] === shortest || !` ${proper[i]} `.includes(` ${shortest} `);
    const isMixed = name !== name.toLowerCase() && name !== name.toUpperCase();
    return (domainOfName(name) === undefined ? 4 : 0) + (isPlain ? 2 : 0) + (isMixed ? 1 : 0);
  });
  return displayName(spellings[looks.indexOf(Math.max(...looks))] ?? only);
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest - 1).toWellFormed();
  return `${start.replace(/\s*\ufffd?$/, '')}…`;
}

const isDotted = (form: string) => form.includes('.') && /\.\p{L}/u.test(form);

function lettersOf(form: string): string {
  const lower = form.toLowerCase();
  return /^[a-z]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\P{L}/gu, '');
}

const dottedForms = new Map<string, string>();
const plainForms = new Map<string, string>();
for (const form of writtenForms) (isDotted(form) ? dottedForms : plainForms).set(lettersOf(form), form);

/** A legal form's writing for this word, dotted for a dotted one. */
function formOf(token: string): string | undefined {
  const letters = lettersOf(token);
  const [ofItsKind, other] = isDotted(token) ? [dottedForms, plainForms] : [plainForms, dottedForms];
  return ofItsKind.get(letters) ?? other.get(letters);
}

/** Words between those of a form: `Sp. z o.o.`, `GmbH & Co. KG`, `S.A. de C.V.`. */
const between = new Set(['z', 'o.o.', 'oo', '&', 'de', 'k.', 'j.']);

/** Where the legal forms at the end of a name begin; at least the first word is none. */
function formsFrom(tokens: readonly string[]): number {
  let start = tokens.length;
  for (let i = tokens.length - 1; i > 0; i -= 1) {
    const token = tokens[i] ?? '';
    if (formOf(token) !== undefined) start = i;
    else if (!between.has(token.toLowerCase())) break;
  }
  return start;
}

/** The word with its form's upper and lower case, letter by letter; words between are lower case. */
function formCased(token: string): string {
  const letters = formOf(token)?.replace(/\P{L}/gu, '') ?? '';
  let at = -1;
  return token.toLowerCase().replace(/\p{L}/gu, (letter) => {
    at += 1;
    const shape = letters.charAt(at);
    return shape === shape.toLowerCase() ? letter : letter.toUpperCase();
  });
}
