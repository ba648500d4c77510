import { isInstalled, isShipped } from '../config/rule-sets.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import type { RulePlace } from '../types.ts';
import { lint } from '../workshop/lint/index.ts';
import { lintText } from '../workshop/lint-text.ts';
import { type CommonFlags, prepare } from './prepare.ts';
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
  const { settings, rules, classifier, ruleFiles } = await prepare(common, edge);
  // The sample tells nothing of one's own rules, unless it is asked for by name.
  const looks = run && (settings.source !== 'sample' || flags.source === 'sample');
  const visited = looks ? await readVisited(settings, edge) : undefined;
  const pathOf = new Map(ruleFiles.map((file) => [file.shown, file.path]));
  const isIn = (test: (path: string) => boolean) => (rule: RulePlace) => test(pathOf.get(rule.file) ?? '');
  const isOwn = isIn((file) => !isShipped(file) && !isInstalled(file));
  const findings = lint({
    rules,
    classifier,
    isOwn,
    ...(visited && { organisations: visited.organisations }),
    // What an installed package holds is not the reader's to mend.
  }).filter(({ rule }) => !isIn(isInstalled)(rule));
  edge.stdout.write(
    json
      ? `${JSON.stringify({ rules: rules.length, findings })}\n`
      : lintText(findings, rules.length, ({ rule }) => all === true || isOwn(rule)),
  );
  return findings.some(({ level }) => level === 'problem') ? exitCodes.input : exitCodes.done;
}
