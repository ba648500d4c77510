import * as z from 'zod';
import { number } from '../../numbers.ts';
import type { SourceCheck } from '../../run-types.ts';
import type { Api } from './api.ts';
import type { Writing } from './collections.ts';
import { describe, problemsOf, stepsFor, unfilled, wrongConstants } from './fields.ts';
import { rowsOf } from './soql.ts';

const limits = z.object({ DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }) });
const organisations = z.object({ Name: z.string(), IsSandbox: z.boolean() });
const users = z.object({ Name: z.string(), Username: z.string() });

/** Whose organisation it is, as whom we write, what the day still allows, and what its fields lack. */
export async function check(api: Api, writing: Writing): Promise<SourceCheck> {
  const { organisation, user } = await api.session();
  const [theirs] = await rowsOf(api, organisations, {
    select: 'SELECT Id,Name,IsSandbox FROM Organization WHERE',
    lists: { Id: [organisation] },
  });
  const [who] = await rowsOf(api, users, {
    select: 'SELECT Id,Name,Username FROM User WHERE',
    lists: { Id: [user] },
  });
  const { DailyApiRequests: day } = await api.ask(limits, {
    method: 'GET',
    path: '/limits',
    repeatable: true,
  });
  const known = await describe(api, writing.object);
  const steps = stepsFor(writing, known);
  const bad = problemsOf(steps);
  return {
    facts: [
      ['organisation', `${theirs?.Name ?? '?'} (${organisation})${theirs?.IsSandbox ? ', a sandbox' : ''}`],
      ['user', `${who?.Name ?? '?'} (${who?.Username ?? user})`],
      ['fields', `${steps.length - bad.length} of ${steps.length} of ${writing.object} are as they must be`],
      ['requests left', `${number(day.Remaining)} of ${number(day.Max)} in 24 hours`],
    ],
    problems: [...bad, ...unfilled(writing, known), ...wrongConstants(writing, known)],
  };
}
