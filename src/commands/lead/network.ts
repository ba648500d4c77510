import { type Classifier, compile } from '../../classify/classifier.ts';
import { type NewRule, written } from '../../config/rule-edit.ts';
import type { Edge } from '../../edge.ts';
import { exitCodes, inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { History } from '../../history/index.ts';
import type { KnownOrganisation } from '../../history/organisations.ts';
import type { Site } from '../../history/runs.ts';
import { withoutLegalForms } from '../../legal-forms.ts';
import { standingList } from '../../not-for-us.ts';
import { group } from '../../organisation/group.ts';
import { isVisited } from '../../pipeline.ts';
import { foldWords, printable } from '../../text.ts';
import { shellWord } from '../../workshop/commands.ts';
import { newRule } from '../../workshop/new-rule.ts';
import { changes, withScores } from '../../workshop/preview.ts';
import { previewText } from '../../workshop/preview-text.ts';
import { findOrganisation } from '../find-organisation.ts';
import { type HistoryFlags, plainWidth, siteOf, withHistoryOpen } from '../history/open.ts';
import { ownRuleFile } from '../own-rule-file.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { refuseBroken, saveList, tryList, withNewRules } from '../rule-edits.ts';
import { wishOf } from '../rule-flags.ts';
import { savedText } from '../rules-add.ts';
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
    const rule = ruleFor(namesOf(history, site, organisation), flags, prepared, edge);
    const target = await ownRuleFile(prepared, undefined, edge);
    const files = withNewRules(prepared.ruleFiles, target, [rule]);
    const { next, broken } = tryList(prepared, files, await readTraps(undefined, edge));
    refuseBroken(broken);
    edge.stdout.write(written([rule]));
    if (flags.write) {
      edge.stderr.write(savedText(await saveList(prepared, files, target), edge));
      return exitCodes.done;
    }
    const then = compile(next.rules, { secondOpinion: prepared.classifier.opinion });
    edge.stdout.write(`\n${await previewOn(history, site, prepared, then, edge)}`);
    edge.stderr.write(`to write the rule: ga-leads lead network ${shellWord(name)} --write\n`);
    return exitCodes.done;
  });

/** Every name under which it came, the one for display first. */
function namesOf(history: History, site: Site, { key, name }: KnownOrganisation): string[] {
  const spellings = history.sightings
    .timeline(site, key)
    .flatMap(({ run }) => history.sightings.one(run.id, key)?.spellings ?? []);
  return [...new Set([name, ...spellings].map(printable))];
}

const mostMatches = 10;

/** An exact rule for these names whatever their legal form, tested on the names themselves. */
function ruleFor(names: readonly string[], flags: NetworkFlags, prepared: Prepared, edge: Edge): NewRule {
  const { exclude, why } = flags;
  const exact = [...new Set(names.map((name) => withoutLegalForms(foldWords(name)).join(' ')))].filter(
    Boolean,
  );
  const [text] = exact;
  if (text === undefined) {
    throw inputError(`${names[0]} has no letter or digit that a rule could look for`, 'No rule was made.');
  }
  const none = { keep: undefined, words: undefined, starts: undefined, id: undefined, spares: undefined };
  const wish = wishOf(text, { ...none, exclude, why, exact: true, matches: [] });
  const taken = new Set(prepared.rules.map(({ id }) => id));
  const rule = { ...newRule(wish, taken, edge.now().toISOString().slice(0, 10)), exact };
  const finds = compile([{ ...rule, file: '', line: 0 }]);
  const matches = names.filter((name) => finds.hitOf(0, name)).slice(0, mostMatches);
  return { ...rule, matches };
}

const linesOfPreview = 20;

/** What other rules would change in the last run, for people. */
async function previewOn(
  history: History,
  site: Site,
  { settings, classifier, notForUs, aliases }: Prepared,
  then: Classifier,
  edge: Edge,
): Promise<string> {
  const run = history.runs.latest(site);
  const reading = run && history.readings.of(run.id);
  if (!reading) return 'what the last run read is not kept, so what the rule would change is not known\n';
  const { organisations } = await group(reading.rows(), { ...settings.organisations, aliases });
  const onList = standingList(notForUs, run.days.to);
  const ours = organisations.filter((one) => isVisited(one) && !onList(one));
  const preview = await withScores(changes(ours, classifier, then), reading, settings);
  return `${windowName(run.days)}: ${previewText(preview, linesOfPreview, edge.stdout.columns ?? plainWidth)}`;
}
