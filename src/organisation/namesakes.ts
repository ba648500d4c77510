import type { Clue } from './clues.ts';
import { fitting } from './name-key.ts';
import { remembered } from './remembered.ts';

/**
 * Tells the organisations of one name apart: by domain, else by country, where these are known. What lacks
 * both joins the one organisation that has the name, if there is just one.
 */
export function keyAmong(namesakes: readonly Clue[], splitByCountry: boolean): (clue: Clue) => string {
  const name = namesakes[0]?.name ?? 'n:';
  const countryOf = ({ country }: Clue) => (splitByCountry ? country : undefined);
  if (name.startsWith('d:') || namesakes.every((clue) => !clue.isOwn && countryOf(clue) === undefined)) {
    return () => name;
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
