import { type DeliveryResult, deliver } from '../../delivery/deliver.ts';
import { subjectsOf } from '../../delivery/mapping.ts';
import { type OpenSink, openSink } from '../../delivery/open.ts';
import type { PlanOptions } from '../../delivery/plan.ts';
import { deliveryExit } from '../../delivery/summary.ts';
import type { Edge } from '../../edge.ts';
import { exitCodes, UserError } from '../../errors.ts';
import { jsonLine } from '../../report/json.ts';
import { progressLine } from '../../report/progress.ts';
import type { SinkName } from '../../sink/index.ts';
import type { OpenHistory } from '../history/open.ts';
import { isWanted, type SelectedLeads, type Wishes } from './leads.ts';
import { faultText, plainFault, plainResult, resultText } from './result-text.ts';

/** What every push has. */
export interface PushContext extends Pick<OpenHistory, 'history' | 'settings'> {
  edge: Edge;
  quiet: boolean;
  json: boolean;
}

/** Which leads go where. */
export interface Push {
  sinks: readonly SinkName[];
  selected: SelectedLeads;
  wishes: Wishes;
  recreate: ReadonlySet<string>;
}

/** Delivers leads to one sink after the other. Gives the exit code. */
export const deliverLeads = (
  { sinks, selected, wishes, recreate }: Push,
  context: PushContext,
): Promise<number> =>
  toEach(sinks, context, (opened, progress) => {
    const { site } = selected.run;
    const subjects = subjectsOf(selected.leads, opened.fields);
    const leftovers = leftoversBy({ selected, wishes }, context, opened.name);
    return deliver(opened, context.history.outbox, site, subjects, { recreate, leftovers, ...progress });
  });

/**
 * Of those that earlier pushes left pending, the ones that nobody has decided against since, and no rule either.
 * None where the push is for so many leads only.
 */
export function leftoversBy(
  { selected: { run, isLimited }, wishes }: Pick<Push, 'selected' | 'wishes'>,
  { history }: Pick<PushContext, 'history'>,
  sink: string,
): (key: string) => boolean {
  if (isLimited) return () => false;
  const left = history.outbox.list(run.site, { sink, states: ['pending', 'sending'] });
  if (left.length === 0) return () => true;
  const wanted = isWanted(wishes);
  const excluded = new Set(
    history.sightings.totalsOf(run.id).flatMap(({ key, fate }) => (fate === 'excluded' ? key : [])),
  );
  const unwanted = new Set(
    left.filter((entry) => !wanted(entry) || excluded.has(entry.key)).map(({ key }) => key),
  );
  return (key) => !unwanted.has(key);
}

/** What is done with each of the sinks; one that fails keeps no other from its turn. Gives the exit code. */
export async function toEach(
  sinks: readonly SinkName[],
  { settings, edge, quiet, json }: PushContext,
  push: (opened: OpenSink, progress: Pick<PlanOptions, 'onProgress'>) => Promise<DeliveryResult>,
): Promise<number> {
  const results: DeliveryResult[] = [];
  const faults = await eachSink(sinks, edge, async (name) => {
    const opened = await openSink(name, settings, edge);
    const line = progressLine(edge, quiet);
    const onProgress = (done: number, total: number) => line(`${name}: leads pushed`, done, total);
    const result = await push(opened, { onProgress }).finally(() => line.clear());
    results.push(result);
    edge.stderr.write(resultText(result, quiet));
  });
  if (json) {
    edge.stdout.write(jsonLine({ sinks: results.map(plainResult), problems: faults.map(plainFault) }));
  }
  if (faults.length === 0) return deliveryExit(results);
  return results.length === 0 ? exitOf(faults) : exitCodes.delivery;
}

/** Work for one sink after the other; what a person can mend is told, and the next sink's turn comes. */
export async function eachSink(
  sinks: readonly SinkName[],
  { stderr, signal }: Pick<Edge, 'stderr' | 'signal'>,
  work: (name: SinkName) => Promise<void>,
): Promise<UserError[]> {
  const faults: UserError[] = [];
  for (const name of sinks) {
    signal.throwIfAborted();
    try {
      await work(name);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(error);
      stderr.write(faultText(error));
    }
  }
  return faults;
}

/** That of the faults where they agree, else that some deliveries failed. */
export function exitOf(faults: readonly UserError[]): number {
  const [first = exitCodes.done, ...others] = new Set(faults.map(({ exitCode }) => exitCode));
  return others.length > 0 ? exitCodes.delivery : first;
}
