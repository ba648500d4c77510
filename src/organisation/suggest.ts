import type { Organisation } from '../types.ts';
import { likenesses, type Named } from './likenesses.ts';
import { byText } from './metrics.ts';
import { nameKey } from './name-key.ts';

/** Two organisations that are likely one, for a person to decide. */
export interface Suggestion {
  /** The heavier one. */
  a: Organisation;
  b: Organisation;
  /** 0–1 */
  confidence: number;
  /** One sentence. */
  reason: string;
}

/** Spellings of an organisation that are looked at, heaviest first. */
const looked = 8;

/**
 * Pairs of organisations that are likely one though no rule is sure of it: surest first, then heaviest. Not
 * for companies of one name in different countries. Takes time in proportion to the number of names.
 */
export function suggest(organisations: readonly Organisation[]): Suggestion[] {
  const weight = ({ metrics }: Organisation) => metrics.sessions ?? 0;
  const heaviestFirst = (a: Organisation, b: Organisation) => weight(b) - weight(a) || byText(a.key, b.key);
  const names = organisations.toSorted(heaviestFirst).flatMap(namesOf);

  const found = new Map<string, Suggestion>();
  for (const like of likenesses) {
    for (const { one, other, confidence, reason } of like(names)) {
      if (!mayBeOne(one, other)) continue;
      const [a, b] = [one.organisation, other.organisation].sort(heaviestFirst) as [
        Organisation,
        Organisation,
      ];
      const pair = `${a.key}\n${b.key}`;
      if ((found.get(pair)?.confidence ?? 0) < confidence) found.set(pair, { a, b, confidence, reason });
    }
  }
  return [...found.values()].sort(
    (x, y) => y.confidence - x.confidence || heaviestFirst(x.a, y.a) || heaviestFirst(x.b, y.b),
  );
}

/** The names that an organisation goes by, each once; a domain's is its label. Placeholders have none. */
function namesOf(organisation: Organisation): Named[] {
  const names = new Map<string, Named>();
  for (const raw of organisation.spellings.slice(0, looked)) {
    const key = nameKey(raw);
    const words = key.startsWith('d:') ? key.slice(2, key.indexOf('.')).replaceAll('-', ' ') : key.slice(2);
    if (!/^[\p{L}\p{N}]/u.test(words) || names.has(words)) continue;
    names.set(words, { organisation, raw, key, words });
  }
  return [...names.values()];
}

function mayBeOne(one: Named, other: Named): boolean {
  const [a, b] = [one.organisation, other.organisation];
  if (a === b || (a.country !== undefined && b.country !== undefined && a.country !== b.country))
    return false;
  // One name, told apart by country: that was on purpose.
  return one.words !== other.words || a.key.startsWith('d:') || b.key.startsWith('d:');
}
