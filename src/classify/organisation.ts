import type { Organisation, Verdict } from '../types.ts';
import { type Classifier, unsure } from './classifier.ts';

/**
 * The verdict on an organisation: that of its heaviest spelling of which a rule speaks, then of its domain.
 * Where no rule speaks of any, the first opinion that is not `unsure`, else that on the heaviest.
 */
export function verdictOf(
  organisation: Pick<Organisation, 'spellings' | 'domain'>,
  classifier: Classifier,
): Verdict {
  const { spellings, domain } = organisation;
  let opinion: Verdict | undefined;
  for (const name of domain === undefined ? spellings : [...spellings, domain]) {
    const verdict = classifier.verdict(name);
    if (verdict.rule) return verdict;
    if (!opinion || (opinion.type === 'unsure' && verdict.type !== 'unsure')) opinion = verdict;
  }
  return opinion ?? unsure;
}
