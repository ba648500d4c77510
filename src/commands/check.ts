import type { Edge } from '../edge.ts';
import { type ExitCode, exitCodes, UserError } from '../errors.ts';
import { progressLine } from '../report/progress.ts';
import type { SourceCheck } from '../run-types.ts';
import { prepareFolder } from '../sink/folder.ts';
import { sources } from '../source/index.ts';
import { printable } from '../text.ts';
import type { Rule } from '../types.ts';
import { type CommonFlags, prepare } from './prepare.ts';

const ruleCounts = (rules: readonly Rule[]): string => {
  const keep = rules.filter((rule) => rule.kind === 'keep').length;
  const examples = rules.reduce((sum, rule) => sum + rule.matches.length + rule.spares.length, 0);
  return `${rules.length} (${keep} keep, ${rules.length - keep} exclude), ${examples} examples hold`;
};

/** `ga-leads check`: are settings, rules and source all right? Exit 0, or the first problem's. */
export async function check(flags: CommonFlags, edge: Edge): Promise<number> {
  const { settings, file, rules } = await prepare(flags, edge);
  tellFact(edge, 'settings', file ?? 'none found: defaults');
  tellFact(edge, 'rules', `${settings.rules.join(', ')}: ${ruleCounts(rules)}`);
  await prepareFolder(settings.out);
  tellFact(edge, 'out', settings.out);
  tellFact(edge, 'source', settings.source);

  const progress = progressLine(edge, false);
  const ask = async () => (await sources[settings.source]({ settings, edge, progress })).check();
  return tellCheck(edge, exitCodes.source, () => ask().finally(() => progress.clear()));
}

/** A fact on stdout. */
export const tellFact = ({ stdout }: Pick<Edge, 'stdout'>, label: string, value: string): boolean =>
  stdout.write(`${`${label}:`.padEnd(14)} ${printable(value)}\n`);

/** Facts on stdout, then each problem with the step that mends it. Exit 0, `bad`, or that of what was thrown. */
export async function tellCheck(
  edge: Pick<Edge, 'stdout'>,
  bad: ExitCode,
  ask: () => Promise<SourceCheck>,
): Promise<number> {
  const { facts, problems, exitCode } = await answered();
  for (const [label, value] of facts) tellFact(edge, label, value);
  for (const { message, next } of problems)
    edge.stdout.write(`problem: ${printable(message)}\n  ${printable(next)}\n`);
  edge.stdout.write(problems.length === 0 ? 'all is well\n' : `${problems.length} to mend\n`);
  return exitCode;

  async function answered(): Promise<SourceCheck & { exitCode: ExitCode }> {
    try {
      const answer = await ask();
      return { ...answer, exitCode: answer.problems.length > 0 ? bad : exitCodes.done };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problem = { message: error.message, next: error.next ?? '' };
      return { facts: [], problems: [problem], exitCode: error.exitCode };
    }
  }
}
