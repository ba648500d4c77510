import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type NewRule, written } from '../config/rule-edit.ts';
import type { RuleFile } from '../config/rule-sets.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import { splitAlternatives } from '../workshop/alternatives.ts';
import { entriesOf, inQuotes, meaningOf } from '../workshop/entries.ts';
import { newRule, type RuleWish, wishFault } from '../workshop/new-rule.ts';
import type { Failure } from '../workshop/rule-tests.ts';
import type { Trap } from '../workshop/traps.ts';
import { ownRuleFile } from './own-rule-file.ts';
import { type Prepared, prepare } from './prepare.ts';
import { refuseBroken, saveList, tryList, withNewRules } from './rule-edits.ts';
import { splitRuleFlags, wishOf } from './rule-flags.ts';
import { type RulesAddFlags, savedText } from './rules-add.ts';
import { readTraps } from './traps.ts';

interface Refusal {
  text: string;
  reason: string;
}

/**
 * `ga-leads rules import`: a pattern's alternatives, or a file's lines, a rule each. What is wrong, breaks a
 * test or exists already is left out and told. Exit 2 if nothing could be taken that was refused.
 */
export async function rulesImport(given: string, flags: RulesAddFlags, edge: Edge): Promise<number> {
  const { file, traps, dryRun, ...others } = flags;
  const { ruleFlags, common } = splitRuleFlags(others);
  const model = wishOf('any', ruleFlags);
  const texts = await textsOf(given, model, edge);
  const prepared = await prepare(common, edge);
  const target = await ownRuleFile(prepared, file, edge);

  const there = new Set(entriesOf(prepared.rules).map(meaningOf));
  const taken = new Set(prepared.rules.map(({ id }) => id));
  const today = edge.now().toISOString().slice(0, 10);
  const existing: string[] = [];
  const refused: Refusal[] = [];
  const candidates: NewRule[] = [];
  for (const text of texts) {
    const wish = { ...model, text };
    const fault = wishFault(wish);
    const meaning = fault === undefined ? meaningOf(wish) : '';
    if (fault !== undefined) refused.push({ text, reason: fault });
    else if (there.has(meaning)) existing.push(text);
    else {
      const rule = newRule(wish, taken, today);
      candidates.push(rule);
      there.add(meaning);
      taken.add(rule.id);
    }
  }
  const { files, rules, broken } = harmless(prepared, target, candidates, await readTraps(traps, edge));
  refused.push(...broken);

  if (rules.length > 0) edge.stdout.write(written(rules));
  const say = (text: string) => edge.stderr.write(text);
  for (const { text, reason } of refused) say(`refused: ${inQuotes(text)}: ${printable(reason)}\n`);
  for (const text of existing) say(`exists already: ${inQuotes(text)}\n`);
  say(`${rules.length} taken, ${refused.length} refused, ${existing.length} exist already\n`);
  say(savedText(dryRun || rules.length === 0 ? [] : await saveList(prepared, files, target), edge));
  return rules.length === 0 && refused.length > 0 ? exitCodes.input : exitCodes.done;
}

/** The list with those of the rules that break no test, and why the others do. */
function harmless(
  prepared: Prepared,
  target: RuleFile,
  candidates: readonly NewRule[],
  traps: readonly Trap[],
): { files: RuleFile[]; rules: NewRule[]; broken: Refusal[] } {
  let rules = [...candidates];
  const refusals: Refusal[] = [];
  while (rules.length > 0) {
    const files = withNewRules(prepared.ruleFiles, target, rules);
    const { broken } = tryList(prepared, files, traps);
    if (broken.length === 0) return { files, rules, broken: refusals };
    const guilty = guiltyOf(broken);
    for (const rule of rules) {
      const failure = guilty.get(rule.id);
      if (failure) refusals.push({ text: textOf(rule), reason: reasonOf(failure, rule) });
    }
    const rest = rules.filter(({ id }) => !guilty.has(id));
    if (rest.length === rules.length) refuseBroken(broken);
    rules = rest;
  }
  return { files: prepared.ruleFiles, rules: [], broken: refusals };
}

function reasonOf({ name, rule, verdict, note }: Failure, { id }: NewRule): string {
  const quoted = inQuotes(name);
  if (rule?.id === id) {
    const by = verdict.rule ? `${verdict.rule.id} (${verdict.rule.file}:${verdict.rule.line})` : 'no rule';
    return `${quoted} never reaches it, as ${by} comes first`;
  }
  const what = verdict.kept ? 'keep' : 'exclude';
  const whose = rule
    ? `an example of ${rule.id} (${rule.file}:${rule.line})`
    : `a trap${note ? ` (${note})` : ''}`;
  return `it would ${what} ${quoted}, ${whose}`;
}

/** The first failure of each rule that is behind one: the rule that decides, or that has the example. */
function guiltyOf(broken: readonly Failure[]): Map<string, Failure> {
  const guilty = new Map<string, Failure>();
  for (const failure of broken) {
    for (const rule of [failure.verdict.rule, failure.rule]) {
      if (rule && !guilty.has(rule.id)) guilty.set(rule.id, failure);
    }
  }
  return guilty;
}

const textOf = ({ pattern, words, starts, exact }: NewRule): string =>
  pattern ?? [...(words ?? []), ...(starts ?? []), ...(exact ?? [])].join();

/** A file's lines without comments; else the alternatives of a pattern. */
async function textsOf(given: string, { way }: RuleWish, edge: Edge): Promise<string[]> {
  const place = path.resolve(edge.cwd, given);
  const text = await readFile(place, 'utf8').catch((error: unknown) => {
    const looksLikeFile = /^[^|()]+\.(txt|csv|tsv|ya?ml|list)$/i.test(given);
    if (errnoOf(error) === 'EISDIR' || looksLikeFile) {
      throw inputError(
        `${given} cannot be read (${errnoOf(error)})`,
        'Give a text file, one pattern a line.',
      );
    }
    return undefined;
  });
  const texts =
    text === undefined
      ? way === 'pattern'
        ? splitAlternatives(given)
        : given.split('|')
      : text
          .replace(/^\ufeff/, '')
          .split(/\r?\n/)
          .filter((line) => !/^\s*(#|$)/.test(line));
  if (texts.length > 0) return texts;
  throw inputError(
    `${given} holds no pattern`,
    'Give one pattern a line; lines that begin with # are comments.',
  );
}
