import path from 'node:path';
import { written } from '../config/rule-edit.ts';
import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { ownRuleFile } from './own-rule-file.ts';
import { prepare } from './prepare.ts';
import { refuseBroken, saveList, tryList, withNewRules } from './rule-edits.ts';
import { type RuleFlags, splitRuleFlags, wishedRule } from './rule-flags.ts';
import { readTraps } from './traps.ts';

export interface RulesAddFlags extends RuleFlags {
  file?: string;
  traps?: string;
  dryRun?: boolean;
}

/** `ga-leads rules add`: one rule more in a file of one's own, unless it breaks a test. */
export async function rulesAdd(text: string, flags: RulesAddFlags, edge: Edge): Promise<number> {
  const { file, traps, dryRun, ...others } = flags;
  const { ruleFlags, common } = splitRuleFlags(others);
  const prepared = await prepare(common, edge);
  const target = await ownRuleFile(prepared, file, edge);
  const rule = wishedRule(text, ruleFlags, prepared, edge);
  const files = withNewRules(prepared.ruleFiles, target, [rule]);
  refuseBroken(tryList(prepared, files, await readTraps(traps, edge)).broken);
  edge.stdout.write(written([rule]));
  const saved = dryRun ? [] : await saveList(prepared, files, target);
  edge.stderr.write(savedText(saved, edge));
  return exitCodes.done;
}

/** What was written, for people. */
export const savedText = (files: readonly string[], { cwd }: Edge): string =>
  files.length === 0
    ? 'nothing was written\n'
    : `written: ${files.map((file) => path.relative(cwd, file) || file).join(', ')}\n`;
