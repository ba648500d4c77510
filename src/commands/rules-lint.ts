import { isInstalled, isShipped } from '../config/rule-sets.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import type { Organisation, RulePlace } from '../types.ts';
import type { Finding } from '../workshop/lint/finding.ts';
import { lint } from '../workshop/lint/index.ts';
import { lintText } from '../workshop/lint-text.ts';
import { type CommonFlags, type Prepared, prepare } from './prepare.ts';
import { readVisited } from './visited.ts';

export interface RulesLintFlags extends CommonFlags {
  json?: boolean;
  all?: boolean;
  /** False for `--no-run`. */
  run?: boolean;
}

/** `ga-leads rules lint`: what is wrong with the rules in force, and advice. Exit 2 if there are problems. */
export async function rulesLint(flags: RulesLintFlags, edge: Edge): Promise<number> {
  const { json, all, run = true, ...common } = flags;
  const prepared = await prepare(common, edge);
  const { settings, rules } = prepared;
  // The sample tells nothing of one's own rules, unless it is asked for by name.
  const looks = run && (settings.source !== 'sample' || flags.source === 'sample');
  const visited = looks ? await readVisited(settings, edge) : undefined;
  const { findings, isOwn } = findingsOn(prepared, visited?.organisations);
  edge.stdout.write(
    json
      ? `${JSON.stringify({ rules: rules.length, findings })}\n`
      : lintText(findings, rules.length, ({ rule }) => all === true || isOwn(rule)),
  );
  return findings.some(({ level }) => level === 'problem') ? exitCodes.input : exitCodes.done;
}

/** What is to be said about the rules in force; what an installed package holds is not the reader's to mend. */
export function findingsOn(
  { rules, classifier, ruleFiles }: Prepared,
  organisations: readonly Organisation[] | undefined,
): { findings: Finding[]; isOwn(rule: RulePlace): boolean } {
  const pathOf = new Map(ruleFiles.map((file) => [file.shown, file.path]));
  const isIn = (test: (path: string) => boolean) => (rule: RulePlace) => test(pathOf.get(rule.file) ?? '');
  const isOwn = isIn((file) => !isShipped(file) && !isInstalled(file));
  const findings = lint({ rules, classifier, isOwn, ...(organisations && { organisations }) });
  return { findings: findings.filter(({ rule }) => !isIn(isInstalled)(rule)), isOwn };
}
