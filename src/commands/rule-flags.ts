import { didYouMean } from '../config/nearest.ts';
import type { NewRule } from '../config/rule-edit.ts';
import type { Edge } from '../edge.ts';
import { inputError } from '../errors.ts';
import { excludedTypes, keptTypes } from '../types.ts';
import { newRule, type RuleWish, wishFault } from '../workshop/new-rule.ts';
import type { CommonFlags, Prepared } from './prepare.ts';

/** Flags that say what a rule is like. */
export interface RuleFlags extends CommonFlags {
  keep?: string;
  exclude?: string;
  words?: boolean;
  starts?: boolean;
  exact?: boolean;
  id?: string;
  why?: string;
  matches?: string[];
  spares?: string[];
}

const ways = ['words', 'starts', 'exact'] as const;

/** The flags of a rule apart from the rest. */
export function splitRuleFlags(flags: RuleFlags) {
  const { keep, exclude, words, starts, exact, id, why, matches, spares, ...common } = flags;
  return { ruleFlags: { keep, exclude, words, starts, exact, id, why, matches, spares }, common };
}

type GivenRuleFlags = ReturnType<typeof splitRuleFlags>['ruleFlags'];

/** The rule that the flags wish for, with an id that no rule in force has. Throws UserErrors (exit 2). */
export function wishedRule(text: string, flags: GivenRuleFlags, { rules }: Prepared, edge: Edge): NewRule {
  const wish = wishOf(text, flags);
  const twin = rules.find(({ id }) => id === wish.id);
  if (twin)
    throw inputError(`the id ${twin.id} is taken, by ${twin.file}:${twin.line}`, 'Give another --id.');
  return newRule(wish, new Set(rules.map(({ id }) => id)), edge.now().toISOString().slice(0, 10));
}

/** What the flags wish for, by default an exclusion of type isp by a pattern. Throws UserErrors (exit 2). */
export function wishOf(text: string, flags: GivenRuleFlags): RuleWish {
  const wish = { ...wishKind(flags), text, way: wishWay(flags) };
  const fault = wishFault(wish);
  if (fault) {
    throw inputError(
      `${fault} (${JSON.stringify(text)})`,
      'Nothing was written. --words takes the text as a plain phrase.',
    );
  }
  const { id, why, matches, spares } = flags;
  return {
    ...wish,
    ...(id !== undefined && { id }),
    ...(why !== undefined && { why }),
    ...(matches && { matches }),
    ...(spares && { spares }),
  };
}

/** Which kind and type the flags ask for; isp by default. UserError (exit 2) for a type that is none. */
export function wishKind({
  keep,
  exclude,
}: Pick<GivenRuleFlags, 'keep' | 'exclude'>): Pick<RuleWish, 'kind' | 'type'> {
  if (keep !== undefined && exclude !== undefined) throw inputError('give one of --keep and --exclude');
  const [kind, given] =
    keep === undefined ? (['exclude', exclude ?? 'isp'] as const) : (['keep', keep] as const);
  const types: readonly RuleWish['type'][] = kind === 'keep' ? keptTypes : excludedTypes;
  const type = types.find((candidate) => candidate === given);
  if (type) return { kind, type };
  throw inputError(
    `--${kind} ${given} is not known${didYouMean(given, types)}`,
    `Give one of ${types.join(', ')}.`,
  );
}

function wishWay(flags: GivenRuleFlags): RuleWish['way'] {
  const given = ways.filter((way) => flags[way]);
  if (given.length > 1) throw inputError(`give one of ${given.map((way) => `--${way}`).join(', ')}`);
  return given[0] ?? 'pattern';
}
