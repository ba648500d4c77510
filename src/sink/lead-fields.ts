import { printable } from '../text.ts';
import type { Lead, Share } from '../types.ts';

/** What a field elsewhere holds: a number, or a text; days are YYYY-MM-DD. */
export type FieldValue = string | number;

/** A lead as sales systems get it: with what people decided on it, and the days that it is about. */
export interface DeliverableLead {
  lead: Lead;
  /** The week, e.g. 2026-W46, or other days as FROM_TO. */
  window: string;
  owner?: string;
  stage?: string;
  tags?: readonly string[];
  /** Keys that it may have been delivered under before its domain was known. */
  formerly?: readonly string[];
}

export type FieldKind = 'text' | 'longText' | 'number' | 'date';

interface FieldOfLead {
  kind: FieldKind;
  /** For people who see it in a CRM or an import wizard. */
  label: string;
  of(lead: DeliverableLead): FieldValue | undefined;
}

const mostPages = 10;

const shares = (list: readonly Share[] | undefined, weigh: (share: Share) => number | undefined): string =>
  (list ?? [])
    .slice(0, mostPages)
    .map((share) => {
      const weight = weigh(share);
      return weight === undefined ? share.value : `${share.value} (${weight})`;
    })
    .join('\n');
const bySessions = ({ metrics }: Share) => metrics.sessions ?? metrics.pageViews;
const byViews = ({ metrics }: Share) => metrics.pageViews ?? metrics.sessions;

/** Everything of a lead that can go into a field elsewhere. An empty text means that there is nothing to write. */
export const leadFields = {
  key: { kind: 'text', label: 'Key', of: ({ lead }) => lead.organisation.key },
  name: { kind: 'text', label: 'Organisation', of: ({ lead }) => lead.organisation.name },
  domain: { kind: 'text', label: 'Domain', of: ({ lead }) => lead.organisation.domain },
  website: {
    kind: 'text',
    label: 'Website',
    of: ({ lead: { organisation } }) => organisation.domain && `https://${organisation.domain}`,
  },
  country: { kind: 'text', label: 'Country', of: ({ lead }) => lead.organisation.country },
  type: { kind: 'text', label: 'Type', of: ({ lead }) => lead.verdict.type },
  rank: { kind: 'number', label: 'Rank', of: ({ lead }) => lead.rank },
  score: { kind: 'number', label: 'Score', of: ({ lead }) => lead.score },
  confidence: {
    kind: 'number',
    label: 'Confidence',
    of: ({ lead }) => Number(lead.verdict.confidence.toFixed(2)),
  },
  status: { kind: 'text', label: 'Status', of: ({ lead }) => lead.sighting },
  sessions: { kind: 'number', label: 'Sessions', of: ({ lead }) => lead.organisation.metrics.sessions },
  previousSessions: {
    kind: 'number',
    label: 'Sessions before',
    of: ({ lead }) => lead.organisation.previous?.sessions,
  },
  engagedSessions: {
    kind: 'number',
    label: 'Engaged sessions',
    of: ({ lead }) => lead.organisation.metrics.engagedSessions,
  },
  pageViews: { kind: 'number', label: 'Page views', of: ({ lead }) => lead.organisation.metrics.pageViews },
  engagementSeconds: {
    kind: 'number',
    label: 'Engagement in seconds',
    of: ({ lead }) => lead.organisation.metrics.engagementSeconds,
  },
  keyEvents: { kind: 'number', label: 'Key events', of: ({ lead }) => lead.organisation.metrics.keyEvents },
  firstSeen: { kind: 'date', label: 'First seen', of: ({ lead }) => lead.seen?.from },
  lastSeen: { kind: 'date', label: 'Last seen', of: ({ lead }) => lead.seen?.to },
  window: { kind: 'text', label: 'Week', of: ({ window }) => window },
  channels: {
    kind: 'longText',
    label: 'Channels',
    of: ({ lead }) => shares(lead.evidence.channel, bySessions),
  },
  countries: {
    kind: 'longText',
    label: 'Countries',
    of: ({ lead }) => shares(lead.evidence.country, bySessions),
  },
  topPages: { kind: 'longText', label: 'Top pages', of: ({ lead }) => shares(lead.evidence.page, byViews) },
  evidence: {
    kind: 'longText',
    label: 'Why it is a lead',
    of: ({ lead }) => lead.reasons.map(({ text }) => text).join('\n'),
  },
  spellings: {
    kind: 'longText',
    label: 'Spellings',
    of: ({ lead }) => lead.organisation.spellings.join('\n'),
  },
  owner: { kind: 'text', label: 'Owner', of: ({ owner }) => owner },
  stage: { kind: 'text', label: 'Stage', of: ({ stage }) => stage },
  tags: { kind: 'text', label: 'Tags', of: ({ tags }) => tags?.join(', ') },
} as const satisfies Record<string, FieldOfLead>;

export type LeadField = keyof typeof leadFields;
export const leadFieldNames = Object.keys(leadFields) as [LeadField, ...LeadField[]];

const longest: Record<FieldKind, number> = { text: 255, longText: 2_000, number: 0, date: 10 };

/**
 * What goes into another system's field: printable lines, cut to 255 characters (2,000 where it may be long);
 * undefined where there is nothing to write.
 */
export function fieldValue(from: LeadField, lead: DeliverableLead): FieldValue | undefined {
  const { kind, of }: FieldOfLead = leadFields[from];
  const value = of(lead);
  if (typeof value !== 'string') return value;
  const text = value.split('\n').map(printable).filter(Boolean).join('\n');
  const whole = text.length <= longest[kind] ? text : [...text].slice(0, longest[kind]).join('').trimEnd();
  return whole || undefined;
}
