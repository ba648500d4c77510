import * as z from 'zod';
import type { StoredSighting } from '../../history/sightings.ts';
import { excludedTypes } from '../../types.ts';
import type { RemovedFacts } from './facts.ts';

export const parts = ['', 'mistakes', 'all', 'not-for-us'] as const;

const text = z.string().trim().max(300).catch('').default('');

/** What the page shows, as its URL says. */
export const removedView = z.object({
  run: text,
  part: z.enum(parts).catch('').default(''),
  q: text,
  type: z
    .string()
    .transform((given) => excludedTypes.find((type) => type === given) ?? '')
    .default(''),
  rule: text,
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type RemovedView = z.infer<typeof removedView>;

/** The path of a view, without what is as ever. */
export function pathOf(view: RemovedView, changes: Partial<RemovedView> = {}, path = '/removed'): string {
  const standard: Readonly<Record<string, unknown>> = removedView.parse({});
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...view, ...changes })) {
    if (value !== standard[name]) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The part that the view is in: to look for something is to look through all. */
export const partOf = ({ part, q, type, rule }: RemovedView): RemovedView['part'] =>
  part === '' && (q || type || rule) ? 'all' : part;

/** Those that the view asks for, heaviest first; likely mistakes by their likelihood. */
export function selected(facts: RemovedFacts, view: RemovedView): readonly StoredSighting[] {
  const part = partOf(view);
  const of = {
    '': facts.excluded,
    all: facts.excluded,
    mistakes: facts.suspects.map(({ sighting }) => sighting),
    'not-for-us': facts.notForUs,
  }[part];
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  return of.filter(
    (one) =>
      (view.type === '' || one.type === view.type) &&
      (view.rule === '' || (one.rule ?? 'name-model') === view.rule) &&
      (words.length === 0 || has(one, words)),
  );
}

function has({ name, spellings, rule = '', matched = '' }: StoredSighting, words: readonly string[]) {
  const all = [name, ...spellings, rule, matched].join('\n').toLowerCase();
  return words.every((word) => all.includes(word));
}
