import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { errnoOf, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import type { Rule } from '../types.ts';
import { didYouMean } from './nearest.ts';
import { brokenExamples } from './rule-examples.ts';
import { parseRuleFile, type RuleProblem } from './rule-file.ts';

const shippedFolder = fileURLToPath(new URL('../../config/rules/', import.meta.url));
const mostBytes = 8_000_000;
const mostShown = 50;
const longestLine = 500;

/**
 * The rules of these sets, in their order. A set is a shipped name (`default`, `ga-segment`), or the path of
 * a YAML file or a folder of them, from `baseFolder`. `hash` is the SHA-256 of all that shapes verdicts.
 * Throws one UserError (exit 2) with every problem of every file as `file:line: rule id: message`.
 */
export async function loadRules(
  sets: readonly string[],
  baseFolder: string,
): Promise<{ rules: Rule[]; hash: string }> {
  const files = (await Promise.all(sets.map((set) => filesOf(set, baseFolder)))).flat();
  const parsed = await Promise.all(
    [...new Set(files)].map(async (file) => {
      const shown = shownAs(file, baseFolder);
      return parseRuleFile(await textOf(file, shown), shown);
    }),
  );
  const rules = parsed.flatMap((file) => file.rules);
  const problems = [...parsed.flatMap((file) => file.problems), ...doubleIds(rules)];
  if (problems.length === 0) problems.push(...brokenExamples(rules));
  if (problems.length > 0) throw wrongRules(problems);
  return { rules, hash: hashOf(rules) };
}

async function filesOf(set: string, baseFolder: string): Promise<string[]> {
  const isPath = /[/\\]|\.ya?ml$/i.test(set);
  const place = isPath ? path.resolve(baseFolder, set) : path.join(shippedFolder, set);
  for (const candidate of isPath ? [place] : [place, `${place}.yaml`]) {
    const found = await stat(candidate).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
      throw unreadable(candidate, error);
    });
    if (found?.isDirectory()) return filesIn(candidate, set);
    if (found) return [candidate];
  }
  if (isPath)
    throw inputError(`rules: ${place} does not exist`, 'Mend the path under `rules` in the settings.');
  const names = await shippedSets();
  throw inputError(
    `rules: there is no shipped set '${set}'${didYouMean(set, names)}`,
    `Shipped sets: ${names.join(', ')}. For a file of your own, give a path that ends in .yaml or holds a /.`,
  );
}

async function filesIn(folder: string, set: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
  if (names.length === 0) throw inputError(`rules: '${set}' (${folder}) holds no .yaml file`);
  return names.map((name) => path.join(folder, name));
}

const shippedSets = async (): Promise<string[]> =>
  [...new Set((await readdir(shippedFolder)).map((name) => name.replace(/\.ya?ml$/, '')))].sort();

/** The text of a file that must be UTF-8, without its byte order mark. */
async function textOf(file: string, shown: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  if (bytes.length > mostBytes) {
    throw inputError(`rules: ${shown} has ${bytes.length} bytes, more than a rule file may (${mostBytes})`);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Falls through: the message is the same.
  }
  throw inputError(`rules: ${shown} is not a UTF-8 text`, 'Save it as UTF-8 and run again.');
}

const unreadable = (file: string, error: unknown) =>
  inputError(
    `rules: ${file} cannot be read (${errnoOf(error) ?? String(error)})`,
    'See that it may be read.',
  );

function shownAs(file: string, baseFolder: string): string {
  const near = path.relative(baseFolder, file);
  if (!near.startsWith('..') && !path.isAbsolute(near)) return near.split(path.sep).join('/');
  const inShipped = path.relative(shippedFolder, file);
  return inShipped.startsWith('..') ? file : `ga-leads:rules/${inShipped.split(path.sep).join('/')}`;
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
