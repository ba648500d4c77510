import type { Lead, Past } from '../types.ts';
import type { StoredSighting } from './sightings.ts';

/** A stored lead in the shape that lists show. Of the rule that kept it, the history has the id alone. */
export function leadOf(sighting: StoredSighting): Lead {
  const { key, name, spellings, domain, country, metrics, previous, type, confidence = 0 } = sighting;
  const { rank = 0, score = 0, status, matched, reasons, evidence, seen } = sighting;
  return {
    rank,
    organisation: {
      key,
      name,
      spellings,
      ...(domain !== undefined && { domain }),
      ...(country !== undefined && { country }),
      metrics,
      ...(previous && { previous }),
    },
    verdict: { type, kept: true, confidence, ...(matched !== undefined && { matched }) },
    score,
    reasons,
    evidence,
    ...(status && { sighting: status }),
    seen,
  };
}

/** A stored lead knows its own run's days only; it was first seen when any run saw it first. */
export const withPast = (lead: Lead, past: Past | undefined): Lead => ({
  ...lead,
  ...(past && { past }),
  ...(past?.seen && lead.seen && { seen: { from: past.seen.from, to: lead.seen.to } }),
});
