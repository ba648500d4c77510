import type { Stage } from './stages.ts';

export const decisionKinds = [
  'accept',
  'dismiss',
  'assign',
  'tag',
  'untag',
  'note',
  'stage',
  'undo',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** What a person decided on an organisation. Kept for ever; a later one counts instead, or undoes it. */
export interface Decision {
  id: number;
  key: string;
  /** The organisation's name at that time. */
  name: string;
  kind: DecisionKind;
  /** The owner (assign), tag, note or stage. */
  value?: string;
  reason?: string;
  by: string;
  /** ISO time. */
  at: string;
  /** The last day on which it holds. */
  until?: string;
  /** Of an undo: the decision that it takes back. */
  undoes?: number;
}

/** How an organisation stands by what people decided. */
export interface Standing {
  /** The last accept or dismiss in force. */
  verdict?: { kind: 'accepted' | 'dismissed' } & Pick<Decision, 'id' | 'reason' | 'until' | 'by' | 'at'>;
  owner?: string;
  /** In the order in which they were given. */
  tags: string[];
  stage: Stage;
  notes: number;
}

/** The numbers of those that nothing took back: an undo that was undone itself takes nothing back. */
export function inForce(decisions: readonly Decision[]): Set<number> {
  const undone = new Set<number>();
  for (const { id, undoes } of decisions.toSorted((a, b) => b.id - a.id)) {
    if (undoes !== undefined && !undone.has(id)) undone.add(undoes);
  }
  return new Set(decisions.map(({ id }) => id).filter((id) => !undone.has(id)));
}

/**
 * How one organisation stands on a day (YYYY-MM-DD) by all decisions on it, oldest first. Each kind's latest
 * counts; what was undone or is over is as if it had never been, so that the one before counts again.
 */
export function standingOf(decisions: readonly Decision[], day: string): Standing {
  const alive = inForce(decisions);
  const standing: Standing = { tags: [], stage: 'new', notes: 0 };
  for (const decision of decisions) {
    const isOver = decision.until !== undefined && decision.until < day;
    if (alive.has(decision.id) && !isOver) apply(standing, decision);
  }
  return standing;
}

function apply(standing: Standing, decision: Decision): void {
  const { kind, value = '' } = decision;
  switch (kind) {
    case 'accept':
      standing.verdict = { kind: 'accepted', ...signature(decision) };
      if (standing.stage === 'new') standing.stage = 'accepted';
      break;
    case 'dismiss':
      standing.verdict = { kind: 'dismissed', ...signature(decision) };
      break;
    case 'assign':
      standing.owner = value;
      break;
    case 'tag':
      if (!standing.tags.includes(value)) standing.tags.push(value);
      break;
    case 'untag':
      standing.tags = standing.tags.filter((tag) => tag !== value);
      break;
    case 'note':
      standing.notes++;
      break;
    case 'stage':
      standing.stage = value as Stage;
      break;
    case 'undo':
      break;
  }
}

const signature = ({ id, reason, until, by, at }: Decision) => ({
  id,
  ...(reason !== undefined && { reason }),
  ...(until !== undefined && { until }),
  by,
  at,
});
