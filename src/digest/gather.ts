import { dayNumber, dayText, lengthOf, weekOf } from '../history/days.ts';
import type { History } from '../history/index.ts';
import type { StoredRun } from '../history/runs.ts';
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
  run: StoredRun;
  segment?: Segment;
  /** YYYY-MM-DD: dismissals count as they are on it. */
  today: string;
  /** Which excluded organisations may be mistakes, the likeliest first. */
  doubt(excluded: readonly StoredSighting[]): SecondLook[];
}

/** With this one, so many windows are compared. */
const windowsInAll = 12;

/** What the history tells of a run and of what was before it. */
export function gather(history: History, { run, segment, today, doubt }: Asked): DigestFacts {
  const { site } = run;
  const sightings = history.sightings.of(run.id);
  const standings = history.decisions.standings(site, today);
  const isWanted = (one: StoredSighting) =>
    one.fate === 'lead' && (segment?.holds(one, standings.get(one.key)) ?? true);
  const leads = sightings.filter(isWanted);
  const keys = leads.map(({ key }) => key);

  const earlier = Array.from({ length: windowsInAll - 1 }, (_, index): Window => {
    const days = shifted(run.days, (index - windowsInAll + 1) * lengthOf(run.days));
    const week = weekOf(days);
    const then = history.runs.of(site, days);
    const told =
      then && (segment ? history.sightings.of(then.id).filter(isWanted) : leadsOf(history, then.id));
    return { days, ...(week !== undefined && { week }), ...(told && { leads: told }) };
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

function shifted({ from, to }: Days, days: number): Days {
  const later = (day: string) => dayText(dayNumber(day) + days);
  return { from: later(from), to: later(to) };
}
