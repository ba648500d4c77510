import type { Plan } from '../../delivery/plan.ts';
import { type Action, actions, type Step } from '../../delivery/step.ts';
import { number, plural } from '../../numbers.ts';
import { printable } from '../../text.ts';
import { valueText } from './words.ts';

/**
 * The plan: a line for each lead and below it one for each field that changes or stays a person's. Those that are
 * unchanged are only counted. With `isWhole`, also the fields of those that are created.
 */
export function planLines(
  { sink, account, steps }: Plan,
  { title, cost }: { title: string; cost: string | undefined },
  isWhole: boolean,
): string {
  const told = steps.filter(({ action }) => action !== 'unchanged');
  const lines = told.flatMap((step) => stepLines(step, isWhole));
  const head = `${title}, ${printable(account)}: ${plural(steps.length, 'lead')}`;
  const costs = cost === undefined ? '' : `${sink}: ${printable(cost)}\n`;
  return [`${head}\n`, ...lines.map((line) => `${line}\n`), `${sink}: ${actionCounts(steps)}\n`, costs].join(
    '',
  );
}

const widest = Math.max(...actions.map((action) => action.length));

function stepLines({ action, name, key, remoteId, fields, kept, reason }: Step, isWhole: boolean): string[] {
  const id = remoteId === undefined ? '' : `, there as ${printable(remoteId)}`;
  const why = reason === undefined ? '' : `: ${printable(reason)}`;
  const changes = action === 'create' && !isWhole ? [] : fields;
  return [
    `  ${action.padEnd(widest)}  ${printable(name)} (${printable(key)}${id})${why}`,
    ...changes.map(
      (change) =>
        `      ${printable(change.field)}: ${action === 'create' ? '' : `${valueText(change.old)} → `}${valueText(change.new)}`,
    ),
    ...kept.map(
      ({ field, ours, theirs }) =>
        `      ${printable(field)}: stays ${valueText(theirs)}, a person's (ours ${valueText(ours)})`,
    ),
  ];
}

const words: Record<Action, string> = {
  create: 'to create',
  adopt: 'to adopt',
  update: 'to update',
  keep: 'where only values of people differ',
  unchanged: 'unchanged',
  skip: 'to skip',
  refuse: 'refused',
};

/** `31 to create, 12 to adopt, 254 unchanged` */
function actionCounts(steps: readonly Step[]): string {
  const counts = actions
    .map((action) => [action, steps.filter((step) => step.action === action).length] as const)
    .filter(([, leads]) => leads > 0)
    .map(([action, leads]) => `${number(leads)} ${words[action]}`);
  return counts.join(', ') || 'nothing to do';
}
