import { withoutLegalForms } from '../legal-forms.ts';
import { foldWords } from '../text.ts';
import { acronyms } from './acronyms.ts';
import { cities, cityAtEnd } from './cities.ts';
import { countryOf } from './country.ts';
import { isGeneric } from './generic.ts';
import { nameKey } from './name-key.ts';

/** What a name would be if a part of it told nothing. */
export interface Variant {
  /** The words that are left, as in a name key. */
  words: string;
  /** 0–1: how likely the part told nothing. */
  confidence: number;
  /** One sentence. */
  reason: string;
}

/** Words that often come and go at one organisation's name, by how little they tell. */
const byConfidence = (lists: [confidence: number, words: string][]): Map<string, number> =>
  new Map(
    lists.flatMap(([confidence, words]) =>
      words.split(' ').map((word): [string, number] => [word, confidence]),
    ),
  );
const passingAtEnd = byConfidence([
  [0.7, 'group headquarters hq net noc'],
  [0.6, 'global holding holdings network networks worldwide'],
  [
    0.5,
    'campus enterprises industries international online services solutions stores systems technologies technology',
  ],
  [0.5, 'university'],
]);
/** Articles, "royal" and "group"; legal forms that are words, initials or brands as well. */
const passingAtStart = byConfidence([
  [
    0.7,
    'den der die das het il koninklijke kungliga la le les los the ab ao as fa firma ou sa sas soc spa ste stichting',
  ],
  [0.6, 'groupe grupo gruppo royal'],
]);

// These may take the square of a name's length.
const longestSplit = 1000;
const alsoKnownAs =
  /[\s,(]+(?:d\/?b\/?a|d\.b\.a\.|doing business as|t\/a|trading as|formerly|f\/?k\/?a|a\/?k\/?a)[\s:]+/iu;
const setOff = /\s+[-–—:/|]\s+|\s*[()]\s*/u;

/** The names that a raw name may stand for. */
export function* variantsOf(name: string, key: string): Generator<Variant> {
  if (!key.startsWith('n:') || name.length > longestSplit) return;
  const words = key.slice('n:'.length).split(' ');
  yield* withoutEnd(words);
  yield* withoutAcronym(words, name);
  yield* withoutStart(words);
  yield* shortened(words);
  for (const [texts, confidence, reason] of partings(name)) {
    for (const text of texts) {
      const own = nameKey(text);
      const isTelling = own.length >= 'n:abc'.length && !isGeneric(own.slice('n:'.length).split(' '));
      if (own !== key && own.startsWith('n:') && isTelling)
        yield { words: own.slice('n:'.length), confidence, reason };
    }
  }
}

function* withoutEnd(words: readonly string[]): Generator<Variant> {
  const last = words.at(-1) ?? '';
  const confidence = passingAtEnd.get(last);
  const city = cityAtEnd(words);
  const rest = words.slice(0, words.length - (confidence === undefined ? city : 1));
  if (rest.length === 0 || rest.length === words.length || isGeneric(rest)) return;
  const reason = `The same name but for ${confidence === undefined ? 'the city at its end' : `"${last}"`}.`;
  yield { words: rest.join(' '), confidence: confidence ?? 0.55, reason };
}

/** `Schweizerische Bundesbahnen SBB`. */
function* withoutAcronym(words: readonly string[], name: string): Generator<Variant> {
  const last = words.at(-1) ?? '';
  if (words.length < 3 || !/^[a-z]{3,5}$/.test(last) || last[0] !== words[0]?.[0]) return;
  if (!name.includes(last.toUpperCase()) || name === name.toUpperCase()) return;
  yield { words: words.slice(0, -1).join(' '), confidence: 0.55, reason: `The same name but for "${last}".` };
}

function* withoutStart([first = '', ...rest]: readonly string[]): Generator<Variant> {
  const confidence = passingAtStart.get(first) ?? (/^[a-z]$/.test(first) ? 0.5 : undefined);
  if (confidence === undefined || isGeneric(rest)) return;
  yield { words: rest.join(' '), confidence, reason: `The same name but for "${first}".` };
}

/** `iit bombay` of `indian institute of technology bombay`. */
function* shortened(words: readonly string[]): Generator<Variant> {
  const last = words.at(-1) ?? '';
  for (const acronym of new Set(acronyms(words.slice(0, -1)))) {
    const reason = `"${acronym.toUpperCase()}" are the first letters of the other name.`;
    yield { words: `${acronym} ${last}`, confidence: 0.6, reason };
  }
}

/** The texts that a name is put together from, how likely each stands for the whole, and why. */
function* partings(name: string): Generator<[texts: string[], confidence: number, reason: string]> {
  if (alsoKnownAs.test(name)) {
    yield [name.split(alsoKnownAs), 0.7, 'One name says that it goes by the other.'];
    return;
  }
  const texts = name.split(setOff).filter((text) => text !== '');
  // A place tells apart: `Bank of China (Hong Kong)`.
  if (texts.length > 1 && !texts.some(isPlace)) {
    yield [texts, 0.6, 'One is a part of the other, set off by punctuation.'];
  }
  const head = beforeForm(foldWords(name));
  if (head !== undefined)
    yield [[head], 0.55, 'One is the other, with a department or place after its legal form.'];
}

/** What stands before a legal form that is followed by at most four words. */
function beforeForm(words: string[]): string | undefined {
  for (let end = words.length - 1; end > 1 && end >= words.length - 4; end -= 1) {
    const named = words.slice(0, end);
    const head = withoutLegalForms(named);
    if (head.length < end && head[0] === named[0]) return head.join(' ');
  }
  return undefined;
}

function isPlace(text: string): boolean {
  const words = foldWords(text);
  return cities.has(words.join(' ')) || /^[A-Z]{2}$/.test(countryOf(text) ?? '');
}
