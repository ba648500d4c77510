import type { Excluded, Lead, NotForUs, Share, Verdict } from '../types.ts';
import { listCell, textCell } from './cell.ts';

/** A cell: numbers are ours and exempt from neutralising; undefined is an empty cell. */
export type Cell = string | number | undefined;

const standing = ({ reason, date, until }: NotForUs): string =>
  `${reason} since ${date}${until ? ` until ${until}` : ''}`;

const opinionText = ({ opinion }: Verdict): string =>
  opinion ? `No rule speaks; by its letters a network with probability ${opinion.network.toFixed(2)}.` : '';

const mostPages = 10;

const shares = (list: readonly Share[] | undefined, most = Number.POSITIVE_INFINITY): string =>
  listCell(
    (list ?? []).slice(0, most).map(({ value, metrics }) => {
      const weight = metrics.sessions ?? metrics.pageViews;
      return weight === undefined ? value : `${value} (${weight})`;
    }),
  );

const pages = (list: readonly Share[] | undefined): string =>
  listCell(
    (list ?? []).slice(0, mostPages).map(({ value, metrics }) => {
      const views = metrics.pageViews ?? metrics.sessions;
      return views === undefined ? value : `${value} (${views})`;
    }),
  );

/** The columns of leads.csv, in order. */
export const leadColumns: Record<string, (lead: Lead) => Cell> = {
  rank: (lead) => lead.rank,
  organisation: (lead) => textCell(lead.organisation.name),
  domain: (lead) => textCell(lead.organisation.domain ?? ''),
  type: (lead) => lead.verdict.type,
  score: (lead) => lead.score,
  confidence: (lead) => Number(lead.verdict.confidence.toFixed(2)),
  status: (lead) => lead.sighting,
  sessions: (lead) => lead.organisation.metrics.sessions,
  previous_sessions: (lead) => lead.organisation.previous?.sessions,
  engaged_sessions: (lead) => lead.organisation.metrics.engagedSessions,
  page_views: (lead) => lead.organisation.metrics.pageViews,
  engagement_seconds: (lead) => lead.organisation.metrics.engagementSeconds,
  key_events: (lead) => lead.organisation.metrics.keyEvents,
  users: (lead) => lead.organisation.metrics.users,
  new_users: (lead) => lead.organisation.metrics.newUsers,
  days: (lead) => lead.evidence.day?.length,
  first_seen: (lead) => textCell(lead.seen?.from ?? ''),
  last_seen: (lead) => textCell(lead.seen?.to ?? ''),
  channels: (lead) => shares(lead.evidence.channel),
  countries: (lead) => shares(lead.evidence.country) || textCell(lead.organisation.country ?? ''),
  top_pages: (lead) => pages(lead.evidence.page),
  reasons: (lead) => listCell(lead.reasons.map(({ points, text }) => `${text} (${points})`)),
  spellings: (lead) => listCell(lead.organisation.spellings),
  key: (lead) => textCell(lead.organisation.key),
  weeks_seen: (lead) => lead.past && lead.past.runs + 1,
};

/** The columns of excluded.csv, in order. */
export const excludedColumns: Record<string, (excluded: Excluded) => Cell> = {
  organisation: ({ organisation }) => textCell(organisation.name),
  type: ({ verdict, notForUs }) => (notForUs ? 'not-for-us' : verdict.type),
  rule: ({ verdict, notForUs }) =>
    notForUs ? 'not-for-us' : textCell(verdict.rule?.id ?? (verdict.opinion ? 'name-model' : '')),
  matched: ({ verdict, notForUs }) =>
    textCell(notForUs ? Object.values(notForUs.who).join() : (verdict.matched ?? '')),
  why: ({ verdict, notForUs }) =>
    textCell(notForUs ? standing(notForUs) : (verdict.rule?.why ?? opinionText(verdict))),
  sessions: ({ organisation }) => organisation.metrics.sessions,
  engaged_sessions: ({ organisation }) => organisation.metrics.engagedSessions,
  page_views: ({ organisation }) => organisation.metrics.pageViews,
  key: ({ organisation }) => textCell(organisation.key),
};
