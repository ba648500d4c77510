import { inputError } from '../errors.ts';
import { printable } from '../text.ts';

/** How far a lead has come. Nobody is identified: a stage is an organisation's, set by a person or the CRM. */
export const stages = [
  'new',
  'accepted',
  'MQL',
  'SQL',
  'PQL',
  'service-qualified',
  'customer',
  'lost',
] as const;
export type Stage = (typeof stages)[number];

/**
 * Where a stage can go. A lead is accepted before anything else, or qualified at once; from then on it goes
 * forward, one step back, or is lost; a customer can be qualified for more, and who was lost can come again.
 */
export const moves: Readonly<Record<Stage, readonly Stage[]>> = {
  new: ['accepted', 'MQL', 'SQL', 'PQL'],
  accepted: ['MQL', 'SQL', 'PQL', 'lost'],
  MQL: ['accepted', 'SQL', 'PQL', 'customer', 'lost'],
  SQL: ['MQL', 'customer', 'lost'],
  PQL: ['MQL', 'SQL', 'customer', 'lost'],
  customer: ['service-qualified', 'PQL', 'lost'],
  'service-qualified': ['SQL', 'customer', 'lost'],
  lost: ['accepted', 'MQL', 'SQL'],
};

const listed = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');

/** The stage that `text` names, if `from` can become it. A refusal (exit 2) names those that it can. */
export function nextStage(who: string, from: Stage, text: string): Stage {
  const to = moves[from].find((stage) => stage.toLowerCase() === text.toLowerCase());
  if (to !== undefined) return to;
  const there = stages.find((stage) => stage.toLowerCase() === text.toLowerCase());
  const reason =
    there === undefined
      ? `there is no stage "${printable(text)}"`
      : there === from
        ? `the stage is ${from} already`
        : `${from} cannot become ${there}`;
  throw inputError(`${printable(who)}: ${reason}`, `From ${from} it can become ${listed(moves[from])}.`);
}
