import type { Settings } from '../config/schema.ts';
import type {
  Days,
  Evidence,
  Excluded,
  Lead,
  Organisation,
  Past,
  Reason,
  Share,
  Sighting,
  Verdict,
} from '../types.ts';
import { pageTest, viewsOf } from './pages.ts';
import { reasonsOf, scoreOf, type Weights } from './score.ts';
import { sightingOf } from './sighting.ts';
import { type Subject, volumeOf } from './signals.ts';

/** What is known besides the reading: the run's days, and what earlier runs saw, by organisation key. */
export interface Known {
  days?: Days;
  past?: ReadonlyMap<string, Past>;
}

export type RankSettings = Pick<Settings, 'minSessions' | 'pages' | 'weights'>;

/** Whether an organisation has enough visits to be a lead; `minSessions` counts sessions where known. */
export const hasEnough = ({ metrics }: Organisation, minSessions: number): boolean =>
  (volumeOf(metrics)?.visits ?? minSessions) >= minSessions;

// Shared by all leads of a source that has no details.
const nothingKnown: Evidence = {};
const noPages: Share[] = [];

/**
 * Leads by score, then sessions, then name, from kept organisations that have enough visits.
 * Those that read only pages which the settings leave out are no leads: `onlyExcludedPages`.
 */
export function rank(
  kept: readonly { organisation: Organisation; verdict: Verdict }[],
  evidenceOf: ReadonlyMap<string, Evidence>,
  settings: RankSettings,
  known: Known = {},
): { leads: Lead[]; onlyExcludedPages: Excluded[] } {
  const isIgnored = pageTest(settings.pages.exclude);
  const isIntent = pageTest(settings.pages.highIntent);
  const leads: Lead[] = [];
  const onlyExcludedPages: Excluded[] = [];
  for (const { organisation, verdict } of kept) {
    const found = evidenceOf.get(organisation.key) ?? nothingKnown;
    const pages = found.page?.filter((page) => !isIgnored(page.value));
    if (found.page?.length && pages?.length === 0) {
      onlyExcludedPages.push({ organisation, verdict });
      continue;
    }
    const evidence: Evidence = pages ? { ...found, page: pages } : found;
    const ignoredViews = viewsOf(found.page ?? noPages) - viewsOf(pages ?? noPages);
    const intentPages = pages?.filter((page) => isIntent(page.value)) ?? noPages;
    const past = known.past?.get(organisation.key);
    const subject = { organisation, verdict, evidence, ignoredViews, intentPages, past };
    leads.push(new RankedLead(subject, settings.weights, known.days));
  }
  leads.sort(
    (a, b) =>
      b.score - a.score ||
      (b.organisation.metrics.sessions ?? 0) - (a.organisation.metrics.sessions ?? 0) ||
      compareText(a.organisation.name, b.organisation.name) ||
      compareText(a.organisation.key, b.organisation.key),
  );
  for (const [index, lead] of leads.entries()) lead.rank = index + 1;
  return { leads, onlyExcludedPages };
}

/** Its reasons are worded when they are read: 200,000 leads with theirs would not fit in memory. */
class RankedLead implements Lead {
  rank = 0;
  readonly score: number;
  readonly sighting?: Sighting;
  readonly seen?: Days;
  readonly past?: Past;
  readonly #subject: Subject;
  readonly #weights: Weights;

  constructor(subject: Subject, weights: Weights, days: Days | undefined) {
    this.#subject = subject;
    this.#weights = weights;
    this.score = scoreOf(subject, weights);
    const sighting = sightingOf(subject.organisation, subject.past);
    if (sighting) this.sighting = sighting;
    if (subject.past) this.past = subject.past;
    const from = subject.past?.seen?.from ?? subject.evidence.day?.[0]?.value ?? days?.from;
    const to = subject.evidence.day?.at(-1)?.value ?? days?.to;
    if (from !== undefined && to !== undefined) this.seen = { from, to };
  }

  get organisation(): Organisation {
    return this.#subject.organisation;
  }

  get verdict(): Verdict {
    return this.#subject.verdict;
  }

  get evidence(): Evidence {
    return this.#subject.evidence;
  }

  get reasons(): Reason[] {
    return reasonsOf(this.#subject, this.#weights);
  }
}

/** By code unit: the same on every machine, whatever its locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
