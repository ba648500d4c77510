import type { Classifier } from '../../classify/classifier.ts';
import { written } from '../../config/rule-edit.ts';
import type { Edge } from '../../edge.ts';
import { exitCodes } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { Site } from '../../history/runs.ts';
import { shellWord } from '../../workshop/commands.ts';
import { previewText as textOfPreview } from '../../workshop/preview-text.ts';
import { findOrganisation } from '../find-organisation.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from '../history/open.ts';
import { ownRuleFile } from '../own-rule-file.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { refuseBroken, saveList, tryList, withNewRules } from '../rule-edits.ts';
import { wishKind } from '../rule-flags.ts';
import { namesOf, ruleForNames } from '../rule-for-names.ts';
import { savedText } from '../rules-add.ts';
import { previewOn, storedWeek } from '../stored-week.ts';
import { readTraps } from '../traps.ts';

export interface NetworkFlags extends HistoryFlags {
  exclude: string;
  why?: string;
  write?: boolean;
}

/**
 * `ga-leads lead network`: a rule that excludes an organisation by all names that it came under. It shows the
 * rule and what it would change in the last run; `--write` puts it into a rule file of one's own.
 */
export const network = (name: string, flags: NetworkFlags, edge: Edge): Promise<number> =>
  withHistoryOpen(flags, edge, async ({ history }) => {
    const site = siteOf(history, flags, edge);
    const organisation = findOrganisation(history, site, name);
    const prepared = await prepare(flags.config === undefined ? {} : { config: flags.config }, edge);
    const wish = { ...wishKind({ keep: undefined, exclude: flags.exclude }), why: flags.why };
    const today = edge.now().toISOString().slice(0, 10);
    const rule = ruleForNames(namesOf(history, site, organisation), wish, prepared, today);
    const target = await ownRuleFile(prepared, undefined, edge);
    const files = withNewRules(prepared.ruleFiles, target, [rule]);
    const { then, broken } = tryList(prepared, files, await readTraps(undefined, edge));
    refuseBroken(broken);
    edge.stdout.write(written([rule]));
    if (flags.write) {
      edge.stderr.write(savedText(await saveList(prepared, files, target), edge));
      return exitCodes.done;
    }
    edge.stdout.write(`\n${await previewText(history, site, prepared, then, edge)}`);
    edge.stderr.write(`to write the rule: ga-leads lead network ${shellWord(name)} --write\n`);
    return exitCodes.done;
  });

const linesOfPreview = 20;

/** What other rules would change in the last run, for people. */
async function previewText(
  history: History,
  site: Site,
  prepared: Prepared,
  then: Classifier,
  edge: Edge,
): Promise<string> {
  const run = history.runs.latest(site);
  const week = run && (await storedWeek(history, run, prepared));
  if (!week) return 'what the last run read is not kept, so what the rule would change is not known\n';
  const preview = await previewOn(week, prepared, then);
  return `${windowName(run.days)}: ${textOfPreview(preview, linesOfPreview, edge.stdout.columns ?? plainWidth)}`;
}
