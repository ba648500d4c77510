import { type Classifier, compile } from '../classify/classifier.ts';
import { type FileChange, replaceFile } from '../config/replace-file.ts';
import { type NewRule, withoutRule, withRules } from '../config/rule-edit.ts';
import { isInstalled, type RuleFile } from '../config/rule-sets.ts';
import { type LoadedRules, rulesOf } from '../config/rules.ts';
import { inputError } from '../errors.ts';
import { type Failure, failureKey, testRules } from '../workshop/rule-tests.ts';
import { failureText } from '../workshop/rule-tests-text.ts';
import type { Trap } from '../workshop/traps.ts';
import { namedFirst } from './own-rule-file.ts';
import type { Prepared } from './prepare.ts';

/** The list with this file in the place of the one with its path, else as the first. */
export const withFile = (files: readonly RuleFile[], file: RuleFile): RuleFile[] =>
  files.some((other) => other.path === file.path)
    ? files.map((other) => (other.path === file.path ? file : other))
    : [file, ...files];

/** The list with these rules more, in a file of it or a new one. */
export const withNewRules = (
  files: readonly RuleFile[],
  file: RuleFile,
  rules: readonly NewRule[],
): RuleFile[] => {
  const there = files.find((other) => other.path === file.path) ?? file;
  return withFile(files, { ...there, text: withRules(there, rules) });
};

/** The list without the rule of that id. Refuses one of an installed package. */
export function withoutOldRule(
  files: readonly RuleFile[],
  rules: LoadedRules['rules'],
  id: string,
): RuleFile[] {
  const rule = rules.find((candidate) => candidate.id === id);
  const file = files.find(({ shown }) => shown === rule?.file);
  if (!rule || !file) {
    throw inputError(
      `no rule in force has the id ${id}`,
      'ga-leads explain NAME tells which rule decides on a name.',
    );
  }
  if (isInstalled(file.path)) {
    const flag = rule.kind === 'exclude' ? '--keep business' : '--exclude isp';
    throw inputError(
      `rule ${id} belongs to an installed package (${file.shown}:${rule.line}): an update would bring it back`,
      `Put a rule of your own before it: ga-leads rules add ${flag} --words 'NAME'`,
    );
  }
  return withFile(files, { ...file, text: withoutRule(file, id) });
}

/** The rules of an edited list, compiled with the second opinion of today, and which of its tests are wrong there that are right today. */
export function tryList(
  { rules, classifier }: Prepared,
  files: RuleFile[],
  traps: readonly Trap[],
): { next: LoadedRules; then: Classifier; broken: Failure[] } {
  const next = rulesOf(files);
  const then = compile(next.rules, { secondOpinion: classifier.opinion });
  const { failures } = testRules(next.rules, then, traps);
  if (failures.length === 0) return { next, then, broken: [] };
  const today = new Set(testRules(rules, classifier, traps).failures.map(failureKey));
  return { next, then, broken: failures.filter((failure) => !today.has(failureKey(failure))) };
}

const mostBroken = 10;

/** Refuses (UserError, exit 2) an edited list that breaks a test. */
export function refuseBroken(broken: readonly Failure[]): void {
  if (broken.length === 0) return;
  const lines = broken.slice(0, mostBroken).map((failure) => `  ${failureText(failure)}`);
  if (broken.length > mostBroken) lines.push(`  and ${broken.length - mostBroken} more`);
  throw inputError(
    `the change breaks ${broken.length === 1 ? 'a test' : `${broken.length} tests`} of the rules:\n${lines.join('\n')}`,
    'Nothing was written. Make it narrower; or, where a trap is none for you, give --traps a file of your own.',
  );
}

/** Writes an edited list, see `changesOf`. Returns the paths. */
export async function saveList(
  prepared: Prepared,
  files: readonly RuleFile[],
  read?: RuleFile,
): Promise<string[]> {
  const changes = await changesOf(prepared, files, read);
  for (const change of changes) await replaceFile(change);
  return changes.map((change) => change.path);
}

/**
 * What writing an edited list changes, in this order: the rule files that differ from what was read, and, where
 * one is new to the list, the settings, which name it first. `read` is what was read of a file that is no part of
 * the list yet.
 */
export async function changesOf(
  prepared: Prepared,
  files: readonly RuleFile[],
  read?: RuleFile,
): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const file of files) {
    const listed = prepared.ruleFiles.find((other) => other.path === file.path);
    const before = listed ?? read;
    if (before && before.text !== file.text)
      changes.push({ path: file.path, before: before.text, after: file.text });
    if (!listed) changes.push(await namedFirst(prepared, file));
  }
  return changes;
}
