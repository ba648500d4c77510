import type { Label } from './material.ts';
import { hashOf, random } from './random.ts';

/** How names are made in one language: `{}` is where a place, a person or a brand goes, else before the words. */
export interface Tongue extends Record<Label, string[]> {
  /** After the name, or around it where they have `{}`. */
  legal: string[];
  places: string[];
  people: string[];
}

/** How many names are made of each entry. */
const counts: Record<Label, number> = {
  isp: 6,
  hosting: 6,
  business: 3,
  education: 3,
  government: 3,
  nonprofit: 3,
};
const withLegalForm = new Set<Label>(['isp', 'hosting', 'business']);

/**
 * Made names of one language, the same for the same lists. Places, people, brands and legal forms come up on
 * all sides alike, so that only the words that name a trade tell the sides apart.
 */
export function makeNames(language: string, tongue: Tongue, brands: readonly string[]) {
  const next = random(hashOf(language));
  const oneOf = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? '';
  const chance = (share: number) => next() < share;

  function bearer(): string {
    const kind = next();
    if (kind < 0.4) return oneOf(brands);
    if (kind < 0.7) return oneOf(tongue.places);
    if (kind < 0.9) return oneOf(tongue.people);
    return `${oneOf(brands)} ${oneOf(tongue.places)}`;
  }
  /** `{}net` makes one word, `{} net` two. */
  function named(pattern: string): string {
    const who = bearer();
    if (!pattern.includes('{}')) return `${who} ${pattern}`;
    return pattern.replace('{}', /\{\}\S/.test(pattern) ? who.replaceAll(' ', '') : who);
  }
  function withForm(name: string): string {
    const form = oneOf(tongue.legal);
    return form.includes('{}') ? form.replace('{}', name) : `${name} ${form}`;
  }
  return (Object.keys(counts) as Label[]).flatMap((label) =>
    tongue[label].flatMap((pattern) =>
      Array.from({ length: counts[label] }, () => {
        const name = named(pattern);
        return { name: withLegalForm.has(label) && chance(0.5) ? withForm(name) : name, label };
      }),
    ),
  );
}
