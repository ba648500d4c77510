import type { Classifier } from './classify/classifier.ts';
import { verdictOf } from './classify/organisation.ts';
import { withoutPersonal } from './classify/personal.ts';
import type { Settings } from './config/schema.ts';
import { exitCodes, UserError } from './errors.ts';
import { standingList } from './not-for-us.ts';
import { collectEvidence } from './organisation/evidence.ts';
import { group } from './organisation/group.ts';
import { hasEnough, rank } from './rank/rank.ts';
import type { Counts, QualityFlag, Reading, RunResult, Source } from './run-types.ts';
import type { Alias, Days, Excluded, Left, NotForUs, Organisation, Past } from './types.ts';

export type PipelineEvent =
  | { stage: 'opened'; reading: Reading }
  | { stage: 'grouped'; organisations: number }
  | { stage: 'classified'; kept: number; excluded: number }
  | { stage: 'flag'; flag: QualityFlag };

export interface PipelineParts {
  source: Source;
  classifier: Classifier;
  settings: Settings;
  notForUs: readonly NotForUs[];
  aliases: readonly Alias[];
  /** YYYY-MM-DD, for a source that does not say which days it holds. */
  today: string;
  /** The days that the user says a source holds which cannot be asked for days. */
  days?: Days;
  memory?: Memory;
  /** SHA-256 of the rules and of the settings that shape the lists. */
  hashes: { rules: string; settings: string };
  version: string;
  on(event: PipelineEvent): void;
}

/** What earlier runs and people's decisions know; see history/. */
export interface Memory {
  pastOf(days: Days, organisations: readonly Organisation[]): ReadonlyMap<string, Past>;
  /** Whether the organisation of a key is dismissed on a day (YYYY-MM-DD). */
  dismissedOn(day: string): (key: string) => boolean;
}

/**
 * The whole flow: rows are read and grouped into organisations, each gets a verdict, details are read for
 * the kept ones, and these are ranked. Writes nothing. Under `strict`, a serious quality flag is exit 5.
 */
export async function runPipeline(parts: PipelineParts): Promise<RunResult> {
  const { settings, classifier, on } = parts;
  const reading = await parts.source.open();
  on({ stage: 'opened', reading });

  const grouped = await group(reading.rows(), { ...settings.organisations, aliases: parts.aliases });
  const visited = grouped.organisations.filter(isVisited);
  on({ stage: 'grouped', organisations: visited.length });

  const judged = withoutPersonal(
    visited.map((organisation) => ({ organisation, verdict: verdictOf(organisation, classifier) })),
  );
  const days = parts.days ?? reading.days;
  const lastDay = days?.to ?? parts.today;
  const excluded = judged.filter(({ verdict }) => !verdict.kept);
  const onList = standingList(parts.notForUs, lastDay);
  const isDismissed = parts.memory?.dismissedOn(lastDay) ?? (() => false);
  const notForUs: Excluded[] = [];
  const left: Left[] = [];
  const kept: Excluded[] = [];
  for (const one of judged.filter(({ verdict }) => verdict.kept)) {
    const entry = onList(one.organisation);
    if (entry) notForUs.push({ ...one, notForUs: entry });
    else if (isDismissed(one.organisation.key)) left.push({ ...one, fate: 'dismissed' });
    else kept.push(one);
  }
  const enough: Excluded[] = [];
  on({ stage: 'classified', kept: kept.length, excluded: judged.length - kept.length });

  const dismissed = left.length;
  for (const one of kept) {
    if (hasEnough(one.organisation, settings.minSessions)) enough.push(one);
    else left.push({ ...one, fate: 'belowMinimum' });
  }

  const organisations = enough.map(({ organisation }) => organisation);
  const names = organisations.flatMap(({ spellings }) => spellings);
  const evidence = await collectEvidence(organisations, reading.details(names));
  const past = days && parts.memory?.pastOf(days, organisations);
  const { leads, onlyExcludedPages } = rank(enough, evidence, settings, {
    ...(days && { days }),
    ...(past && { past }),
  });

  const { flags, quota, requests } = reading.outcome();
  for (const flag of flags) on({ stage: 'flag', flag });
  failIfStrict(flags, settings.strict);

  const counts: Counts = {
    rows: grouped.rows,
    names: grouped.names,
    organisations: visited.length,
    excluded: tally(excluded, ({ verdict }) => verdict.type),
    notForUs: notForUs.length,
    dismissed,
    belowMinimum: kept.length - enough.length,
    onlyExcludedPages: onlyExcludedPages.length,
    leads: leads.length,
    sightings: tally(leads, ({ sighting }) => sighting),
    sessions: sessionsOf(judged),
  };
  return {
    leads,
    excluded: [...notForUs, ...excluded],
    left: [...left, ...onlyExcludedPages.map((one) => ({ ...one, fate: 'onlyExcludedPages' as const }))],
    manifest: {
      tool: 'ga-leads',
      version: parts.version,
      source: { kind: settings.source, label: reading.label, query: reading.query },
      ...(days && { days }),
      ...(reading.timeZone && { timeZone: reading.timeZone }),
      hashes: parts.hashes,
      counts,
      quality: flags,
      ...(quota && { quota }),
      requests,
    },
  };
}

/** Not one that only the window before has. */
export const isVisited = ({ metrics, previous }: Organisation): boolean =>
  previous === undefined || Object.values(metrics).some((value) => value > 0);

function failIfStrict(flags: readonly QualityFlag[], strict: boolean): void {
  const serious = flags.filter((flag) => flag.serious);
  if (!strict || serious.length === 0) return;
  throw new UserError(
    exitCodes.quality,
    `the source's answer is not complete (${serious.map(({ flag }) => flag).join(', ')}), and strict is set; nothing was written`,
    'Run without --strict to get the lists all the same, with the flags in run.json.',
  );
}

/** How many subjects have each word; those without one are not counted. */
function tally<T, Word extends string>(
  subjects: readonly T[],
  wordOf: (subject: T) => Word | undefined,
): Partial<Record<Word, number>> {
  const counted: Partial<Record<Word, number>> = {};
  for (const subject of subjects) {
    const word = wordOf(subject);
    if (word !== undefined) counted[word] = (counted[word] ?? 0) + 1;
  }
  return counted;
}

function sessionsOf(judged: readonly Excluded[]): Counts['sessions'] {
  const sessions: Counts['sessions'] = { total: 0, byType: {} };
  for (const { organisation, verdict } of judged) {
    const n = organisation.metrics.sessions ?? 0;
    sessions.total += n;
    sessions.byType[verdict.type] = (sessions.byType[verdict.type] ?? 0) + n;
  }
  return sessions;
}
