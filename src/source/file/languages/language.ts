import type { ColumnRole } from '../../../config/schema.ts';

/** Columns that are no role of their own: with the sessions beside them they give one. */
export const rateRoles = ['pagesPerSession', 'secondsPerSession', 'engagementRate'] as const;
export type RateRole = (typeof rateRoles)[number];

/** `window` is the column that tells the current rows from those of the window before. */
export type Role = ColumnRole | RateRole | 'window';

/** Wordings that mean a role but tell more: Universal Analytics alone had the first two. */
export const tellingWordings = {
  serviceProvider: 'name',
  networkDomain: 'domain',
  landingPage: 'page',
} as const satisfies Record<string, Role>;

export type Wording = Role | keyof typeof tellingWordings;

/** How Google Analytics speaks a language in its exported files, UA and GA4, and what people write themselves. */
export interface Language {
  /** BCP 47. */
  code: string;
  /** The decimal mark where the figures themselves do not tell. */
  decimal: '.' | ',';
  /** Which of two numbers in a day such as 3/4/26 comes first, where the days themselves do not tell. */
  dayOrder: 'month first' | 'day first';
  /** Headers of each role, the best first. */
  headers: Partial<Record<Wording, readonly string[]>>;
  /** What a line of totals is called. */
  totals: readonly string[];
}
