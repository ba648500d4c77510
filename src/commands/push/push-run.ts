import type { Settings } from '../../config/schema.ts';
import { inputError } from '../../errors.ts';
import { siteOf } from '../memory.ts';
import { deliverLeads, type PushContext } from './deliver.ts';
import { heldBackNote, selectLeads, wishesOf } from './leads.ts';
import { refuseSample } from './sample.ts';
import { chosenSinks, enabledSinks } from './sink-names.ts';

/** What keeps `run --write` from pushing is told before anything is read (exit 2). */
export function refuseToPush(settings: Settings, replay: string | undefined): void {
  if (settings.history === 'off') {
    throw inputError(
      'run --write: the history is switched off (history: off), and leads are pushed from it',
      'Set `history` in the settings to a file. Nothing was read.',
    );
  }
  if (replay !== undefined) {
    throw inputError(
      'run --write: a replay records nothing, so there is nothing to push',
      `A run as it was recorded is pushed by ga-leads push --week ${replay} --write.`,
    );
  }
  refuseSample(siteOf(settings), undefined, chosenSinks([], settings), settings);
}

/** Pushes a recorded run's leads to the sinks that the settings switch on. Gives the exit code. */
export async function pushRun(id: number, context: PushContext): Promise<number> {
  const { history, settings, edge, quiet } = context;
  const run = history.runs.get(id);
  if (!run) throw new Error(`run ${id} was recorded and is gone`);
  const wishes = await wishesOf(context, run.site, edge);
  const selected = selectLeads(context, run, {}, wishes);
  if (!quiet) edge.stderr.write(heldBackNote(selected.heldBack));
  return deliverLeads({ sinks: enabledSinks(settings), selected, wishes, recreate: new Set() }, context);
}
