import { foldWords } from '../../text.ts';
import { english, languages } from './languages/index.ts';
import { type Language, type Role, tellingWordings, type Wording } from './languages/language.ts';

/** What a header is known to mean. */
export interface Meaning {
  role: Role;
  wording: Wording;
  /** The lower, the better it fits the role. */
  rank: number;
  languages: Language[];
}

/** Telling wordings come after all others of their role. */
const afterOthers = 100;

/** Words that vendors and the Data API put around a name: `customEvent:company_name_6si`, `ga:networkLocation`. */
const wrapping = new Set([
  ...['customevent', 'customuser', 'ga'],
  ...['6si', '6sense', 'demandbase', 'reveal', 'clearbit'],
]);

/** A header as it is compared: its letters, digits, & and +, without case and diacritics. */
export function foldHeader(header: string): string {
  return foldWords(header).join('');
}

const meanings = new Map<string, Meaning>();
for (const language of languages) {
  for (const [wording, headers] of Object.entries(language.headers) as [Wording, string[]][]) {
    const telling = wording in tellingWordings;
    const role = telling ? tellingWordings[wording as keyof typeof tellingWordings] : (wording as Role);
    for (const [index, header] of headers.entries()) {
      const folded = foldHeader(header);
      const known = meanings.get(folded);
      if (known?.role === role) known.languages.push(language);
      const rank = (telling ? afterOthers : 0) + index;
      if (known === undefined) meanings.set(folded, { role, wording, rank, languages: [language] });
    }
  }
}

/** What a header means in any language; undefined if nothing is known, or if it is a share (`% of sessions`). */
export function meaningOf(header: string): Meaning | undefined {
  const words = foldWords(header);
  const known =
    meanings.get(words.join('')) ?? meanings.get(words.filter((word) => !wrapping.has(word)).join(''));
  return header.includes('%') && known?.role !== 'engagementRate' ? undefined : known;
}

/** A dimension that only Universal Analytics had, in UA's own words: the first of each language. */
export const isOnlyUa = ({ wording, rank }: Meaning): boolean =>
  wording === 'networkDomain' || (wording === 'serviceProvider' && rank === afterOthers);

/** The language that most of these headers are in. */
export function languageOf(found: readonly Meaning[]): Language {
  const votes = (language: Language) =>
    found.filter((meaning) => meaning.languages.includes(language)).length;
  return languages.reduce((best, language) => (votes(language) > votes(best) ? language : best), english);
}

const totalWords = new Set(
  languages.flatMap(({ totals }) => totals).flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]),
);

const longestTotal = Math.max(...[...totalWords].map((word) => word.length));

/** `Grand total`, `Gesamt`, `총계` … as a whole cell. */
export const isTotalWord = (cell: string): boolean => cell.length <= longestTotal && totalWords.has(cell);
