import { RE2JS } from 're2js';
import type { SegmentSettings } from './config/schema.ts';
import { countryOf } from './organisation/country.ts';
import type { Evidence, Lead, Metrics, Sighting, VerdictType } from './types.ts';

/** What a segment looks at; a stored sighting is one as it is. */
export interface SegmentSubject {
  type: VerdictType;
  country?: string;
  score?: number;
  status?: Sighting;
  metrics: Metrics;
  evidence: Evidence;
}

/** What people decided on it, as far as a segment asks. */
export interface SegmentStanding {
  owner?: string;
  tags: readonly string[];
  stage: string;
}

/** Which leads are in a segment. Whoever was never decided on has no owner and no tag, and its stage is new. */
export type SegmentTest = (lead: Lead | SegmentSubject, standing?: SegmentStanding) => boolean;

const undecided: SegmentStanding = { tags: [], stage: 'new' };

/**
 * The test that a segment of the settings stands for: all of its conditions hold; of a list, one. A country is
 * the organisation's, or, where none is known, the one that most of its visits came from. What a lead is not
 * known to have, it has not: without sessions it is below every minimum.
 */
export function segmentTest({ where }: SegmentSettings): SegmentTest {
  const has = (wanted: readonly string[] | undefined, found: readonly (string | undefined)[]) =>
    wanted === undefined || found.some((one) => one !== undefined && wanted.includes(one));
  const countries = where.country?.map(countryCode);
  const channels = where.channel?.map(plain);
  const tags = where.tag?.map(plain);
  const owners = where.owner?.map(plain);
  const page = where.page === undefined ? undefined : RE2JS.compile(where.page, RE2JS.CASE_INSENSITIVE);

  return (lead, standing = undecided) => {
    const { type, country, score, status, metrics, evidence } = subjectOf(lead);
    const from = country ?? evidence.country?.[0]?.value;
    return (
      (score ?? 0) >= (where.minScore ?? 0) &&
      (metrics.sessions ?? 0) >= (where.minSessions ?? 0) &&
      has(where.type, [type]) &&
      has(where.status, [status]) &&
      has(where.stage, [standing.stage]) &&
      has(owners, [standing.owner && plain(standing.owner)]) &&
      has(tags, standing.tags.map(plain)) &&
      has(countries, [from && countryCode(from)]) &&
      has(channels, valuesOf(evidence.channel).map(plain)) &&
      (page === undefined || valuesOf(evidence.page).some((value) => page.matcher(value).find()))
    );
  };
}

const valuesOf = (shares: Evidence['page']): string[] => shares?.map(({ value }) => value) ?? [];
const plain = (text: string): string => text.trim().toLowerCase();
const countryCode = (text: string): string => countryOf(text) ?? '';

function subjectOf(lead: Lead | SegmentSubject): SegmentSubject {
  if (!('organisation' in lead)) return lead;
  const { organisation, verdict, score, sighting, evidence } = lead;
  return {
    type: verdict.type,
    ...(organisation.country !== undefined && { country: organisation.country }),
    score,
    ...(sighting && { status: sighting }),
    metrics: organisation.metrics,
    evidence,
  };
}
