import type { Site } from '../history/runs.ts';
import type { QualityFlag } from '../run-types.ts';
import type { Days, Share, Sighting, VerdictType } from '../types.ts';

/** The numbers of one window. */
export interface Figures {
  leads: number;
  /** Leads that no run before had. */
  new: number;
  rising: number;
  /** Sessions of all leads; absent if the source does not count sessions. */
  sessions?: number;
}

/** One window of the trend; without figures where no run had just these days. */
export interface WindowFigures {
  days: Days;
  /** `2026-W46`, where the days are just that week. */
  week?: string;
  figures?: Figures;
}

/** A lead as a digest shows it. */
export interface DigestLead {
  name: string;
  domain?: string;
  type: VerdictType;
  rank: number;
  score: number;
  status?: Sighting;
  sessions?: number;
  /** Sessions in the window before. */
  before?: number;
  /** Sessions in the 12 windows before and in this one, oldest first; undefined where unknown. */
  course: readonly (number | undefined)[];
  /** Heaviest first; pages without query and fragment. */
  pages: Share[];
  channels: Share[];
  countries: Share[];
  /** Sentences, weightiest first, but for the one that tells of pages. */
  reasons: string[];
}

/** The leads of a section that are shown, and how many there are. */
export interface LeadList {
  shown: DigestLead[];
  all: number;
}

/** How much there is of something, this window and the one before. */
export interface Part {
  name: string;
  now: number;
  before?: number;
}

/** An excluded organisation that may be a mistake. */
export interface SecondLook {
  name: string;
  type: string;
  sessions?: number;
  reasons: string[];
}

/** All that a digest tells. Names, pages and channels come from strangers. */
export interface DigestFacts {
  site: Site;
  /** Absent: all leads. */
  segment?: string;
  days: Days;
  week?: string;
  timeZone?: string;
  /** The source's label. */
  source: string;
  rows: number;
  organisations: number;
  now: Figures;
  /** Absent if no run had the window directly before. */
  before?: Figures;
  /** 12 windows, oldest first; the last is this one. */
  windows: WindowFigures[];
  new: LeadList;
  returning: LeadList;
  rising: LeadList;
  /** Those that have no section of their own. */
  others: LeadList;
  /** Leads by type. */
  types: Part[];
  /** Sessions of leads by channel. */
  channels: Part[];
  excluded: {
    /** Organisations and sessions by type, most organisations first. */
    byType: { type: string; organisations: number; sessions: number }[];
    notForUs: number;
    belowMinimum: number;
    onlyExcludedPages: number;
    /** By people, before the run or since. */
    dismissed: number;
    secondLook: SecondLook[];
  };
  quality: Pick<QualityFlag, 'message' | 'serious'>[];
}
