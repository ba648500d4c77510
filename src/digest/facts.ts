import type { StoredRun } from '../history/runs.ts';
import type { SightingTotals, StoredSighting } from '../history/sightings.ts';
import { notSetNote } from '../report/summary.ts';
import type { Past, Share, Sighting } from '../types.ts';
import type {
  DigestFacts,
  DigestLead,
  Figures,
  LeadList,
  Part,
  SecondLook,
  WindowFigures,
} from './digest.ts';

/** One window of the trend as the history has it; without leads where no run had just these days. */
export interface Window extends Omit<WindowFigures, 'figures'> {
  leads?: readonly SightingTotals[];
}

export interface FactParts {
  run: StoredRun;
  /** Of the segment, by rank. */
  leads: readonly StoredSighting[];
  /** Windows before, oldest first, the last one directly before. */
  earlier: readonly Window[];
  /** By key, of the leads. */
  past: ReadonlyMap<string, Past>;
  /** Keys of leads that people dismissed since. */
  dismissed: ReadonlySet<string>;
  /** Likeliest mistakes first. */
  secondLook: readonly SecondLook[];
  segment?: string;
}

/** How many of each are shown: a mail must stay under 100 kB, or some mail programs cut it. */
const most = {
  new: 12,
  returning: 5,
  rising: 6,
  others: 5,
  secondLook: 5,
  doubts: 3,
  reasons: 2,
  pages: 4,
  parts: 6,
};

/** What a digest tells of a run. */
export function factsOf({ run, earlier, past, segment, ...parts }: FactParts): DigestFacts {
  const { manifest } = run;
  const leads = parts.leads.filter(({ key }) => !parts.dismissed.has(key));
  const now = figuresOf(leads);
  const windows = earlier.map(({ leads: seen, ...window }): WindowFigures => {
    return { ...window, ...(seen && { figures: figuresOf(seen) }) };
  });
  const last = earlier.at(-1)?.leads;
  const before = windows.at(-1)?.figures;
  const section = (statuses: readonly (Sighting | undefined)[], limit: number): LeadList => {
    const of = leads.filter(({ status }) => statuses.includes(status));
    return { shown: of.slice(0, limit).map((one) => leadOf(one, past.get(one.key))), all: of.length };
  };
  const rising = section(['rising'], leads.length);
  rising.shown = rising.shown.sort((a, b) => growth(b) - growth(a)).slice(0, most.rising);
  const note = notSetNote(manifest.counts);
  return {
    site: run.site,
    ...(segment !== undefined && { segment }),
    days: run.days,
    ...(run.week !== undefined && { week: run.week }),
    ...(manifest.timeZone !== undefined && { timeZone: manifest.timeZone }),
    source: manifest.source.label,
    rows: manifest.counts.rows,
    organisations: manifest.counts.organisations,
    now,
    ...(before && { before }),
    windows: [...windows, { days: run.days, ...(run.week && { week: run.week }), figures: now }],
    new: section(['new'], most.new),
    returning: section(['returning'], most.returning),
    rising,
    others: section(['steady', 'cooling', undefined], most.others),
    types: partsOf(tally(leads), last && tally(last)),
    channels: partsOf(channelsOf(leads)),
    excluded: {
      ...excludedOf(run),
      dismissed: manifest.counts.dismissed + parts.leads.length - leads.length,
      secondLook: parts.secondLook
        .slice(0, most.secondLook)
        .map((one) => ({ ...one, reasons: one.reasons.slice(0, most.doubts) })),
    },
    quality: [
      ...manifest.quality.map(({ message, serious }) => ({ message, serious })),
      ...(note ? [{ message: note, serious: false }] : []),
    ],
  };
}

function figuresOf(leads: readonly SightingTotals[]): Figures {
  const known = leads.flatMap(({ metrics }) => metrics.sessions ?? []);
  const count = (status: Sighting) => leads.filter((lead) => lead.status === status).length;
  return {
    leads: leads.length,
    new: count('new'),
    rising: count('rising'),
    ...((known.length > 0 || leads.length === 0) && { sessions: known.reduce((sum, n) => sum + n, 0) }),
  };
}

function leadOf(sighting: StoredSighting, past: Past | undefined): DigestLead {
  const { name, domain, type, rank = 0, score = 0, status, metrics, previous, evidence, reasons } = sighting;
  const before = previous?.sessions ?? past?.sessions.at(-1);
  return {
    name,
    ...(domain !== undefined && { domain }),
    type,
    rank,
    score,
    ...(status && { status }),
    ...(metrics.sessions !== undefined && { sessions: metrics.sessions }),
    ...(before !== undefined && { before }),
    course: [...(past?.sessions.slice(0, -1) ?? []), before, metrics.sessions],
    pages: pagesOf(evidence.page ?? []).slice(0, most.pages),
    channels: (evidence.channel ?? []).slice(0, 2),
    countries: (evidence.country ?? []).slice(0, 2),
    // The pages stand beside them: the reason that only names pages would say so twice.
    reasons: reasons
      .filter(({ signal }) => signal !== 'intent')
      .slice(0, most.reasons)
      .map(({ text }) => text),
  };
}

const growth = ({ sessions = 0, before = 0 }: DigestLead): number => sessions - before;

/** Queries and fragments can hold what is one person's, and say little. */
function pagesOf(pages: readonly Share[]): Share[] {
  const views = new Map<string, number>();
  for (const { value, metrics } of pages) {
    const page = value.replace(/[?#].*$/s, '') || '/';
    views.set(page, (views.get(page) ?? 0) + (metrics.pageViews ?? metrics.sessions ?? 0));
  }
  return [...views]
    .sort(([, a], [, b]) => b - a)
    .map(([value, pageViews]) => ({ value, metrics: { ...(pageViews > 0 && { pageViews }) } }));
}

function tally(leads: readonly SightingTotals[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { type } of leads) counted.set(type, (counted.get(type) ?? 0) + 1);
  return counted;
}

function channelsOf(leads: readonly StoredSighting[]): Map<string, number> {
  const sessions = new Map<string, number>();
  for (const { evidence } of leads) {
    for (const { value, metrics } of evidence.channel ?? []) {
      sessions.set(value, (sessions.get(value) ?? 0) + (metrics.sessions ?? 0));
    }
  }
  return sessions;
}

/** The greatest; what is too many becomes one. */
function partsOf(now: ReadonlyMap<string, number>, before?: ReadonlyMap<string, number>): Part[] {
  const names = [...new Set([...now.keys(), ...(before?.keys() ?? [])])];
  const all = names
    .map((name) => ({ name, now: now.get(name) ?? 0, ...(before && { before: before.get(name) ?? 0 }) }))
    .sort((a, b) => b.now - a.now || (a.name < b.name ? -1 : 1));
  if (all.length <= most.parts) return all;
  const rest = all.slice(most.parts - 1);
  const sum = (of: (part: Part) => number) => rest.reduce((total, part) => total + of(part), 0);
  const others = {
    name: `${rest.length} others`,
    now: sum((part) => part.now),
    ...(before && { before: sum((part) => part.before ?? 0) }),
  };
  return [...all.slice(0, most.parts - 1), others];
}

function excludedOf({ manifest: { counts } }: StoredRun) {
  const byType = Object.entries(counts.excluded).map(([type, organisations]) => ({
    type,
    organisations,
    sessions: counts.sessions.byType[type as keyof typeof counts.excluded] ?? 0,
  }));
  const { notForUs, belowMinimum, onlyExcludedPages } = counts;
  return {
    byType: byType.sort((a, b) => b.organisations - a.organisations),
    notForUs,
    belowMinimum,
    onlyExcludedPages,
  };
}
