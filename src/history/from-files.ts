import { type Days, excludedTypes, keptTypes, sightings, type VerdictType } from '../types.ts';
import { type CsvLine, day, list, number, present, reasons, shares, text } from './csv-cells.ts';
import type { StoredSighting } from './sightings.ts';

/**
 * What the lists of an earlier run tell, as sightings; `days` are that run's. The lists hold less than the run
 * knew: no single days, no metrics of pages but their views, a reason's words but not its signal.
 */
export function sightingsOfFiles(
  leads: readonly CsvLine[],
  excluded: readonly CsvLine[],
  days: Days,
): StoredSighting[] {
  const byKey = new Map<string, StoredSighting>();
  for (const sighting of [
    ...leads.map((line, index) => ofLead(line, index + 1, days)),
    ...excluded.map((line) => ofExcluded(line, days)),
  ]) {
    if (sighting.key !== '' && !byKey.has(sighting.key)) byKey.set(sighting.key, sighting);
  }
  return [...byKey.values()];
}

function ofLead(line: CsvLine, place: number, days: Days): StoredSighting {
  const countries = shares(line.countries, 'sessions');
  const previous = number(line.previous_sessions);
  return {
    ...common(line),
    fate: 'lead',
    rank: number(line.rank) ?? place,
    ...present({
      score: number(line.score),
      status: sightings.find((status) => status === line.status),
      confidence: number(line.confidence),
      domain: text(line.domain),
      country: countries ? undefined : text(line.countries),
      previous: previous === undefined ? undefined : { sessions: previous },
    }),
    seen: { from: day(line.first_seen) ?? days.from, to: day(line.last_seen) ?? days.to },
    spellings: list(line.spellings),
    reasons: reasons(line.reasons),
    evidence: present({
      page: shares(line.top_pages, 'pageViews'),
      channel: shares(line.channels, 'sessions'),
      country: countries,
    }),
  };
}

function ofExcluded(line: CsvLine, days: Days): StoredSighting {
  const isNotForUs = line.type === 'not-for-us';
  return {
    ...common(line),
    fate: isNotForUs ? 'notForUs' : 'excluded',
    ...present({
      rule: isNotForUs ? undefined : text(line.rule),
      matched: text(line.matched),
      why: text(line.why),
    }),
    seen: days,
    spellings: [],
    reasons: [],
    evidence: {},
  };
}

const types: readonly VerdictType[] = [...keptTypes, ...excludedTypes];

const common = (line: CsvLine) => ({
  key: text(line.key) ?? '',
  name: text(line.organisation) ?? '',
  type: types.find((type) => type === line.type) ?? 'unsure',
  metrics: present({
    sessions: number(line.sessions),
    engagedSessions: number(line.engaged_sessions),
    pageViews: number(line.page_views),
    engagementSeconds: number(line.engagement_seconds),
    keyEvents: number(line.key_events),
    users: number(line.users),
    newUsers: number(line.new_users),
  }),
});
