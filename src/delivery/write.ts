import { HttpFault } from '../http.ts';
import { BatchRefused, type CrmSink, type Operation, type WriteOutcome } from '../sink/crm.ts';

/**
 * Writes a batch and tells of each operation once, as soon as its outcome is known. A batch that is refused as a
 * whole is halved until the operation is found that it was refused for. `doubt` is called before, and wherever one
 * was refused: it throws where none can go well. A UserError of the sink goes through.
 */
export async function write(
  sink: CrmSink,
  operations: readonly Operation[],
  tell: (outcomes: WriteOutcome[]) => void,
  doubt: () => Promise<void>,
): Promise<void> {
  const answer = await sink.write(operations).catch((error: unknown) => error);
  if (Array.isArray(answer)) {
    const outcomes = oneEach(operations, answer);
    tell(outcomes);
    if (outcomes.some((one) => one.outcome === 'failed' && !one.again)) await doubt();
    return;
  }
  if (answer instanceof HttpFault) {
    const { message: reason, arrived, again } = answer;
    return tell(
      operations.map(({ key }) =>
        arrived === 'no' ? { key, outcome: 'failed', reason, again } : { key, outcome: 'unknown', reason },
      ),
    );
  }
  if (!(answer instanceof BatchRefused)) throw answer;
  await doubt();
  const [only] = operations;
  if (operations.length === 1 && only) {
    return tell([{ key: only.key, outcome: 'failed', reason: answer.message, again: false }]);
  }
  const middle = Math.ceil(operations.length / 2);
  await write(sink, operations.slice(0, middle), tell, doubt);
  await write(sink, operations.slice(middle), tell, doubt);
}

/** One outcome for each operation; where the sink gave none, or more than one, nobody knows. */
function oneEach(operations: readonly Operation[], outcomes: readonly WriteOutcome[]): WriteOutcome[] {
  const byKey = Map.groupBy(outcomes, ({ key }) => key);
  return operations.map(({ key }) => {
    const [first, ...others] = byKey.get(key) ?? [];
    const unknown = (reason: string): WriteOutcome => ({ key, outcome: 'unknown', reason });
    if (first === undefined) return unknown('the answer did not tell of it');
    if (others.length > 0) return unknown('the answer told of it more than once');
    if ('remoteId' in first && !first.remoteId) return unknown('the answer did not tell its id');
    return first;
  });
}
