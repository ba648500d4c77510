import type { Detail, DetailKind, Metrics } from '../../types.ts';
import { dayText } from './calendar.ts';
import type { View, Visit } from './visits.ts';

/** A visit on its day, counted from 1970-01-01. */
export interface DatedVisit {
  visit: Visit;
  day: number;
}

/** Totals of visits. A session is engaged as Google Analytics has it: 10 seconds, 2 pages or a key event. */
export function metricsOf(visits: readonly Visit[]): Required<Metrics> {
  return count(visits.map((visit) => ({ visit, views: visit.views })));
}

/** Details of one name's visits: by day, channel, country, city, device and page. */
export function* detailsOf(name: string, dated: readonly DatedVisit[]): Generator<Detail> {
  const values: [DetailKind, (dated: DatedVisit) => string][] = [
    ['day', ({ day }) => dayText(day)],
    ['channel', ({ visit }) => visit.channel],
    ['country', ({ visit }) => visit.country],
    ['city', ({ visit }) => visit.city],
    ['device', ({ visit }) => visit.device],
  ];
  for (const [about, tell] of values) {
    for (const [value, part] of Map.groupBy(dated, tell)) {
      yield { name, about, value, metrics: metricsOf(part.map(({ visit }) => visit)) };
    }
  }
  const onPages = dated.flatMap(({ visit }) =>
    [...Map.groupBy(visit.views, ({ page }) => page)].map(([page, views]) => ({ page, visit, views })),
  );
  for (const [value, part] of Map.groupBy(onPages, ({ page }) => page)) {
    yield { name, about: 'page', value, metrics: count(part) };
  }
}

/** Sessions and people of the visits; views, seconds and key events of these views of theirs. */
function count(parts: readonly { visit: Visit; views: readonly View[] }[]): Required<Metrics> {
  const people = new Set<number>();
  const newcomers = new Set<number>();
  const metrics = {
    sessions: parts.length,
    engagedSessions: 0,
    pageViews: 0,
    engagementSeconds: 0,
    keyEvents: 0,
  };
  for (const { visit, views } of parts) {
    people.add(visit.visitor);
    if (visit.isNew) newcomers.add(visit.visitor);
    if (isEngaged(visit)) metrics.engagedSessions++;
    metrics.pageViews += views.length;
    for (const view of views) {
      metrics.engagementSeconds += view.seconds;
      metrics.keyEvents += view.keyEvents;
    }
  }
  return { ...metrics, users: people.size, newUsers: newcomers.size };
}

function isEngaged({ views }: Visit): boolean {
  return views.length >= 2 || views.some(({ seconds, keyEvents }) => seconds >= 10 || keyEvents > 0);
}
