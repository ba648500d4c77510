import { readNotForUs } from '../../config/not-for-us.ts';
import type { Edge } from '../../edge.ts';
import { inputError } from '../../errors.ts';
import { windowName } from '../../history/days.ts';
import type { Site, StoredRun } from '../../history/runs.ts';
import type { Standing } from '../../history/standing.ts';
import { leadOf, withPast } from '../../history/to-lead.ts';
import { standingList } from '../../not-for-us.ts';
import { plural } from '../../numbers.ts';
import { segmentTest } from '../../segment.ts';
import type { DeliverableLead } from '../../sink/lead-fields.ts';
import type { Organisation } from '../../types.ts';
import { findRun } from '../history/find-run.ts';
import { emptyNote, type HistoryFlags, type OpenHistory, siteOf } from '../history/open.ts';
import { namedSegment } from '../named-segment.ts';
import { formerKeys } from './former-keys.ts';

/** Which of a run's leads are pushed. */
export interface LeadFilter {
  limit?: number;
  segment?: string;
  minScore?: number;
  /** Only new ones. */
  new?: boolean;
}

type Memory = Pick<OpenHistory, 'history' | 'settings'>;

/** A run's leads as sinks get them. */
export interface SelectedLeads {
  run: StoredRun;
  leads: DeliverableLead[];
  /** How many are not among them for what people decided, be it since the run. */
  heldBack: { dismissed: number; notForUs: number };
  /** Only so many were asked for. */
  isLimited: boolean;
}

/** The run that is asked for, else the latest. Exit 2 if there is none. */
export function runToPush(
  { history }: OpenHistory,
  flags: HistoryFlags & { week?: string },
  edge: Edge,
): StoredRun {
  const site = siteOf(history, flags, edge);
  const run = flags.week === undefined ? history.runs.latest(site) : findRun(history, site, flags.week);
  if (run) return run;
  throw inputError(
    `push: ${emptyNote(history, site).trim()}`,
    'Run ga-leads run first; it records each run.',
  );
}

/** What people decided as it stands today, be it after the run. */
export interface Wishes {
  standings: ReadonlyMap<string, Standing>;
  isDismissed(key: string): boolean;
  isOnList(organisation: Organisation): boolean;
}

export async function wishesOf(
  { history, settings }: Memory,
  site: Site,
  edge: Pick<Edge, 'now'>,
): Promise<Wishes> {
  const today = edge.now().toISOString().slice(0, 10);
  const onList = standingList(await readNotForUs(settings.notForUs), today);
  const standings = history.decisions.standings(site, today);
  return {
    standings,
    isDismissed: (key) => standings.get(key)?.verdict?.kind === 'dismissed',
    isOnList: (organisation) => onList(organisation) !== undefined,
  };
}

/** Whether nobody has anything against one that an earlier push or a plan holds. */
export const isWanted =
  ({ isDismissed, isOnList }: Wishes) =>
  (known: Pick<Organisation, 'key' | 'name' | 'domain'>): boolean =>
    !isDismissed(known.key) && !isOnList({ ...known, spellings: [known.name], metrics: {} });

/** The run's leads by rank; whoever is dismissed or on the standing list is held back. */
export function selectLeads(
  { history, settings }: Memory,
  run: StoredRun,
  filter: LeadFilter,
  { standings, isDismissed, isOnList }: Wishes,
): SelectedLeads {
  const isIn = filter.segment === undefined ? undefined : segmentTest(namedSegment(settings, filter.segment));
  const window = windowName(run.days);
  const heldBack = { dismissed: 0, notForUs: 0 };
  const leads: DeliverableLead[] = [];
  const sightings = history.sightings.leads(run.id);
  const formerly = formerKeys(sightings);
  const past = history.pastOf(
    run.site,
    run.days,
    sightings.map(({ key }) => key),
  );
  for (const sighting of sightings) {
    if (leads.length === filter.limit) break;
    const standing = standings.get(sighting.key);
    if ((sighting.score ?? 0) < (filter.minScore ?? 0)) continue;
    if (filter.new && sighting.status !== 'new') continue;
    const lead = withPast(leadOf(sighting), past.get(sighting.key));
    if (isIn && !isIn(lead, standing)) continue;
    if (isDismissed(sighting.key)) heldBack.dismissed++;
    else if (isOnList(lead.organisation)) heldBack.notForUs++;
    else leads.push({ lead, window, ...decidedOn(standing), ...formerly(lead) });
  }
  return { run, leads, heldBack, isLimited: filter.limit !== undefined };
}

/** What sinks get of it. */
export const decidedOn = (
  standing: Standing | undefined,
): Pick<DeliverableLead, 'owner' | 'stage' | 'tags'> =>
  standing === undefined
    ? {}
    : {
        ...(standing.owner !== undefined && { owner: standing.owner }),
        stage: standing.stage,
        tags: standing.tags,
      };

/** What is said where leads are held back; empty where none are. */
export function heldBackNote({ dismissed, notForUs }: SelectedLeads['heldBack']): string {
  const parts = [
    dismissed > 0 ? plural(dismissed, 'dismissed organisation') : '',
    notForUs > 0 ? `${plural(notForUs, 'organisation')} on the not-for-us list` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `held back: ${parts.join(', ')}\n` : '';
}
