import type { Classifier } from '../classify/classifier.ts';
import type { Rule, Verdict } from '../types.ts';
import type { Trap } from './traps.ts';

/** A name that is on the wrong side of the list. */
export interface Failure {
  name: string;
  should: 'keep' | 'exclude';
  verdict: Verdict;
  /** The rule that has the name among its `matches`; absent for a trap. */
  rule?: Rule;
  note?: string;
}

export interface TestResult {
  rules: number;
  /** How many names of each kind were tried. */
  matches: number;
  spares: number;
  traps: number;
  failures: Failure[];
}

/**
 * Tries rules in the context of their whole list: each rule's `matches` must be on that rule's side, and
 * each trap on its own. That a rule by itself matches its `matches` and none of its `spares` is known, as
 * no other list loads.
 */
export function testRules(
  rules: readonly Rule[],
  classifier: Classifier,
  traps: readonly Trap[],
): TestResult {
  const matches = rules.flatMap((rule) =>
    rule.matches.map((name): Omit<Failure, 'verdict'> => ({ name, should: rule.kind, rule })),
  );
  const trapped = traps.map(
    ({ name, side, note }): Omit<Failure, 'verdict'> => ({ name, should: side, ...(note && { note }) }),
  );
  const failures = [...matches, ...trapped].flatMap((tried) => {
    const verdict = classifier.verdict(tried.name);
    return verdict.kept === (tried.should === 'keep') ? [] : [{ ...tried, verdict }];
  });
  return {
    rules: rules.length,
    matches: matches.length,
    spares: rules.reduce((sum, { spares }) => sum + spares.length, 0),
    traps: traps.length,
    failures,
  };
}

/** What makes two failures of two lists the same. */
export const failureKey = ({ name, should, rule }: Failure): string =>
  `${rule?.id ?? ''}\n${should}\n${name}`;
