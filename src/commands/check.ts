import type { Edge } from '../edge.ts';
import { type ExitCode, exitCodes, UserError } from '../errors.ts';
import { progressLine } from '../report/progress.ts';
import { prepareFolder } from '../sink/folder.ts';
import { sources } from '../source/index.ts';
import { printable } from '../text.ts';
import type { Rule, SourceCheck } from '../types.ts';
import { type CommonFlags, prepare } from './prepare.ts';

const ruleCounts = (rules: readonly Rule[]): string => {
  const keep = rules.filter((rule) => rule.kind === 'keep').length;
  const examples = rules.reduce((sum, rule) => sum + rule.matches.length + rule.spares.length, 0);
  return `${rules.length} (${keep} keep, ${rules.length - keep} exclude), ${examples} examples hold`;
};

/** `ga-leads check`: facts on stdout, and each problem with the step that mends it. Exit 0, or the first problem's. */
export async function check(flags: CommonFlags, edge: Edge): Promise<number> {
  const fact = (label: string, value: string) =>
    edge.stdout.write(`${`${label}:`.padEnd(14)} ${printable(value)}\n`);
  const { settings, file, rules } = await prepare(flags, edge);
  fact('settings', file ?? 'none found: defaults');
  fact('rules', `${settings.rules.join(', ')}: ${ruleCounts(rules)}`);
  await prepareFolder(settings.out);
  fact('out', settings.out);
  fact('source', settings.source);

  const progress = progressLine(edge, false);
  const { facts, problems, exitCode } = await checkSource().finally(() => progress.clear());
  for (const [label, value] of facts) fact(label, value);
  for (const { message, next } of problems)
    edge.stdout.write(`problem: ${printable(message)}\n  ${printable(next)}\n`);
  edge.stdout.write(problems.length === 0 ? 'all is well\n' : `${problems.length} to mend\n`);
  return exitCode;

  async function checkSource(): Promise<SourceCheck & { exitCode: ExitCode }> {
    try {
      const source = await sources[settings.source]({ settings, edge, progress });
      const answer = await source.check();
      return { ...answer, exitCode: answer.problems.length > 0 ? exitCodes.source : exitCodes.done };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const problem = { message: error.message, next: error.next ?? '' };
      return { facts: [], problems: [problem], exitCode: error.exitCode };
    }
  }
}
