import { smallWords } from './acronyms.ts';
import { cities } from './cities.ts';

/** Abbreviations that a reader takes for these words, and words that say nothing; other readings are possible. */
const readings = new Map([
  ['centre', 'center'],
  ['fh', 'fachhochschule'],
  ['it', 'information technology'],
  ['labs', 'laboratories'],
  ['penn', 'pennsylvania'],
  ['st', 'saint'],
  ['studi', ''],
  ['tu', 'technical university'],
  ['uc', 'university california'],
  ['uni', 'university'],
  ['us', 'united states'],
  ['usa', 'united states'],
]);

/** Words of one meaning in several languages, by the English one. */
const translations: Record<string, string> = {
  academy: 'akademie academie academia accademia akademia',
  bank: 'banque banco banca',
  city: 'stadt ville ciudad cidade citta comune mairie',
  college: 'colegio collegio',
  hospital: 'krankenhaus hopital ospedale klinikum',
  institute: 'institut instituto istituto instytut',
  international: 'internazionale internacional internationale',
  library: 'bibliothek bibliotheque biblioteca',
  ministry: 'ministerium ministere ministerio ministero',
  national: 'nationale nacional nazionale',
  research: 'forschung recherche investigacion ricerca',
  school: 'schule ecole escuela scuola',
  science: 'sciences wissenschaft wissenschaften ciencias scienze',
  technical: 'technische technique tecnica tecnico technological technology politecnico polytechnic',
  university: `universitat universitaet universite universidad universidade universita uniwersytet univerzita univerzitet
    universiteit universitet universitetet universitesi universitas univ`,
};
const english = new Map(
  Object.entries(translations).flatMap(([word, others]) => others.split(/\s+/).map((other) => [other, word])),
);

/** What a name means, whatever its language and the way it spells cities: its telling words in English. */
export function meaning(words: readonly string[]): string[] {
  const told = words
    .flatMap((word) => (readings.get(word) ?? word).split(' '))
    .map((word) => english.get(word) ?? cityOf(word) ?? word);
  // At the end, `LA` is Louisiana.
  return told.filter((word, i) => word !== '' && (i === told.length - 1 || !smallWords.has(word)));
}

/** `Göteborgs universitet` is the city's. */
const cityOf = (word: string): string | undefined => cities.get(word) ?? cities.get(word.replace(/s$/, ''));

/** The letters of a name without spaces, `ue` as `u`: the same for all ways to write an umlaut. */
export const lettersOf = (words: string): string =>
  words.replaceAll(' ', '').replace(/(?<![aeiouq])([aou])e(?![aeiou])/g, '$1');

/** First letter and consonants of a name, doubled ones once: the same for most slips of the pen. */
export const consonantsOf = (words: string): string =>
  words.charAt(0) +
  words
    .slice(1)
    .replace(/[aeiouy ]+/g, '')
    .replace(/(.)\1+/gu, '$1');

/** Whether one letter too many, or two in the wrong order, is all the difference. */
export function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i += 1;
  if (long.length === short.length + 1) return short.slice(i) === long.slice(i + 1);
  const isSwapped = short[i] === long[i + 1] && short[i + 1] === long[i];
  return long.length === short.length && isSwapped && short.slice(i + 2) === long.slice(i + 2);
}
