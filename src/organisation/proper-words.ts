import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords } from '../text.ts';
import { acronyms } from './acronyms.ts';
import { cityAtEnd } from './cities.ts';
import { countryAtEnd } from './country.ts';
import { isGeneric } from './generic.ts';

const and = new Set(['&', 'and', 'und', 'et', 'och', 'og']);

/** Abbreviations that stand for one word only. */
const abbreviated = new Map([
  ['assn', 'association'],
  ['bros', 'brothers'],
  ['ctr', 'center'],
  ['dept', 'department'],
  ['govt', 'government'],
  ['grp', 'group'],
  ['hosp', 'hospital'],
  ['inst', 'institute'],
  ['intl', 'international'],
  ['mfg', 'manufacturing'],
  ['mgmt', 'management'],
  ['natl', 'national'],
  ['svc', 'service'],
  ['svcs', 'services'],
  ['univ', 'university'],
]);
const abbreviation = [...abbreviated.keys()].join('|');
const needsCare = new RegExp(`^the |&|(?:^| )(?:[a-z]|and|und|et|och|og|${abbreviation})(?: |$)`);

/**
 * The words that tell one name from another, one space between them: without legal form and what may follow
 * it (`Siemens AG, Munich, Germany`), article and "and", with initials joined (`The H&M Co.` is `hm`) and
 * abbreviations written out. Not empty where foldWords finds a word.
 */
export function properWords(text: string): string {
  const words = withoutFormAndPlace(foldWords(text));
  const told = needsCare.test(words.join(' ')) ? plain(words) : words;
  return withoutOwnAcronym(told).join(' ');
}

function plain(words: string[]): string[] {
  const told = words.flatMap((word) => word.split('&')).filter((word) => word !== '');
  const some = told.filter((word, i) => !and.has(word) && !(i === 0 && word === 'the'));
  return joinedInitials(some.length > 0 ? some : told).map((word) => abbreviated.get(word) ?? word);
}

/** Forms that are words as well: what stands before and after them may be one name. */
const unsureForms = new Set(['ad', 'co', 'company', 'corporation', 'spa']);

function withoutFormAndPlace(words: string[]): string[] {
  const proper = withoutLegalForms(words);
  if (proper.length < words.length) return proper;
  const country = countryAtEnd(words);
  const inCountry = country > 0 ? words.slice(0, -country) : words;
  const city = cityAtEnd(inCountry);
  if (city === 0) return proper;
  const named = inCountry.slice(0, -city);
  const head = withoutLegalForms(named);
  const hasForm = head.length < named.length && head[0] === named[0] && !unsureForms.has(named.at(-1) ?? '');
  return hasForm && !isGeneric(head) ? head : proper;
}

/** `Universidade de São Paulo (USP)` and `ABB Asea Brown Boveri` without their own acronyms. */
function withoutOwnAcronym(words: string[]): string[] {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (words.length < 4 || (first[0] !== last[0] && first[0] !== words[1]?.[0])) return words;
  const isOf = (acronym: string, rest: string[]) =>
    acronym.length >= 3 && acronym.length <= 6 && acronyms(rest).includes(acronym);
  if (isOf(last, words.slice(0, -1))) return words.slice(0, -1);
  return isOf(first, words.slice(1)) ? words.slice(1) : words;
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
