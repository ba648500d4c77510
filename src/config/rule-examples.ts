import { compile } from '../classify/classifier.ts';
import type { Rule } from '../types.ts';
import type { RuleProblem } from './rule-file.ts';

/** Each rule must match, by itself, every name of its `matches` and none of its `spares`. */
export function brokenExamples(rules: readonly Rule[]): RuleProblem[] {
  const classifier = compile(rules);
  return rules.flatMap((rule, place) => {
    const { file, line, id } = rule;
    const missed = rule.matches
      .filter((name) => !classifier.hitOf(place, name))
      .map((name) => `it does not match '${name}', which its matches name`);
    const caught = rule.spares.flatMap((name) => {
      const hit = classifier.hitOf(place, name);
      return hit ? [`it matches '${name}' (on '${hit.matched}'), which its spares name`] : [];
    });
    return [...missed, ...caught].map((message) => ({ file, line, id, message }));
  });
}
