import { createHash } from 'node:crypto';
import { foldWords, matchingForm } from '../text.ts';
import { domainOfName } from './domain.ts';
import { properWords } from './proper-words.ts';

/**
 * Whose a network name is, without country: `d:` + registrable domain for a name that is one, else `n:` +
 * normalised name. Legal forms, case, punctuation, diacritics, a leading article, the way to write "and", a
 * city after the legal form, an AS number and whose care it is in make no other organisation; placeholders
 * such as `(not set)` keep their parentheses.
 */
export function nameKey(name: string): string {
  const text = named(name.trim());
  const domain = domainOfName(text);
  if (domain !== undefined) return fitting(`d:${domain}`);

  const words = properWords(text);
  if (words === '' || (text.startsWith('(') && text.endsWith(')'))) return fitting(`n:${matchingForm(text)}`);
  const host = text.includes('.') ? hostIn(text, words) : undefined;
  return fitting(host === undefined ? `n:${words}` : `d:${host}`);
}

const autonomousSystem = /^as\d{2,10}[\s:-]+(?=.*\p{L})/iu;
const inCare = /[\s,]+c\/o[\s:]+.*$/iu;
const tradingAs =
  /^.*\S[\s,(]+(?:d\/?b\/?a|d\.b\.a\.|doing business as|t\/a|trading as)[\s:]+(?=.*[\p{L}\p{N}])/iu;
// The patterns above may take the square of a name's length.
const longestNamed = 1000;
const anyOfThem = /^as\d|\/|\bd\.?b\.?a\b|\b(?:business|trading) as\b/i;

/** The name that an organisation goes by: without its AS number, what it is legally called, its agent. */
function named(text: string): string {
  if (text.length > longestNamed || !anyOfThem.test(text)) return text;
  const own = text.replace(autonomousSystem, '').replace(inCare, '').replace(tradingAs, '');
  return own === '' ? text : own;
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
