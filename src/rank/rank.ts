import type { Settings } from '../config/schema.ts';
import type { Evidence, Lead, Organisation, Verdict } from '../types.ts';
import { pageTest, viewsOf } from './pages.ts';
import { reasonsOf, scoreOf, type Weights } from './score.ts';
import { sightingOf } from './sighting.ts';
import { type Subject, volumeOf } from './signals.ts';

export type RankSettings = Pick<Settings, 'minSessions' | 'pages' | 'weights'>;

/** Whether an organisation has enough visits to be a lead; `minSessions` counts sessions where known. */
export const hasEnough = ({ metrics }: Organisation, minSessions: number): boolean =>
  (volumeOf(metrics)?.visits ?? minSessions) >= minSessions;

/**
 * Leads by score, then sessions, then name, from kept organisations that have enough visits.
 * Those that read only pages which the settings leave out are no leads: `onlyExcludedPages` counts them.
 */
export function rank(
  kept: readonly { organisation: Organisation; verdict: Verdict }[],
  evidenceOf: ReadonlyMap<string, Evidence>,
  settings: RankSettings,
): { leads: Lead[]; onlyExcludedPages: number } {
  const isIgnored = pageTest(settings.pages.exclude);
  const isIntent = pageTest(settings.pages.highIntent);
  const leads: Lead[] = [];
  let onlyExcludedPages = 0;
  for (const { organisation, verdict } of kept) {
    const found = evidenceOf.get(organisation.key) ?? {};
    const pages = found.page?.filter((page) => !isIgnored(page.value));
    if (found.page?.length && pages?.length === 0) {
      onlyExcludedPages++;
      continue;
    }
    const evidence: Evidence = pages ? { ...found, page: pages } : found;
    const ignoredViews = viewsOf(found.page ?? []) - viewsOf(pages ?? []);
    const intentPages = (pages ?? []).filter((page) => isIntent(page.value));
    const subject = { organisation, verdict, evidence, ignoredViews, intentPages };
    leads.push(leadOf(subject, settings.weights));
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

/** Reasons are worded when they are read: 200,000 leads with theirs would not fit in memory. */
function leadOf(subject: Subject, weights: Weights): Lead {
  const { organisation, verdict, evidence } = subject;
  const { score } = scoreOf(subject, weights);
  const sighting = sightingOf(organisation);
  return {
    rank: 0,
    organisation,
    verdict,
    score,
    get reasons() {
      return reasonsOf(subject, scoreOf(subject, weights));
    },
    evidence,
    ...(sighting && { sighting }),
  };
}

/** By code unit: the same on every machine, whatever its locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
