import type { Classifier } from '../../classify/classifier.ts';
import { verdictOf } from '../../classify/organisation.ts';
import type { Organisation, Rule } from '../../types.ts';
import { type Finding, placeOf } from './finding.ts';

/** Rules that decided on none of these organisations. */
export function idle(
  rules: readonly Rule[],
  classifier: Classifier,
  organisations: readonly Organisation[],
): Finding[] {
  const fired = new Set(organisations.map((organisation) => verdictOf(organisation, classifier).rule));
  return rules
    .filter((rule) => !fired.has(rule))
    .map((rule) => ({
      check: 'idle',
      level: 'advice',
      rule: placeOf(rule),
      message: `it decided on none of the ${organisations.length} organisations of this run`,
      next: 'Nothing to do if it is for rarer guests; else take it out.',
    }));
}
