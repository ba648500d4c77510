import * as z from 'zod';
import type { Prepared } from '../../commands/prepare.ts';
import { isInstalled, isShipped, type RuleFile } from '../../config/rule-sets.ts';
import type { History } from '../../history/index.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { Rule } from '../../types.ts';

const text = z.string().trim().max(2_000).catch('').default('');

/** What the page of rules shows, as its URL says. */
export const rulesView = z.object({
  q: text,
  /** A rule file, as it is shown. */
  file: text,
  /** A name to be tried. */
  name: text,
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type RulesView = z.infer<typeof rulesView>;

export function pathOf(view: RulesView, changes: Partial<RulesView> = {}, path = '/rules'): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...view, ...changes })) {
    if (value !== '' && value !== 1) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** How many organisations a rule decided on, and their sessions. */
export interface Decided {
  organisations: number;
  sessions: number;
}

/** What each rule decided in a run, by its id. */
export function decidedIn(history: History, run: StoredRun | undefined): ReadonlyMap<string, Decided> {
  const decided = new Map<string, Decided>();
  for (const { rule, metrics } of run ? history.sightings.totalsOf(run.id) : []) {
    if (rule === undefined) continue;
    const known = decided.get(rule) ?? { organisations: 0, sessions: 0 };
    known.organisations += 1;
    known.sessions += metrics.sessions ?? 0;
    decided.set(rule, known);
  }
  return decided;
}

export const origins = ['yours', 'shipped', 'installed'] as const;

export function originOf({ path }: RuleFile): (typeof origins)[number] {
  if (isInstalled(path)) return 'installed';
  return isShipped(path) ? 'shipped' : 'yours';
}

/** A rule file with its rules, in the order of the list. */
export interface ListedFile {
  file: RuleFile;
  rules: Rule[];
}

export function filesOf({ ruleFiles, rules }: Prepared): ListedFile[] {
  const byFile = Map.groupBy(rules, ({ file }) => file);
  return ruleFiles.map((file) => ({ file, rules: byFile.get(file.shown) ?? [] }));
}

/** All that a rule looks for, as it is written. */
export const looksFor = ({ pattern, words, starts, exact, looks }: Rule): string[] =>
  pattern !== undefined ? [pattern] : looks !== undefined ? [looks] : [...(words ?? starts ?? exact ?? [])];

export const wayOf = ({ pattern, words, starts, looks }: Rule): string =>
  pattern !== undefined
    ? 'pattern'
    : looks !== undefined
      ? 'looks like'
      : words
        ? 'words'
        : starts
          ? 'starts with'
          : 'the whole name';

/** The rules that have all these words somewhere; the one of that id first. */
export function found(rules: readonly Rule[], { q, file }: RulesView): Rule[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = rules.filter((rule) => {
    if (file !== '' && rule.file !== file) return false;
    const { id, kind, type, why, matches, spares } = rule;
    const all = [id, kind, type, why, ...looksFor(rule), ...matches, ...spares].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const named = hits.find(({ id }) => id === q);
  return named ? [named, ...hits.filter((rule) => rule !== named)] : hits;
}
