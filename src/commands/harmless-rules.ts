import type { NewRule } from '../config/rule-edit.ts';
import type { RuleFile } from '../config/rule-sets.ts';
import { inQuotes } from '../workshop/entries.ts';
import type { Failure } from '../workshop/rule-tests.ts';
import type { Trap } from '../workshop/traps.ts';
import type { Prepared } from './prepare.ts';
import { refuseBroken, tryList, withNewRules } from './rule-edits.ts';

/** A text that is made no rule of, and why. */
export interface Refusal {
  text: string;
  reason: string;
}

/** The list with those of the rules that break no test, in a file of one's own, and why the others do. */
export function harmless(
  prepared: Prepared,
  target: RuleFile,
  candidates: readonly NewRule[],
  traps: readonly Trap[],
): { files: RuleFile[]; rules: NewRule[]; broken: Refusal[] } {
  let rules = [...candidates];
  const refusals: Refusal[] = [];
  while (rules.length > 0) {
    const files = withNewRules(prepared.ruleFiles, target, rules);
    const { broken } = tryList(prepared, files, traps);
    if (broken.length === 0) return { files, rules, broken: refusals };
    const guilty = guiltyOf(broken);
    for (const rule of rules) {
      const failure = guilty.get(rule.id);
      if (failure) refusals.push({ text: textOf(rule), reason: reasonOf(failure, rule) });
    }
    const rest = rules.filter(({ id }) => !guilty.has(id));
    if (rest.length === rules.length) refuseBroken(broken);
    rules = rest;
  }
  return { files: prepared.ruleFiles, rules: [], broken: refusals };
}

function reasonOf({ name, rule, verdict, note }: Failure, { id }: NewRule): string {
  const quoted = inQuotes(name);
  if (rule?.id === id) {
    const by = verdict.rule ? `${verdict.rule.id} (${verdict.rule.file}:${verdict.rule.line})` : 'no rule';
    return `${quoted} never reaches it, as ${by} comes first`;
  }
  const what = verdict.kept ? 'keep' : 'exclude';
  const whose = rule
    ? `an example of ${rule.id} (${rule.file}:${rule.line})`
    : `a trap${note ? ` (${note})` : ''}`;
  return `it would ${what} ${quoted}, ${whose}`;
}

/** The first failure of each rule that is behind one: the rule that decides, or that has the example. */
function guiltyOf(broken: readonly Failure[]): Map<string, Failure> {
  const guilty = new Map<string, Failure>();
  for (const failure of broken) {
    for (const rule of [failure.verdict.rule, failure.rule]) {
      if (rule && !guilty.has(rule.id)) guilty.set(rule.id, failure);
    }
  }
  return guilty;
}

const textOf = ({ pattern, words, starts, exact }: NewRule): string =>
  pattern ?? [...(words ?? []), ...(starts ?? []), ...(exact ?? [])].join();
