import type { RunResult } from '../run-types.ts';
import { type Days, type Excluded, type Lead, type Metrics, metricNames } from '../types.ts';
import { dayNumber } from './days.ts';
import type { Fate, StoredSighting } from './sightings.ts';

/**
 * A run's leads by rank, then what was excluded, then the others that it saw, so that these are not new when
 * they become leads. Stand-ins for personal values share a key: they become one sighting. `days` are the run's,
 * for organisations of which no day is known.
 */
export function sightingsOf(
  { leads, excluded, left }: Pick<RunResult, 'leads' | 'excluded' | 'left'>,
  days: Days,
): StoredSighting[] {
  const byKey = new Map<string, StoredSighting>();
  for (const sighting of [
    ...leads.map((lead) => ofLead(lead, days)),
    ...excluded.map((one) => ofExcluded(one, one.notForUs ? 'notForUs' : 'excluded', days)),
    ...left.map((one) => ofExcluded(one, one.fate, days)),
  ]) {
    const twin = byKey.get(sighting.key);
    if (twin) twin.metrics = sum(twin.metrics, sighting.metrics);
    else byKey.set(sighting.key, sighting);
  }
  return [...byKey.values()];
}

function ofLead(lead: Lead, days: Days): StoredSighting {
  const { organisation, verdict, rank, score, reasons, evidence, sighting: status } = lead;
  const told = (evidence.day ?? [])
    .map(({ value }) => value)
    .filter((day) => Number.isFinite(dayNumber(day)));
  return {
    ...common({ organisation, verdict }),
    fate: 'lead',
    rank,
    score,
    ...(status && { status }),
    seen: { from: told[0] ?? days.from, to: told.at(-1) ?? days.to },
    reasons,
    evidence,
  };
}

function ofExcluded({ organisation, verdict, notForUs }: Excluded, fate: Fate, days: Days): StoredSighting {
  const why = notForUs
    ? `${notForUs.reason} since ${notForUs.date}${notForUs.until ? ` until ${notForUs.until}` : ''}`
    : verdict.rule?.why;
  return {
    ...common({ organisation, verdict }),
    fate,
    ...(notForUs && { matched: Object.values(notForUs.who).join() }),
    ...(why !== undefined && { why }),
    seen: days,
    reasons: [],
    evidence: {},
  };
}

const common = ({ organisation, verdict }: Excluded) => ({
  key: organisation.key,
  name: organisation.name,
  spellings: organisation.spellings,
  ...(organisation.domain !== undefined && { domain: organisation.domain }),
  ...(organisation.country !== undefined && { country: organisation.country }),
  type: verdict.type,
  confidence: verdict.confidence,
  ...(verdict.rule && { rule: verdict.rule.id }),
  ...(verdict.matched !== undefined && { matched: verdict.matched }),
  metrics: organisation.metrics,
  ...(organisation.previous && { previous: organisation.previous }),
});

function sum(a: Metrics, b: Metrics): Metrics {
  const total: Metrics = { ...a };
  for (const name of metricNames) {
    const more = b[name];
    if (more !== undefined) total[name] = (total[name] ?? 0) + more;
  }
  return total;
}
