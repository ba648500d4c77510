import { createHash } from 'node:crypto';
import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords, matchingForm } from '../text.ts';
import { domainOfName } from './domain.ts';

/**
 * Whose a network name is, without country: `d:` + registrable domain for a name that is one, else `n:` +
 * normalised name. Legal forms, case, punctuation, diacritics, a leading article and the way to write "and"
 * make no other organisation; placeholders such as `(not set)` keep their parentheses.
 */
export function nameKey(name: string): string {
  const text = name.trim();
  const domain = domainOfName(text);
  if (domain !== undefined) return fitting(`d:${domain}`);

  const words = properWords(text);
  if (words === '' || (text.startsWith('(') && text.endsWith(')'))) return fitting(`n:${matchingForm(text)}`);
  const host = text.includes('.') ? hostIn(text, words) : undefined;
  return fitting(host === undefined ? `n:${words}` : `d:${host}`);
}

/** `Booking.com B.V.` is booking.com: a host, but for the legal form. */
function hostIn(text: string, words: string): string | undefined {
  const first = /^[^\s,]+/.exec(text)?.[0] ?? '';
  const domain = domainOfName(first);
  return domain !== undefined && foldWords(first).join(' ') === words ? domain : undefined;
}

const longestKey = 255;

/** A key of at most 255 characters, since CRM fields hold no more: a longer one ends with its hash. */
export function fitting(key: string): string {
  if (key.length <= longestKey) return key;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.slice(0, longestKey - hash.length - 1).toWellFormed()}~${hash}`;
}

const and = new Set(['&', 'and', 'und', 'et']);
const needsCare = /^the |&|(?:^| )(?:[a-z]|and|und|et)(?: |$)/;

/** The words that tell one name from another: `The H&M Co.` and `H & M, Inc.` are `hm`. */
function properWords(text: string): string {
  const words = withoutLegalForms(foldWords(text));
  const joined = words.join(' ');
  if (!needsCare.test(joined)) return joined;
  const told = words.flatMap((word) => word.split('&')).filter((word) => word !== '');
  const some = told.filter((word, i) => !and.has(word) && !(i === 0 && word === 'the'));
  return joinedInitials(some.length > 0 ? some : told).join(' ');
}

/** Single letters side by side become one word: `j p morgan` is `jp morgan`. */
function joinedInitials(words: string[]): string[] {
  const joined: string[] = [];
  let initials = false;
  for (const word of words) {
    const initial = /^[a-z]$/.test(word);
    if (initial && initials) joined[joined.length - 1] += word;
    else joined.push(word);
    initials = initial;
  }
  return joined;
}
