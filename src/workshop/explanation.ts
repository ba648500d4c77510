import type { Classifier, Hit } from '../classify/classifier.ts';
import type { NameModel, Piece } from '../classify/model/name-model.ts';
import type { Verdict } from '../types.ts';

/** Why a name gets its verdict. */
export interface Explanation {
  name: string;
  verdict: Verdict;
  /** Where no rule speaks: how probably it is a network's (0–1), and the pieces of it that weigh most. */
  opinion?: { network: number; pieces: Piece[] };
  /** What other rules would match, the one that would decide next first. */
  next: Hit[];
}

const mostPieces = 8;

export function explanationOf(
  name: string,
  classifier: Classifier,
  model: NameModel | undefined,
): Explanation {
  const verdict = classifier.verdict(name);
  const { rule, opinion } = verdict;
  const isOpinion = rule === undefined && opinion !== undefined && model !== undefined;
  return {
    name,
    verdict,
    ...(isOpinion && {
      opinion: { network: opinion.network, pieces: model.explain(name).slice(0, mostPieces) },
    }),
    next: classifier.hits(name).filter((hit) => hit.rule.id !== rule?.id),
  };
}
