import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords, printable } from '../text.ts';
import { casedWord, type Place } from './casing.ts';
import { domainOfName } from './domain.ts';
import { formCased, formsFrom, isForm } from './form-casing.ts';

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
  const capitals = !/[a-z]/.test(text) && text === text.toUpperCase();
  const isLower = (token: string) => token === token.toLowerCase();
  if (!capitals && /[^ -@[-~]/.test(text) && !tokens.slice(0, end).every(isLower)) return text;

  const alone = capitals && end === 1;
  let before = '';
  const cased = tokens.map((token, i) => {
    if (i >= end) return formCased(token);
    const place = { first: i === 0, last: i === end - 1, before, alone };
    before = token.toLowerCase();
    // Most words, with a comma or without.
    if (!/^[a-z]{2,},?$/.test(before)) return casedToken(before, place);
    return before.endsWith(',') ? `${casedWord(before.slice(0, -1), place)},` : casedWord(before, place);
  });
  return cased.join(' ');
}

/** A lower-case word with punctuation in it: initials, a host, or words joined by hyphens and the like. */
function casedToken(token: string, place: Place): string {
  if (/^\d+$/.test(token)) return token;
  if (initials.test(token)) return isForm(token) ? formCased(token) : token.toUpperCase();
  if (token.includes('.') && hostIn.test(token)) return token;
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
