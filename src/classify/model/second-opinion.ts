import type { Verdict } from '../../types.ts';
import type { NameModel, Opinion } from './name-model.ts';

/** From which probability of a network (0–1) on a name is one, and up to which it is an organisation. */
export interface ModelThresholds {
  network: number;
  organisation: number;
}

/** How probable a type of organisation must be to be named, or each but business improbable. */
const sureOfType = 0.7;

const organisationTypes = ['education', 'government', 'nonprofit'] as const;

function organisationType(opinion: Opinion): Verdict['type'] {
  const most = organisationTypes.reduce((best, type) => (opinion[type] > opinion[best] ? type : best));
  if (opinion[most] >= sureOfType) return most;
  return opinion[most] <= 1 - sureOfType ? 'business' : 'organisation';
}

/** The model's verdicts for names of which no rule speaks; between the thresholds it is unsure, and keeps. */
export function secondOpinion(model: NameModel, thresholds: ModelThresholds): (name: string) => Verdict {
  return (name) => {
    const opinion = model.opinion(name);
    const { network } = opinion;
    if (network >= thresholds.network) {
      const type = opinion.hosting > 0.5 ? 'hosting' : 'isp';
      return { type, kept: false, confidence: network, opinion: { network } };
    }
    const type = network <= thresholds.organisation ? organisationType(opinion) : 'unsure';
    return { type, kept: true, confidence: 1 - network, opinion: { network } };
  };
}
