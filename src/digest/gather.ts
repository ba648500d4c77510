import { DateTime } from 'luxon';
import { inputError } from '../errors.ts';
import type { History } from '../history/index.ts';
import type { Site, StoredRun } from '../history/runs.ts';
import type { SightingTotals, StoredSighting } from '../history/sightings.ts';
import type { Standing } from '../history/standing.ts';
import type { Days } from '../types.ts';
import type { DigestFacts, SecondLook } from './digest.ts';
import { factsOf, type Window } from './facts.ts';

/** A part of the list by its name. */
export interface Segment {
  name: string;
  holds(lead: StoredSighting, standing?: Standing): boolean;
}

export interface Asked {
  site: Site;
  /** Absent: the run with the latest days. */
  week?: string;
  segment?: Segment;
  /** YYYY-MM-DD: dismissals count as they are on it. */
  today: string;
  /** Which excluded organisations may be mistakes, the likeliest first. */
  doubt(excluded: readonly StoredSighting[]): SecondLook[];
}

/** With this one, so many windows are compared. */
const windowsInAll = 12;

/** What the history tells of a week. Exit 2 if it has no run of it. */
export function gather(history: History, { site, week, segment, today, doubt }: Asked): DigestFacts {
  const run = runOf(history, site, week);
  const sightings = history.sightings.of(run.id);
  const standings = history.decisions.standings(site, today);
  const isWanted = (one: StoredSighting) =>
    one.fate === 'lead' && (segment?.holds(one, standings.get(one.key)) ?? true);
  const leads = sightings.filter(isWanted);
  const keys = leads.map(({ key }) => key);

  const earlier = Array.from({ length: windowsInAll - 1 }, (_, index): Window => {
    const days = shifted(run.days, index - (windowsInAll - 1));
    const then = history.runs.of(site, days);
    const told =
      then && (segment ? history.sightings.of(then.id).filter(isWanted) : leadsOf(history, then.id));
    return { days, ...(run.week !== undefined && { week: weekName(days) }), ...(told && { leads: told }) };
  });
  return factsOf({
    run,
    leads,
    earlier,
    past: history.pastOf(site, run.days, keys),
    dismissed: new Set(keys.filter((key) => standings.get(key)?.verdict?.kind === 'dismissed')),
    secondLook: doubt(sightings.filter(({ fate }) => fate === 'excluded')),
    ...(segment && { segment: segment.name }),
  });
}

const leadsOf = (history: History, run: number): SightingTotals[] =>
  history.sightings.totalsOf(run).filter(({ fate }) => fate === 'lead');

function runOf(history: History, site: Site, week: string | undefined): StoredRun {
  const runs = history.runs.list(site);
  const run = week === undefined ? runs[0] : runs.find((one) => one.week === week);
  if (run) return run;
  const weeks = runs.slice(0, 8).map((one) => one.week ?? `${one.days.from} to ${one.days.to}`);
  throw inputError(
    week === undefined ? 'digest: the history has no run yet' : `digest: the history has no run of ${week}`,
    weeks.length > 0
      ? `There are ${weeks.join(', ')}. For another week: ga-leads run --week ${week}`
      : 'Run ga-leads run first; it records each run.',
  );
}

/** So many windows of the same length later. */
function shifted({ from, to }: Days, windows: number): Days {
  const [first, last] = [from, to].map((day) => DateTime.fromISO(day, { zone: 'UTC' })) as [
    DateTime,
    DateTime,
  ];
  const days = windows * (Math.round(last.diff(first, 'days').days) + 1);
  return {
    from: first.plus({ days }).toFormat('yyyy-MM-dd'),
    to: last.plus({ days }).toFormat('yyyy-MM-dd'),
  };
}

const weekName = ({ from }: Days): string => DateTime.fromISO(from, { zone: 'UTC' }).toFormat("kkkk-'W'WW");
