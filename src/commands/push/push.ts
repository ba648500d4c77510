import type { Edge } from '../../edge.ts';
import { inputError } from '../../errors.ts';
import type { Site } from '../../history/runs.ts';
import type { SinkName } from '../../sink/index.ts';
import { printable } from '../../text.ts';
import { type HistoryFlags, type OpenHistory, withHistoryLocked, withHistoryOpen } from '../history/open.ts';
import { deliveredOf } from '../outbox/find.ts';
import { applyPlans, plansIn } from './apply.ts';
import { deliverLeads, type Push } from './deliver.ts';
import {
  heldBackNote,
  isWanted,
  type LeadFilter,
  runToPush,
  selectLeads,
  type Wishes,
  wishesOf,
} from './leads.ts';
import { type PlanFlags, tellPlan } from './plan.ts';
import { refuseSample } from './sample.ts';
import { chosenSinks, sinkNamed } from './sink-names.ts';

export interface PushFlags extends HistoryFlags, LeadFilter, PlanFlags {
  write?: boolean;
  week?: string;
  /** Organisations that are made again though a person deleted them there. */
  recreate?: string[];
  format?: 'text' | 'json';
  quiet?: boolean;
}

/** `ga-leads push`: a run's leads into CRMs, or what that would do. Returns the exit code. */
export async function push(names: readonly string[], flags: PushFlags, edge: Edge): Promise<number> {
  const named = names.map(sinkNamed);
  const { write = false, quiet = false, format } = flags;
  const contextOf = ({ history, settings }: OpenHistory) => ({
    history,
    settings,
    edge,
    quiet,
    json: format === 'json',
  });
  if (!write) {
    return withHistoryOpen(flags, edge, async (open) =>
      tellPlan(await askedFor(named, flags, open, edge), flags, contextOf(open)),
    );
  }
  if (flags.plan !== undefined) {
    refuseOthers(named, flags);
    const plans = await plansIn(flags.plan, edge);
    return withHistoryLocked(flags, edge, 'push', (open) => applyPlans(plans, flags.site, contextOf(open)));
  }
  return withHistoryLocked(flags, edge, 'push', async (open) => {
    const asked = await askedFor(named, flags, open, edge);
    refuseSample(asked.selected.run.site, flags.site, asked.sinks, open.settings);
    return deliverLeads(asked, contextOf(open));
  });
}

async function askedFor(
  named: readonly SinkName[],
  flags: PushFlags,
  open: OpenHistory,
  edge: Edge,
): Promise<Push> {
  const sinks = chosenSinks(named, open.settings);
  const run = runToPush(open, flags, edge);
  const wishes = await wishesOf(open, run.site, edge);
  const selected = selectLeads(open, run, flags, wishes);
  const recreate = toRecreate(flags.recreate ?? [], { site: run.site, sinks }, open, wishes);
  if (!flags.quiet) edge.stderr.write(heldBackNote(selected.heldBack));
  return { sinks, selected, wishes, recreate };
}

/**
 * The keys of those who are to be made again: of `all`, of each that was in one of the sinks and is gone, as far as
 * nobody decided against it. Exit 2 where one was never pushed, or people decided against it.
 */
function toRecreate(
  names: readonly string[],
  { site, sinks }: { site: Site; sinks: readonly SinkName[] },
  { history }: OpenHistory,
  wishes: Wishes,
): Set<string> {
  if (names.includes('all')) {
    const gone = sinks.flatMap((sink) => history.outbox.list(site, { sink, states: ['suppressed'] }));
    const wanted = gone.filter(({ remoteId }) => remoteId !== undefined).filter(isWanted(wishes));
    return new Set(wanted.map(({ key }) => key));
  }
  const found = names.flatMap((name) => deliveredOf(history, site, name));
  const unwanted = found.find((entry) => !isWanted(wishes)(entry));
  if (!unwanted) return new Set(found.map(({ key }) => key));
  throw inputError(
    `push: --recreate ${printable(unwanted.key)}: ${printable(unwanted.name)} is dismissed, or on the not-for-us list`,
    'Take that back first: ga-leads lead undo, or ga-leads not-for-us remove.',
  );
}

/** A plan is carried out as it is. */
function refuseOthers(named: readonly SinkName[], flags: PushFlags): void {
  const choices = ['week', 'limit', 'segment', 'minScore', 'new', 'recreate'] as const;
  const given = choices.find((flag) => flags[flag] !== undefined);
  if (named.length === 0 && given === undefined) return;
  throw inputError(
    'push: a plan that is written says itself what goes where',
    'With --plan FILE --write give no sink, week or filter; choose them when the plan is made.',
  );
}
