import type { Rule, RulePlace } from '../../types.ts';

export const checks = [
  'common-word',
  'short-word',
  'order',
  'contradiction',
  'duplicate',
  'covered',
  'examples',
  'idle',
] as const;

/** Something about a rule that its author had better see to. */
export interface Finding {
  check: (typeof checks)[number];
  /** A problem is a rule that does other than it says; the rest is advice. */
  level: 'problem' | 'advice';
  rule: RulePlace;
  message: string;
  /** What to do. */
  next: string;
}

export const placeOf = ({ id, file, line }: Rule): RulePlace => ({ id, file, line });

/** A rule as another rule's message names it. */
export const named = ({ kind, id, file, line }: Rule): string => `${kind} rule ${id} (${file}:${line})`;
