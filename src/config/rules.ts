import { createHash } from 'node:crypto';
import { inputError } from '../errors.ts';
import { printable } from '../text.ts';
import type { Rule } from '../types.ts';
import { remembered } from './rule-cache.ts';
import { brokenExamples } from './rule-examples.ts';
import { parseRuleFile, type RuleProblem } from './rule-file.ts';
import { type RuleFile, readRuleFiles } from './rule-sets.ts';

const mostShown = 50;
const longestLine = 500;

export interface LoadedRules {
  rules: Rule[];
  /** SHA-256 of all that shapes verdicts. */
  hash: string;
  /** What the rules were read from, in order. */
  files: RuleFile[];
}

/**
 * The rules of these sets, in their order; see `readRuleFiles`. Throws one UserError (exit 2) with every
 * problem of every file as `file:line: rule id: message`. `cache` is the folder of `cacheFolder`.
 */
export async function loadRules(
  sets: readonly string[],
  baseFolder: string,
  cache?: string,
): Promise<LoadedRules> {
  const files = await readRuleFiles(sets, baseFolder);
  return { ...(await remembered(cache, files, () => rulesOf(files))), files };
}

/** The rules of files that were read, checked as `loadRules` does. */
export function rulesOf(files: RuleFile[]): LoadedRules {
  const parsed = files.map(parsedOnce);
  const rules = parsed.flatMap((file) => file.rules);
  const problems = [...parsed.flatMap((file) => file.problems), ...doubleIds(rules)];
  if (problems.length === 0) problems.push(...brokenExamples(rules));
  if (problems.length > 0) throw wrongRules(problems);
  if (rules.length === 0) {
    throw inputError(
      `rules: ${files.map(({ shown }) => shown).join(', ')} hold no rule: nothing would be excluded`,
      'Put a rule into them, or name a set that has some, e.g. default, under `rules` in the settings.',
    );
  }
  return { rules, hash: hashOf(rules), files };
}

// Of an edited list all files but one are those that were read before; to parse them takes longest.
const parsedFiles = new WeakMap<RuleFile, ReturnType<typeof parseRuleFile>>();

function parsedOnce(file: RuleFile): ReturnType<typeof parseRuleFile> {
  const parsed = parsedFiles.get(file) ?? parseRuleFile(file.text, file.shown);
  parsedFiles.set(file, parsed);
  return parsed;
}

function doubleIds(rules: readonly Rule[]): RuleProblem[] {
  const first = new Map<string, Rule>();
  return rules.flatMap((rule) => {
    const other = first.get(rule.id);
    if (other) return [{ ...rule, message: `this id is taken, by ${other.file}:${other.line}` }];
    first.set(rule.id, rule);
    return [];
  });
}

function wrongRules(problems: readonly RuleProblem[]) {
  const lines = problems
    .slice(0, mostShown)
    .map(({ file, line, id, message }) => `${file}:${line}: ${id ? `rule ${id}: ` : ''}${message}`)
    .map((text) => `  ${printable(text).slice(0, longestLine)}`);
  if (problems.length > mostShown) lines.push(`  and ${problems.length - mostShown} more`);
  const count = problems.length === 1 ? 'a rule is wrong' : `${problems.length} problems in the rules`;
  return inputError(`${count}:\n${lines.join('\n')}`, 'Mend the lines above and run again.');
}

function hashOf(rules: readonly Rule[]): string {
  const shape = rules.map((rule) => {
    const { id, type, pattern, words, starts, exact, looks, confidence } = rule;
    return { id, type, pattern, words, starts, exact, looks, confidence };
  });
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}
