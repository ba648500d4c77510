import { ownRuleFile } from '../../commands/own-rule-file.ts';
import type { Prepared } from '../../commands/prepare.ts';
import { withFile, withNewRules, withoutOldRule } from '../../commands/rule-edits.ts';
import { withRuleBlock } from '../../config/rule-block.ts';
import type { NewRule } from '../../config/rule-edit.ts';
import { parseRuleFile } from '../../config/rule-file.ts';
import { isInstalled, type RuleFile } from '../../config/rule-sets.ts';
import type { Edge } from '../../edge.ts';
import { inputError } from '../../errors.ts';
import type { Rule } from '../../types.ts';

/** What a change makes of the list of rules; nothing is written yet. */
export interface Edit {
  /** The whole list as it would be. */
  files: RuleFile[];
  /** The file that changes, as it is now. */
  target: RuleFile;
  /** The id of the rule that it is about, as it will be. */
  id: string;
  /** For the list of versions: what was done. */
  summary: string;
}

/** How an edit comes about from the files as they are at that moment. */
export type EditOf = (prepared: Prepared) => Promise<Edit>;

/** Rules more in the first file of one's own. */
export const addition =
  (ruleOf: (prepared: Prepared) => NewRule, edge: Edge): EditOf =>
  async (prepared) => {
    const rule = ruleOf(prepared);
    const target = await ownRuleFile(prepared, undefined, edge);
    const files = withNewRules(prepared.ruleFiles, target, [rule]);
    return { files, target, id: rule.id, summary: `${rule.id} added: ${rule.why}` };
  };

/** Another text for one rule. */
export const replacement =
  (id: string, text: string): EditOf =>
  async ({ rules, ruleFiles }) => {
    const target = editable(id, rules, ruleFiles);
    const files = withFile(ruleFiles, { ...target, text: withRuleBlock(target, id, text) });
    const then = parseRuleFile(text, target.shown).rules[0]?.id ?? id;
    return { files, target, id: then, summary: `${id} changed` };
  };

/** One rule less. */
export const removal =
  (id: string): EditOf =>
  async ({ rules, ruleFiles }) => ({
    target: editable(id, rules, ruleFiles),
    files: withoutOldRule(ruleFiles, rules, id),
    id,
    summary: `${id} removed`,
  });

/** The file of a rule that may be edited. UserError (exit 2) where there is no such rule, or it is not ours to edit. */
export function editable(id: string, rules: readonly Rule[], files: readonly RuleFile[]): RuleFile {
  const rule = rules.find((one) => one.id === id);
  const file = files.find(({ shown }) => shown === rule?.file);
  if (!rule || !file) throw inputError(`there is no rule ${id} any more`, 'Look for it among the rules.');
  if (!isInstalled(file.path)) return file;
  throw inputError(
    `rule ${id} belongs to an installed package (${file.shown}:${rule.line}): an update would undo the change`,
    'Put a rule of your own before it: yours are read first.',
  );
}
