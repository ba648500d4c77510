import { windowName } from '../../history/days.ts';
import type { StoredRun } from '../../history/runs.ts';
import type { StoredSighting } from '../../history/sightings.ts';
import type { Standing } from '../../history/standing.ts';
import type { Share } from '../../types.ts';
import { countryOfLead } from '../leads/view.ts';

/** How a window's list came out. */
export interface WindowFigures {
  window: string;
  names: number;
  organisations: number;
  /** Organisations that the rules keep. */
  kept: number;
  leads: number;
  new: number;
  /** Sessions in all, and those of what the rules keep. */
  sessions: number;
  keptSessions: number;
}

const sum = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((total, n = 0) => total + n, 0);

const keptTypes = ['business', 'education', 'government', 'nonprofit', 'organisation', 'unsure'];

export function figuresOf({ days, manifest: { counts } }: StoredRun): WindowFigures {
  const byType = Object.entries(counts.sessions.byType);
  return {
    window: windowName(days),
    names: counts.names,
    organisations: counts.organisations,
    kept: counts.organisations - sum(counts.excluded),
    leads: counts.leads,
    new: counts.sightings.new ?? 0,
    sessions: counts.sessions.total,
    keptSessions: byType.reduce((total, [type, n = 0]) => total + (keptTypes.includes(type) ? n : 0), 0),
  };
}

export interface Part {
  name: string;
  value: number;
}

function heaviest(parts: Iterable<readonly [string, number]>, most: number): Part[] {
  const totals = new Map<string, number>();
  for (const [name, value] of parts) if (name) totals.set(name, (totals.get(name) ?? 0) + value);
  return [...totals]
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1))
    .slice(0, most);
}

const shares = (list: readonly Share[] | undefined, of: 'sessions' | 'pageViews') =>
  (list ?? []).map(({ value, metrics }) => [value, metrics[of] ?? metrics.sessions ?? 0] as const);

/** Who came, from where, by what, and what they read, among the leads of a run; the `most` heaviest of each. */
export const partsOf = (leads: readonly StoredSighting[], most = 10) => ({
  types: heaviest(
    leads.map(({ type }) => [type, 1]),
    most,
  ),
  countries: heaviest(
    leads.map((lead) => [countryOfLead(lead), 1]),
    most,
  ),
  channels: heaviest(
    leads.flatMap(({ evidence }) => shares(evidence.channel, 'sessions')),
    most,
  ),
  pages: heaviest(
    leads.flatMap(({ evidence }) => shares(evidence.page, 'pageViews')),
    most,
  ),
});

/** How people judged the leads of a run. */
export function judged(leads: readonly StoredSighting[], standings: ReadonlyMap<string, Standing>) {
  const verdicts = leads.map(({ key }) => standings.get(key)?.verdict?.kind);
  const accepted = verdicts.filter((kind) => kind === 'accepted').length;
  const dismissed = verdicts.filter((kind) => kind === 'dismissed').length;
  return { accepted, dismissed, open: leads.length - accepted - dismissed };
}
