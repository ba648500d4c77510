import type { Organisation, Verdict } from '../types.ts';
import { type Classifier, unsure } from './classifier.ts';

/**
 * The verdict on an organisation: the surest that a rule gives one of its spellings (of equals that of the
 * heaviest), so that `FORD-NET` among others does not make a network of Ford; then that of its domain. Where no
 * rule speaks of any, the first opinion that is not `unsure`, else that on the heaviest.
 */
export function verdictOf(
  organisation: Pick<Organisation, 'spellings' | 'domain'>,
  classifier: Classifier,
): Verdict {
  const { spellings, domain } = organisation;
  const verdicts = spellings.map((name) => classifier.verdict(name));
  const ruled = verdicts.filter(({ rule }) => rule !== undefined);
  if (ruled.length > 0) return ruled.reduce((best, one) => (one.confidence > best.confidence ? one : best));
  if (domain !== undefined) {
    const verdict = classifier.verdict(domain);
    if (verdict.rule) return verdict;
    verdicts.push(verdict);
  }
  return verdicts.find(({ type }) => type !== 'unsure') ?? verdicts[0] ?? unsure;
}
