import { foldWords } from '../text.ts';

/** Spellings that Google Analytics and registries use besides Unicode's English names, by ISO 3166-1 code. */
const aliases: Record<string, string> = {
  AE: 'UAE',
  BN: 'Brunei Darussalam',
  BO: 'Bolivia, Plurinational State of',
  CD: 'Democratic Republic of the Congo|Congo (DRC)|Congo, the Democratic Republic of the',
  CG: 'Republic of the Congo|Congo (Republic)|Congo',
  CI: 'Ivory Coast',
  CV: 'Cabo Verde',
  CZ: 'Czech Republic',
  FK: 'Falkland Islands (Islas Malvinas)',
  FM: 'Micronesia, Federated States of',
  GB: 'Great Britain|England|Scotland|Wales|Northern Ireland',
  IR: 'Iran, Islamic Republic of',
  KP: "Korea, Democratic People's Republic of",
  KR: 'Korea|Republic of Korea|Korea, Republic of',
  LA: "Lao People's Democratic Republic",
  MD: 'Moldova, Republic of|Republic of Moldova',
  MK: 'Macedonia|Macedonia (FYROM)',
  MM: 'Burma',
  MO: 'Macau',
  PS: 'Palestine, State of|State of Palestine',
  RU: 'Russian Federation',
  SY: 'Syrian Arab Republic',
  SZ: 'Swaziland',
  TL: 'East Timor',
  TR: 'Turkey',
  TW: 'Taiwan, Province of China',
  TZ: 'Tanzania, United Republic of|United Republic of Tanzania',
  US: 'USA|United States of America',
  VA: 'Holy See',
  VE: 'Venezuela, Bolivarian Republic of',
  VN: 'Viet Nam',
};

/** Codes that Unicode names but that are no country. */
const noCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

const nobody = new Set(['', 'not set', 'other', 'unknown', 'unknown region', 'none', 'na', 'n a', 'zz']);

const fold = (text: string): string =>
  foldWords(text)
    .filter((word) => word !== '&' && word !== 'and' && word !== 'the')
    .join(' ');

const codes = new Map<string, string>();
const long = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const short = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none', style: 'short' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
  const name = long.of(code);
  if (name === undefined || noCountries.has(code)) continue;
  // Old codes have a new one: UK is GB, DD is DE.
  const current = Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code;
  const names = [code, name, short.of(code) ?? name, ...(aliases[code]?.split('|') ?? [])];
  for (const spelling of names) codes.set(fold(spelling), current);
}

/**
 * The ISO 3166-1 code (upper case) of a country that is written as a code or as an English name; the folded
 * words of a text that is no country's; undefined for a placeholder.
 */
export function countryOf(text: string): string | undefined {
  const folded = fold(text);
  return nobody.has(folded) ? undefined : (codes.get(folded) ?? folded);
}

const names = [...codes.keys()].filter((name) => name.length > 2 || name === 'uk' || name === 'us');
const lastWords = new Set(names.map((name) => name.slice(name.lastIndexOf(' ') + 1)));

/** How many words at the end are a country's name, at most all but one; 0 if none. Codes are no names. */
export function countryAtEnd(words: readonly string[]): number {
  if (!lastWords.has(words.at(-1) ?? '')) return 0;
  for (let length = Math.min(3, words.length - 1); length > 0; length -= 1) {
    const name = words.slice(-length).join(' ');
    if (codes.has(name) && (length > 1 || lastWords.has(name))) return length;
  }
  return 0;
}
