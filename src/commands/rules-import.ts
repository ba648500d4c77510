import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type NewRule, written } from '../config/rule-edit.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, exitCodes, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import { splitAlternatives } from '../workshop/alternatives.ts';
import { entriesOf, inQuotes, meaningOf } from '../workshop/entries.ts';
import { newRule, type RuleWish, wishFault } from '../workshop/new-rule.ts';
import { harmless, type Refusal } from './harmless-rules.ts';
import { ownRuleFile } from './own-rule-file.ts';
import { prepare } from './prepare.ts';
import { saveList } from './rule-edits.ts';
import { splitRuleFlags, wishOf } from './rule-flags.ts';
import { type RulesAddFlags, savedText } from './rules-add.ts';
import { readTraps } from './traps.ts';

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

  const there = new Set(entriesOf(prepared.rules).map((entry) => `${entry.rule.kind} ${meaningOf(entry)}`));
  const taken = new Set(prepared.rules.map(({ id }) => id));
  const today = edge.now().toISOString().slice(0, 10);
  const existing: string[] = [];
  const refused: Refusal[] = [];
  const candidates: NewRule[] = [];
  for (const text of texts) {
    const wish = { ...model, text };
    const fault = wishFault(wish);
    const meaning = `${wish.kind} ${meaningOf(wish)}`;
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
