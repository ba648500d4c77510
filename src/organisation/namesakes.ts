import type { Decided } from './aliases.ts';
import type { Clue } from './clues.ts';
import { fitting } from './name-key.ts';
import { remembered } from './remembered.ts';

/**
 * The key of what people have put together: as decided, or the one domain that it has. Countries make no
 * difference to it.
 */
export function decidedKey({ key, name }: Decided, members: readonly Clue[]): string {
  if (name === undefined || key.startsWith('d:')) return key;
  return only(members.filter(({ isOwn }) => isOwn).map(({ domain }) => `d:${domain}`)) ?? key;
}

/**
 * Tells the organisations of one name apart: by domain, else by country, where these are known. What lacks
 * both joins the one organisation that has the name, if there is just one. Undefined if the name is all that
 * is known.
 */
export function keyAmong(
  name: string,
  namesakes: readonly Clue[],
  splitByCountry: boolean,
): ((clue: Clue) => string) | undefined {
  const countryOf = ({ country }: Clue) => (splitByCountry ? country : undefined);
  if (name.startsWith('d:') || namesakes.every((clue) => !clue.isOwn && countryOf(clue) === undefined)) {
    return undefined;
  }

  const owned = namesakes.filter(({ isOwn }) => isOwn);
  const ownedIn = Map.groupBy(owned, countryOf);
  const countries = new Set(namesakes.map(countryOf).filter((country) => country !== undefined));
  const keyIn = remembered((country: string) => {
    const there = ownedIn.get(country) ?? (countries.size === 1 ? owned : []);
    return only(there.map(({ domain }) => `d:${domain}`)) ?? fitting(`${name}|${country.toLowerCase()}`);
  });
  const placed = (clue: Clue) => {
    const country = countryOf(clue);
    if (clue.isOwn) return `d:${clue.domain}`;
    return country === undefined ? undefined : keyIn(country);
  };
  const unplaced = only(namesakes.map(placed).filter((key) => key !== undefined)) ?? name;
  return (clue) => placed(clue) ?? unplaced;
}

function only(texts: readonly string[]): string | undefined {
  const [first] = texts;
  return texts.every((text) => text === first) ? first : undefined;
}
