import * as z from 'zod';
import { inputError } from '../errors.ts';
import type { Plan } from './plan.ts';
import { actions } from './step.ts';

/** Plans that wait for a person's yes. */
export interface SavedPlans {
  /** The run's days that the leads are of: a week, or FROM_TO. */
  window: string;
  /** ISO time at which they were made. */
  at: string;
  /** One for each sink; only steps that do something, or that a person has to look at. */
  plans: Plan[];
}

const text = z.string().min(1).max(2_000);
const value = z.union([z.string().max(20_000), z.number()]);
const step = z.strictObject({
  key: text,
  name: z.string().max(2_000),
  domain: text.optional(),
  action: z.enum(actions),
  remoteId: text.optional(),
  fields: z.array(z.strictObject({ field: text, old: value.optional(), new: value })),
  kept: z.array(z.strictObject({ field: text, ours: value, theirs: value })),
  reason: z.string().optional(),
  desired: z.record(text, value),
  formerly: z.array(text).optional(),
});
const file = z.strictObject({
  tool: z.literal('ga-leads'),
  plan: z.literal(1, { error: 'expected 1: it was made by another version' }),
  window: text,
  at: z.iso.datetime(),
  plans: z
    .array(
      z.strictObject({
        sink: text,
        site: z.enum(['sample', 'own']),
        account: text,
        recreate: z.array(text),
        steps: z.array(step),
      }),
    )
    .min(1)
    .refine(
      (plans) => new Set(plans.map(({ sink }) => sink.toLowerCase())).size === plans.length,
      'one plan for each sink',
    ),
});

/** A plan as a file: without secrets. */
export function planText({ window, at, plans }: SavedPlans): string {
  const saved = plans.map(({ steps, ...plan }) => ({
    ...plan,
    steps: steps.filter(({ action }) => action !== 'unchanged' && action !== 'skip'),
  }));
  return `${JSON.stringify({ tool: 'ga-leads', plan: 1, window, at, plans: saved }, undefined, 2)}\n`;
}

/** Plans from a file's text. What is no plan is a UserError (exit 2). */
export function readPlans(json: string, name: string): SavedPlans {
  const again = 'Make it anew: ga-leads push --plan FILE, without --write.';
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw inputError(`plan: ${name} is no JSON (${error instanceof Error ? error.message : ''})`, again);
  }
  const found = file.safeParse(parsed);
  if (found.success) return found.data as SavedPlans;
  const [first] = found.error.issues;
  throw inputError(`plan: ${name}: ${first?.path.map(String).join('.')}: ${first?.message}`, again);
}
