import { exitCodes, UserError } from '../errors.ts';
import type { Outbox } from '../history/outbox.ts';
import { number, plural } from '../numbers.ts';
import { type DeliveryResult, deliver } from './deliver.ts';
import type { OpenSink } from './open.ts';
import { type Plan, type PlanOptions, plan } from './plan.ts';
import type { Step } from './step.ts';

const mostChanges = 10;

/**
 * Does what a saved plan says, with its values, and nothing else. If any of its steps would be another one by
 * now, nothing is done: UserError (exit 6) that tells what changed.
 */
export async function applyPlan(
  opened: OpenSink,
  outbox: Outbox,
  saved: Plan,
  { onProgress }: Pick<PlanOptions, 'onProgress'> = {},
): Promise<DeliveryResult> {
  const options = {
    leftovers: () => false,
    recreate: new Set(saved.recreate),
    ...(onProgress && { onProgress }),
  };
  const changes = changesSince(saved, await plan(opened, outbox, saved.site, saved.steps, options));
  if (changes.length === 0) return deliver(opened, outbox, saved.site, saved.steps, options);
  const more = changes.length > mostChanges ? [`and ${number(changes.length - mostChanges)} more`] : [];
  throw new UserError(
    exitCodes.changed,
    `push: ${plural(changes.length, 'thing')} changed since the plan was made; nothing was sent to ${opened.title}:\n` +
      [...changes.slice(0, mostChanges), ...more].map((line) => `  ${line}`).join('\n'),
    'Make a new plan, look at it, and push that one.',
  );
}

/**
 * What is different by now, one line each. What the plan wanted and is there already is no change: a push of it
 * that was broken off can be run again.
 */
function changesSince(saved: Plan, fresh: Plan): string[] {
  if (saved.account !== fresh.account) {
    return [`the plan is for the account ${saved.account}, and this is ${fresh.account}`];
  }
  const now = new Map(fresh.steps.map((step) => [step.key, step]));
  return saved.steps.flatMap((before) => {
    const after = now.get(before.key);
    if (after === undefined || after.action === 'unchanged') return [];
    const [was, is] = [before, after].map(inWords);
    return was === is ? [] : [`${before.name}: was ${was}, is ${is}`];
  });
}

function inWords({ action, remoteId, fields, kept, reason }: Step): string {
  const changes = fields.map(
    ({ field, old, new: ours }) => `${field} ${JSON.stringify(old ?? '')} → ${JSON.stringify(ours)}`,
  );
  const stays = kept.map(({ field, theirs }) => `${field} stays ${JSON.stringify(theirs)}`);
  const what = [...changes, ...stays, ...(reason === undefined ? [] : [reason])].join(', ');
  return `${action}${remoteId === undefined ? '' : ` ${remoteId}`}${what && ` (${what})`}`;
}
