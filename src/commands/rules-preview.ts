import path from 'node:path';
import { compile } from '../classify/classifier.ts';
import { type RuleFile, readRuleFile } from '../config/rule-sets.ts';
import { rulesOf } from '../config/rules.ts';
import type { Edge } from '../edge.ts';
import { exitCodes, inputError } from '../errors.ts';
import { printable } from '../text.ts';
import { previewJson, previewText } from '../workshop/preview-text.ts';
import { ownRuleFile } from './own-rule-file.ts';
import { type Prepared, prepare } from './prepare.ts';
import { withFile, withNewRules, withoutOldRule } from './rule-edits.ts';
import { type RuleFlags, splitRuleFlags, wishedRule } from './rule-flags.ts';
import { previewOn } from './stored-week.ts';
import { readVisited } from './visited.ts';

export interface RulesPreviewFlags extends RuleFlags {
  add?: string;
  remove?: string;
  limit?: number;
  json?: boolean;
}

/** Where stdout is no terminal, a table is made as wide as this. */
const plainWidth = 140;

/** `ga-leads rules preview`: what other rules would change on a run. Exit 6 if anything, else 0. */
export async function rulesPreview(
  file: string | undefined,
  flags: RulesPreviewFlags,
  edge: Edge,
): Promise<number> {
  const { add, remove, limit = 20, json, ...others } = flags;
  const { ruleFlags, common } = splitRuleFlags(others);
  if (file === undefined && add === undefined && remove === undefined) {
    throw inputError(
      'rules preview: nothing to compare',
      'Give an edited rule file, --add PATTERN or --remove ID.',
    );
  }
  const prepared = await prepare(common, edge);
  let files = file === undefined ? prepared.ruleFiles : await withEdited(prepared, file, edge);
  if (remove !== undefined) files = withoutOldRule(files, prepared.rules, remove);
  if (add !== undefined) {
    const rule = wishedRule(add, ruleFlags, prepared, edge);
    files = withNewRules(files, await ownRuleFile(prepared, undefined, edge), [rule]);
  }
  const next = compile(rulesOf(files).rules, { secondOpinion: prepared.classifier.opinion });
  const { reading, organisations } = await readVisited(prepared.settings, edge);
  const lastDay = reading.days?.to ?? edge.now().toISOString().slice(0, 10);
  const preview = await previewOn({ reading, organisations, lastDay }, prepared, next);
  if (!json) edge.stderr.write(`on ${printable(reading.label)}\n`);
  edge.stdout.write(
    json
      ? `${JSON.stringify({ source: reading.label, ...previewJson(preview, limit) })}\n`
      : previewText(preview, limit, edge.stdout.columns ?? plainWidth),
  );
  const isSame = preview.removed.length + preview.restored.length + preview.retyped.length === 0;
  return isSame ? exitCodes.done : exitCodes.changed;
}

/** The list with an edited file in the place of the one of its name, else as the first. */
async function withEdited({ ruleFiles, base }: Prepared, given: string, edge: Edge): Promise<RuleFile[]> {
  const place = path.resolve(edge.cwd, given);
  if (ruleFiles.some((file) => file.path === place)) {
    throw inputError(
      `${given} is in force itself: there is nothing to compare it with`,
      'Edit a copy of the same name in another folder, and preview that.',
    );
  }
  const edited = await readRuleFile(place, base);
  const namesake = ruleFiles.find((file) => path.basename(file.path) === path.basename(place));
  const where = namesake ? `in the place of ${namesake.shown}` : 'before all others';
  edge.stderr.write(`${printable(edited.shown)}: read ${where}\n`);
  return withFile(ruleFiles, namesake ? { ...edited, path: namesake.path } : edited);
}
