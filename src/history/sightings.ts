import type { Days, Metrics, Sighting, VerdictType } from '../types.ts';
import { type MetricList, metricsOf } from './compact.ts';
import type { Database } from './database.ts';
import { dayText } from './days.ts';
import { allDetails, type Details, detailsAt, detailsBetween } from './evidence.ts';
import type { Site } from './runs.ts';

/** What became of an organisation in a run, in the words of Counts. */
export type Fate = 'lead' | 'excluded' | 'notForUs' | 'dismissed' | 'belowMinimum' | 'onlyExcludedPages';

/** An organisation in a run, as lists, comparisons and timelines need it. */
export interface SightingTotals {
  key: string;
  /** For display. */
  name: string;
  fate: Fate;
  type: VerdictType;
  /** The id of the rule that decided. */
  rule?: string;
  /** Of a lead: its place in the list, and its score. */
  rank?: number;
  score?: number;
  status?: Sighting;
  metrics: Metrics;
  /** First and last day with a visit; the run's own, where the source knows no days. */
  seen: Days;
}

/** All that a run knew of an organisation. */
export interface StoredSighting extends SightingTotals, Details {}

/** An organisation in two runs; absent in the one that did not see it. */
export interface Change {
  key: string;
  before?: SightingTotals;
  after?: SightingTotals;
}

/** One run in an organisation's timeline. */
export interface TimelineEntry extends SightingTotals {
  run: { id: number; days: Days; week?: string };
}

const columns = `organisation.key AS key, name.text AS name, fate, type, rule, rank, score, status,
  first_day, last_day, sessions, engaged_sessions, page_views, engagement_seconds, key_events, users, new_users`;
const tables = `sighting JOIN organisation ON organisation.id = sighting.organisation
  JOIN name ON name.id = sighting.name`;

type Columns = [
  key: string,
  name: string,
  fate: Fate,
  type: VerdictType,
  rule: string | null,
  rank: number | null,
  score: number | null,
  status: Sighting | null,
  firstDay: number,
  lastDay: number,
  ...metrics: MetricList,
];

function totals(row: Columns): SightingTotals {
  const [key, name, fate, type, rule, rank, score, status, firstDay, lastDay, ...metrics] = row;
  return {
    key,
    name,
    fate,
    type,
    ...(rule !== null && { rule }),
    ...(rank !== null && { rank }),
    ...(score !== null && { score }),
    ...(status !== null && { status }),
    metrics: metricsOf(metrics),
    seen: { from: dayText(firstDay), to: dayText(lastDay) },
  };
}

/** What runs saw: leads in their order, then the others, as they were recorded. */
export const sightingsIn = (db: Database) => {
  const totalsOf = (run: number): SightingTotals[] =>
    db.tuples<Columns>(`SELECT ${columns} FROM ${tables} WHERE run = ? ORDER BY place`, run).map(totals);

  function detailed(run: number, which: string): StoredSighting[] {
    const rows = db.tuples<[place: number, ...Columns]>(
      `SELECT place, ${columns} FROM ${tables} WHERE run = ? AND ${which} ORDER BY place`,
      run,
    );
    const [first = 0] = rows[0] ?? [];
    const details = detailsBetween(db, run, first, rows.at(-1)?.[0] ?? -1);
    return rows.map(([place, ...row]) => ({
      ...totals(row),
      ...(details[place - first] ?? detailsAt(db, run, place)),
    }));
  }

  return {
    totalsOf,

    /** With spellings, reasons and evidence: some ten times as slow as `totalsOf`. */
    of(run: number): StoredSighting[] {
      const details = allDetails(db, run);
      return totalsOf(run).map((sighting, place) => ({
        ...sighting,
        ...(details[place] ?? detailsAt(db, run, place)),
      }));
    },

    /** The leads alone, by rank, with everything about them. */
    leads: (run: number): StoredSighting[] => detailed(run, "fate = 'lead'"),

    /** All but the leads, likewise; in half the time, as leads have most of the details. */
    others: (run: number): StoredSighting[] => detailed(run, "fate <> 'lead'"),

    one(run: number, key: string): StoredSighting | undefined {
      const [row] = db.tuples<[place: number, ...Columns]>(
        `SELECT place, ${columns} FROM ${tables} WHERE run = ?1 AND sighting.organisation =
           (SELECT id FROM organisation WHERE site = (SELECT site FROM run WHERE id = ?1) AND key = ?2)`,
        run,
        key,
      );
      if (row === undefined) return undefined;
      const [place, ...sighting] = row;
      return { ...totals(sighting), ...detailsAt(db, run, place) };
    },

    /** Every run that saw the organisation, earliest first. */
    timeline(site: Site, key: string): TimelineEntry[] {
      return db
        .tuples<[id: number, from: number, to: number, week: string | null, ...Columns]>(
          `SELECT run.id, run.from_day, run.to_day, run.week, ${columns}
           FROM ${tables} JOIN run ON run.id = sighting.run
           WHERE organisation.site = ? AND key = ? ORDER BY run.to_day, run.from_day`,
          site,
          key,
        )
        .map(([id, from, to, week, ...sighting]) => ({
          ...totals(sighting),
          run: { id, days: { from: dayText(from), to: dayText(to) }, ...(week !== null && { week }) },
        }));
    },

    /** Two runs side by side: those of `after` in their order, then those that only `before` has. */
    changes(before: number, after: number): Change[] {
      const earlier = new Map(totalsOf(before).map((sighting) => [sighting.key, sighting]));
      const changes = totalsOf(after).map((sighting): Change => {
        const twin = earlier.get(sighting.key);
        earlier.delete(sighting.key);
        return { key: sighting.key, after: sighting, ...(twin && { before: twin }) };
      });
      return [...changes, ...[...earlier.values()].map((gone) => ({ key: gone.key, before: gone }))];
    },
  };
};
