import type { Classifier } from '../../classify/classifier.ts';
import type { Organisation, Rule } from '../../types.ts';
import { entriesOf } from '../entries.ts';
import { missingExamples } from './examples.ts';
import { checks, type Finding } from './finding.ts';
import { idle } from './idle.ts';
import { order } from './order.ts';
import { overlaps } from './overlaps.ts';
import { riskyWords } from './risky-words.ts';

export interface LintParts {
  rules: readonly Rule[];
  /** These rules, compiled. */
  classifier: Classifier;
  /** Whether a rule is the user's own, no shipped one. */
  isOwn(rule: Rule): boolean;
  /** What a run saw, to tell which rules have nothing to do; absent if no run is looked at. */
  organisations?: readonly Organisation[];
}

/** All that is to be said about a list of rules: problems first, then by check and by place in the list. */
export function lint({ rules, classifier, isOwn, organisations }: LintParts): Finding[] {
  const entries = entriesOf(rules);
  const findings = [
    ...riskyWords(entries, classifier),
    ...order(rules, classifier, isOwn),
    ...overlaps(entries),
    ...missingExamples(rules),
    ...(organisations ? idle(rules, classifier, organisations) : []),
  ];
  const levels = ['problem', 'advice'];
  const placeIn = new Map(rules.map(({ id }, place) => [id, place]));
  return findings.sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      checks.indexOf(a.check) - checks.indexOf(b.check) ||
      (placeIn.get(a.rule.id) ?? 0) - (placeIn.get(b.rule.id) ?? 0),
  );
}
