import type { Classifier } from '../classify/classifier.ts';
import { verdictOf } from '../classify/organisation.ts';
import { collectEvidence } from '../organisation/evidence.ts';
import { hasEnough, type RankSettings, rank } from '../rank/rank.ts';
import type { Reading } from '../run-types.ts';
import type { Organisation, Verdict } from '../types.ts';

/** An organisation on which other rules decide otherwise. */
export interface Change {
  organisation: Organisation;
  from: Verdict;
  to: Verdict;
  /** As a lead, before or after; absent if it is none for another reason, as too few sessions. */
  score?: number;
}

/** What other rules would do, each heaviest first. */
export interface Preview {
  organisations: number;
  sessions: number;
  /** Kept now, excluded then. */
  removed: Change[];
  /** Excluded now, kept then. */
  restored: Change[];
  /** On the same side, of another type. */
  retyped: Change[];
}

/** What changes if `next` decides on these organisations in place of `current`. */
export function changes(
  organisations: readonly Organisation[],
  current: Classifier,
  next: Classifier,
): Preview {
  const changed = organisations
    .map((organisation): Change => {
      const [from, to] = [verdictOf(organisation, current), verdictOf(organisation, next)];
      return { organisation, from, to };
    })
    .filter(({ from, to }) => from.type !== to.type)
    .sort((a, b) => sessionsOf(b.organisation) - sessionsOf(a.organisation));
  return {
    organisations: organisations.length,
    sessions: organisations.reduce((sum, organisation) => sum + sessionsOf(organisation), 0),
    removed: changed.filter(({ from, to }) => from.kept && !to.kept),
    restored: changed.filter(({ from, to }) => !from.kept && to.kept),
    retyped: changed.filter(({ from, to }) => from.kept === to.kept),
  };
}

/** The preview with the scores of what is removed or restored; details are read for these alone. */
export async function withScores(
  preview: Preview,
  reading: Reading,
  settings: RankSettings,
): Promise<Preview> {
  const subjects = [...preview.removed, ...preview.restored]
    .map(({ organisation, from, to }) => ({ organisation, verdict: from.kept ? from : to }))
    .filter(({ organisation }) => hasEnough(organisation, settings.minSessions));
  const organisations = subjects.map(({ organisation }) => organisation);
  const names = organisations.flatMap(({ spellings }) => spellings);
  const evidence =
    names.length > 0 ? await collectEvidence(organisations, reading.details(names)) : new Map();
  const scores = new Map(
    rank(subjects, evidence, settings).leads.map(({ organisation, score }) => [organisation.key, score]),
  );
  const scored = (change: Change): Change => {
    const score = scores.get(change.organisation.key);
    return { ...change, ...(score !== undefined && { score }) };
  };
  return { ...preview, removed: preview.removed.map(scored), restored: preview.restored.map(scored) };
}

export const sessionsOf = ({ metrics }: Organisation): number => metrics.sessions ?? 0;
