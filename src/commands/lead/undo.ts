import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import { type Decision, inForce } from '../../history/standing.ts';
import { jsonLine } from '../../report/json.ts';
import { printable } from '../../text.ts';
import { findOrganisation } from '../find-organisation.ts';
import { siteOf, withHistoryLocked } from '../history/open.ts';
import { type DecisionFlags, decider } from './decide.ts';
import { decisionText, standingText } from './words.ts';

export interface UndoFlags extends Omit<DecisionFlags, 'until'> {
  decision?: number;
}

/** `ga-leads lead undo`: takes the last decision back, or the one of a number; the one before counts again. */
export function undo(names: readonly string[], flags: UndoFlags, edge: Edge): Promise<number> {
  const by = decider(flags, edge);
  const reason = flags.reason === undefined ? undefined : printable(flags.reason);
  return withHistoryLocked(flags, edge, 'lead undo', async ({ history }) => {
    const site = siteOf(history, flags, edge);
    // All are found before the first is taken back.
    const undone = names.map((name) => toUndo(history, site, name, flags.decision));
    for (const decision of undone) {
      const { id, key, name } = decision;
      history.decisions.undo(site, id, by, reason);
      const today = edge.now().toISOString().slice(0, 10);
      const standing = history.decisions.standings(site, today, [key]).get(key);
      edge.stdout.write(
        flags.json
          ? jsonLine({ undone: decision, standing })
          : `${printable(name)}: decision ${id} is taken back (${decisionText(decision)}); now ${standingText(standing)}\n`,
      );
    }
    return exitCodes.done;
  });
}

/** The decision on the organisation that is to be taken back. */
function toUndo(history: History, site: Site, text: string, id: number | undefined): Decision {
  const { key, name } = findOrganisation(history, site, text);
  const decisions = history.decisions.of(site, key);
  const alive = inForce(decisions);
  const found = decisions.findLast((one) =>
    id === undefined ? one.kind !== 'undo' && alive.has(one.id) : one.id === id,
  );
  if (found) return found;
  throw inputError(
    id === undefined
      ? `${printable(name)}: there is no decision to take back`
      : `${printable(name)}: there is no decision ${id} on it`,
    'ga-leads history show lists the decisions on an organisation with their numbers.',
  );
}
