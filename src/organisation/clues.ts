import type { Alias } from '../types.ts';
import { type Decided, decisions } from './aliases.ts';
import { countryOf } from './country.ts';
import { belongsTo, isExactly, registrableDomain } from './domain.ts';
import { nameKey } from './name-key.ts';
import { remembered } from './remembered.ts';
import type { Spelling } from './spellings.ts';

/** A spelling with what it tells about whose it is. */
export interface Clue {
  spelling: Spelling;
  /** The key of its name alone. */
  name: string;
  /** The registrable domain beside the name, unless it is a carrier's. */
  domain: string | undefined;
  /** Whether that domain fits the name, so that it identifies the organisation. */
  isOwn: boolean;
  /** ISO code or folded text. */
  country: string | undefined;
  /** By people's decision; it stands above all that the rest tells. */
  decided: Decided | undefined;
}

/** More names than these beside one domain, and it is a carrier's. */
const namesOfOneOwner = 3;

export function cluesOf(spellings: readonly Spelling[], aliases: readonly Alias[]): Clue[] {
  const keyOf = remembered(nameKey);
  const domainOf = remembered(registrableDomain);
  const countryIn = remembered(countryOf);
  const decidedOf = decisions(aliases);
  const clues = spellings.map((spelling): Clue => {
    const { name, domain, country } = spelling;
    const key = domain === undefined && country === undefined ? nameKey(name) : keyOf(name);
    const decided = decidedOf(name, key);
    const isApart = decided !== undefined && decided.name === undefined;
    return {
      spelling,
      name: key,
      domain: domain === undefined || isApart ? undefined : domainOf(domain),
      isOwn: false,
      country: country === undefined ? undefined : countryIn(country),
      decided,
    };
  });
  judgeDomains(clues.filter(({ domain }) => domain !== undefined));
  return clues;
}

function judgeDomains(clues: readonly Clue[]): void {
  const namesBeside = new Map<string, Set<string>>();
  for (const { domain = '', name } of clues) {
    const names = namesBeside.get(domain) ?? new Set();
    namesBeside.set(domain, names);
    if (names.size <= namesOfOneOwner) names.add(name);
  }
  for (const clue of clues) {
    const { domain = '', name } = clue;
    const words = name.slice('n:'.length).split(' ');
    const isShared = (namesBeside.get(domain)?.size ?? 0) > namesOfOneOwner;
    if (isShared && !isExactly(domain, words)) clue.domain = undefined;
    else clue.isOwn = belongsTo(domain, words);
  }
}
