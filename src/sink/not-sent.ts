import { UserError } from '../errors.ts';
import { HttpFault } from '../http.ts';
import { BatchRefused, type Operation, type WriteOutcome } from './crm.ts';

/** Outcomes of what came after something that was written, whose own outcomes must not be lost. */
export function notSent(operations: readonly Operation[], error: unknown): WriteOutcome[] {
  const isKnown = error instanceof UserError || error instanceof BatchRefused || error instanceof HttpFault;
  if (!isKnown) throw error;
  const reason = error.message;
  return operations.map(({ key }) =>
    error instanceof HttpFault && error.arrived === 'unknown'
      ? { key, outcome: 'unknown', reason }
      : { key, outcome: 'failed', reason, again: true },
  );
}
