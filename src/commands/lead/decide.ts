import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import { dayNumber, dayText } from '../../history/days.ts';
import type { NewDecision } from '../../history/decisions.ts';
import { jsonLine } from '../../report/json.ts';
import { printable } from '../../text.ts';
import { findOrganisation } from '../find-organisation.ts';
import { type HistoryFlags, siteOf, withHistoryLocked } from '../history/open.ts';
import { decisionText, standingText } from './words.ts';

export type DecisionKind = NewDecision['kind'];

/** Flags that every decision has. */
export interface DecisionFlags extends HistoryFlags {
  by?: string;
  reason?: string;
  until?: string;
}

/** `ga-leads lead accept`, `dismiss`, `assign` …: one decision on each organisation, or none where one cannot be. */
export function decide(
  kind: DecisionKind,
  value: string | undefined,
  names: readonly string[],
  flags: DecisionFlags,
  edge: Edge,
): Promise<number> {
  const today = edge.now().toISOString().slice(0, 10);
  const made = {
    kind,
    by: decider(flags, edge),
    ...(value !== undefined && { value: printable(value) }),
    ...(flags.reason !== undefined && { reason: printable(flags.reason) }),
    ...(flags.until !== undefined && { until: lastDay(flags.until, today) }),
  };
  return withHistoryLocked(flags, edge, `lead ${kind}`, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const organisations = names.map((name) => findOrganisation(history, site, name));
    const decisions = history.decisions.decideAll(
      site,
      organisations.map(({ key, name }) => ({ ...made, key, name })),
    );
    const standings = history.decisions.standings(
      site,
      today,
      decisions.map(({ key }) => key),
    );
    for (const decision of decisions) {
      const standing = standings.get(decision.key);
      edge.stdout.write(
        flags.json
          ? jsonLine({ decision, standing })
          : `${printable(decision.name)}: ${decisionText(decision)}, by ${decision.by}; now ${standingText(standing)}\n`,
      );
    }
    return exitCodes.done;
  });
}

/** Who decides: `--by`, else the system's user name; a container may have none. */
export const decider = ({ by }: Pick<DecisionFlags, 'by'>, { env }: Edge): string =>
  printable(by ?? env.USER ?? env.LOGNAME ?? env.USERNAME ?? '') || 'somebody';

function lastDay(text: string, today: string): string {
  const number = dayNumber(text);
  if (!Number.isFinite(number) || dayText(number) !== text) {
    throw inputError(`lead: --until ${printable(text)} is no day`, 'Write days as YYYY-MM-DD.');
  }
  if (text >= today) return text;
  throw inputError(
    `lead: --until ${text} is over: today is ${today}`,
    'Give the last day on which it shall hold.',
  );
}
