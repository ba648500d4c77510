import type { Rule } from '../../types.ts';
import { type Finding, placeOf } from './finding.ts';

/** Rules without tests of their own. */
export function missingExamples(rules: readonly Rule[]): Finding[] {
  return rules.flatMap((rule) => {
    const lacks = [
      ...(rule.matches.length === 0 ? ['matches'] : []),
      // The whole name or nothing: there is no near miss to name.
      ...(rule.spares.length === 0 && !rule.exact && !rule.looks ? ['spares'] : []),
    ];
    if (lacks.length === 0) return [];
    const next = {
      matches: 'Name what it must match',
      spares: 'Name what is near and must not be matched',
    };
    return [
      {
        check: 'examples',
        level: 'advice',
        rule: placeOf(rule),
        message: `it has no ${lacks.join(' and no ')}: nothing tells when an edit breaks it`,
        next: `${lacks.map((list) => next[list as keyof typeof next]).join('; ')}.`,
      },
    ];
  });
}
