import type { Edge } from '../edge.ts';
import { exitCodes } from '../errors.ts';
import { type CommonFlags, prepare } from './prepare.ts';
import { refuseBroken, saveList, tryList, withoutOldRule } from './rule-edits.ts';
import { savedText } from './rules-add.ts';
import { readTraps } from './traps.ts';

export interface RulesRemoveFlags extends CommonFlags {
  traps?: string;
  dryRun?: boolean;
}

/** `ga-leads rules remove`: rules cut out of their files, unless that breaks a test. */
export async function rulesRemove(ids: string[], flags: RulesRemoveFlags, edge: Edge): Promise<number> {
  const { traps, dryRun, ...common } = flags;
  const prepared = await prepare(common, edge);
  const files = ids.reduce((list, id) => withoutOldRule(list, prepared.rules, id), prepared.ruleFiles);
  refuseBroken(tryList(prepared, files, await readTraps(traps, edge)).broken);
  for (const { id, file, line } of prepared.rules) {
    if (ids.includes(id)) edge.stdout.write(`${id}: taken out of ${file}:${line}\n`);
  }
  edge.stderr.write(savedText(dryRun ? [] : await saveList(prepared, files), edge));
  return exitCodes.done;
}
