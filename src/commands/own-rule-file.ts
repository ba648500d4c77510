import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileChange } from '../config/replace-file.ts';
import { withRuleSet } from '../config/rule-edit.ts';
import { isInstalled, type RuleFile, readRuleFile, shownAs } from '../config/rule-sets.ts';
import type { Edge } from '../edge.ts';
import { errnoOf, inputError } from '../errors.ts';
import type { Prepared } from './prepare.ts';

/**
 * The file that rules are added to: `given` (from the working folder), else the first file of their own that
 * the settings name, else my-rules.yaml beside the settings. A file that does not exist is an empty one.
 */
export async function ownRuleFile(
  prepared: Prepared,
  given: string | undefined,
  edge: Edge,
): Promise<RuleFile> {
  const { base, ruleFiles } = prepared;
  const place = placeOf(prepared, given, edge);
  if (!/\.ya?ml$/i.test(place)) {
    throw inputError(`${place} is no name for a rule file`, 'Give --file a name that ends in .yaml.');
  }
  if (isInstalled(place)) {
    throw inputError(
      `${shownAs(place, base)} belongs to an installed package: an update would undo the change`,
      'Leave --file out, and the rule goes into a file of your own, which is read first.',
    );
  }
  const there = ruleFiles.find((file) => file.path === place);
  if (there) return there;
  return ruleFileAt(place, base);
}

/** A rule file by its absolute path; one that does not exist is an empty one. */
export const ruleFileAt = (place: string, base: string): Promise<RuleFile> =>
  readRuleFile(place, base).catch((error: unknown) => {
    if (!(error instanceof Error) || errnoOf(error.cause) !== 'ENOENT') throw error;
    return { path: place, shown: shownAs(place, base), text: '' };
  });

function placeOf({ settings, base, file }: Prepared, given: string | undefined, { cwd }: Edge): string {
  if (given !== undefined) return path.resolve(cwd, given);
  const named = settings.rules
    .filter((set) => /\.ya?ml$/i.test(set))
    .map((set) => path.resolve(base, set))
    .find((own) => !isInstalled(own));
  if (named !== undefined) return named;
  return path.join(file ? path.dirname(file) : path.join(base, 'config'), 'my-rules.yaml');
}

/** The settings with a rule file named first; they are made if there are none. */
export async function namedFirst(
  { settings, base, file }: Prepared,
  { path: place }: RuleFile,
): Promise<FileChange> {
  const settingsFile = file ?? path.join(base, 'config', 'ga-leads.yaml');
  const before = file ? (await readFile(file, 'utf8')).replace(/^\ufeff/, '') : '';
  const set = path.relative(base, place).split(path.sep).join('/');
  return { path: settingsFile, before, after: withRuleSet(before, set, settings.rules) };
}
