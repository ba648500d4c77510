import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { applyPlan } from '../../delivery/apply.ts';
import type { Plan } from '../../delivery/plan.ts';
import { readPlans, type SavedPlans } from '../../delivery/plan-file.ts';
import type { Edge } from '../../edge.ts';
import { errnoOf, exitCodes, inputError, UserError } from '../../errors.ts';
import type { Site } from '../../history/runs.ts';
import { printable } from '../../text.ts';
import { type PushContext, toEach } from './deliver.ts';
import { isWanted, wishesOf } from './leads.ts';
import { refuseSample } from './sample.ts';
import { sinkNamed } from './sink-names.ts';

/** The plans in a file. Exit 2 where there are none. */
export async function plansIn(file: string, { cwd }: Pick<Edge, 'cwd'>): Promise<SavedPlans> {
  const text = await readFile(path.resolve(cwd, file), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === undefined) throw error;
    throw inputError(
      `push: the plan ${printable(file)} cannot be read (${errnoOf(error)})`,
      'Save one first: ga-leads push --plan FILE, without --write.',
    );
  });
  return readPlans(text, file);
}

/** Does what saved plans say, for each sink all of it, or nothing where something changed since (exit 6). */
export async function applyPlans(
  { plans }: SavedPlans,
  asked: Site | undefined,
  context: PushContext,
): Promise<number> {
  const { history, settings, edge } = context;
  const sinks = plans.map(({ sink }) => sinkNamed(sink));
  const planOf = new Map<string, Plan>(plans.map((plan) => [sinkNamed(plan.sink), plan]));
  for (const { site, sink } of plans) refuseSample(site, asked, [sinkNamed(sink)], settings);
  return toEach(sinks, context, async (opened, progress) => {
    const plan = planOf.get(opened.name);
    if (!plan) throw new Error(`there is no plan for ${opened.name}`);
    refuseUnwanted(plan, isWanted(await wishesOf(context, plan.site, edge)));
    return applyPlan(opened, history.outbox, plan, progress);
  });

  function refuseUnwanted({ steps, sink }: Plan, wanted: ReturnType<typeof isWanted>): void {
    const since = steps.filter((step) => !wanted(step));
    if (since.length === 0) return;
    const names = since.map(({ name, key }) => `${printable(name)} (${printable(key)})`);
    throw new UserError(
      exitCodes.changed,
      `push: since the plan was made, people decided against ${names.slice(0, 10).join(', ')}${names.length > 10 ? ' and others' : ''}; nothing was sent to ${sink}`,
      'Make a new plan, look at it, and push that one.',
    );
  }
}
