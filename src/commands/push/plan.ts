import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../config/replace-file.ts';
import { subjectsOf } from '../../delivery/mapping.ts';
import { openSink } from '../../delivery/open.ts';
import { costOf, type Plan, plan } from '../../delivery/plan.ts';
import { planText, readPlans } from '../../delivery/plan-file.ts';
import type { Edge } from '../../edge.ts';
import { errnoOf, exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import { jsonLine } from '../../report/json.ts';
import { progressLine } from '../../report/progress.ts';
import { shellWord } from '../../workshop/commands.ts';
import { eachSink, exitOf, leftoversBy, type Push, type PushContext } from './deliver.ts';
import { planLines } from './plan-text.ts';

export interface PlanFlags {
  /** The file that it is saved into. */
  plan?: string;
  /** Also the fields of those that are created. */
  verbose?: boolean;
}

/** Tells what a push would do, sink by sink; changes nothing but the file that the plan is saved into. */
export async function tellPlan(push: Push, flags: PlanFlags, context: PushContext): Promise<number> {
  const { settings, history, edge, quiet, json } = context;
  const { sinks, selected, recreate } = push;
  const { site, days } = selected.run;
  const plans: Plan[] = [];
  const faults = await eachSink(sinks, edge, async (name) => {
    const opened = await openSink(name, settings, edge);
    const line = progressLine(edge, quiet);
    const made = await plan(opened, history.outbox, site, subjectsOf(selected.leads, opened.fields), {
      recreate,
      leftovers: leftoversBy(push, context, name),
      onProgress: (done, total) => line(`${name}: leads looked up`, done, total),
    }).finally(() => line.clear());
    plans.push(made);
    const about = { title: opened.title, cost: costOf(opened, made) };
    if (!json) edge.stdout.write(planLines(made, about, flags.verbose ?? false));
  });
  const text = planText({ window: windowName(days), at: edge.now().toISOString(), plans });
  if (json) edge.stdout.write(jsonLine(JSON.parse(text)));
  if (faults.length > 0) return exitOf(faults);
  const say = (note: string) => quiet || edge.stderr.write(note);
  if (flags.plan === undefined) say('nothing was changed: --write does it\n');
  else {
    await save(flags.plan, text, edge);
    const file = shellWord(flags.plan);
    say(`nothing was changed; the plan is in ${file}: ga-leads push --plan ${file} --write does just that\n`);
  }
  return exitCodes.done;
}

/** Another plan in that file gives way, another text does not (exit 2). */
async function save(file: string, text: string, { cwd }: Pick<Edge, 'cwd'>): Promise<void> {
  const target = path.resolve(cwd, file);
  const before = await readFile(target, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === undefined) throw error;
    // What is wrong with it, writing tells.
    return '';
  });
  if (before !== '') readPlans(before, file);
  await replaceFile({ path: target, before, after: text });
}
