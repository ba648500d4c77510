/** The shapes in which the stages meet. Words as in the README's "Words". */

/** Totals of visits. Absent means that the source does not know it; it never means 0. */
export interface Metrics {
  sessions?: number;
  engagedSessions?: number;
  pageViews?: number;
  /** Seconds of engagement, summed over the sessions. */
  engagementSeconds?: number;
  keyEvents?: number;
  /** Distinct people: not additive over days, pages or countries. */
  users?: number;
  newUsers?: number;
}

export const metricNames = [
  'sessions',
  'engagedSessions',
  'pageViews',
  'engagementSeconds',
  'keyEvents',
  'users',
  'newUsers',
] as const satisfies readonly (keyof Metrics)[];

export type MetricName = (typeof metricNames)[number];

/** The week that is asked for, or the equally long one before it. */
export type Window = 'current' | 'previous';

/** First and last day of a window, both included, as YYYY-MM-DD in the property's time zone. */
export interface Days {
  from: string;
  to: string;
}

/** One network name's totals in one window, as the source gave them. */
export interface Row {
  /** The raw network name: hostile text. */
  name: string;
  /** A network or company domain, if the source has one beside the name. */
  domain?: string;
  /** Where the source says that this row's network is: a country's name or ISO code. */
  country?: string;
  window: Window;
  metrics: Metrics;
}

export const detailKinds = ['page', 'day', 'channel', 'country', 'city', 'device'] as const;
export type DetailKind = (typeof detailKinds)[number];

/** One network name's totals in the current window for one page, day (YYYY-MM-DD), channel … */
export interface Detail {
  name: string;
  about: DetailKind;
  value: string;
  metrics: Metrics;
}

/** One value of a detail with its totals over all spellings. */
export interface Share {
  value: string;
  metrics: Metrics;
}

/** What an organisation did, by page, day, channel …, heaviest first (days: in order of time). */
export type Evidence = Partial<Record<DetailKind, Share[]>>;

/** Network names that mean the same organisation. */
export interface Organisation {
  /** `d:` + registrable domain, else `n:` + normalised name, + `|` + country where one is known. */
  key: string;
  /** For display: cleaned, cased, printable. */
  name: string;
  /** The raw names, heaviest first. */
  spellings: string[];
  domain?: string;
  country?: string;
  metrics: Metrics;
  /** Totals of the window before; absent if the source has no such window. */
  previous?: Metrics;
}

/** A person's decision which raw names mean one organisation, and which do not though they look like it. */
export interface Alias {
  /** For display. */
  organisation: string;
  spellings: string[];
  /** Names that automatic merging must leave alone. */
  apart: string[];
}

export const keptTypes = ['business', 'education', 'government', 'nonprofit', 'organisation'] as const;
export const excludedTypes = ['isp', 'mobile', 'hosting', 'proxy', 'bot', 'placeholder'] as const;
/** `organisation` is kept by a rule that does not know which kind; `unsure` is kept because no rule speaks. */
export type VerdictType = (typeof keptTypes)[number] | (typeof excludedTypes)[number] | 'unsure';

/** Where a rule stands, to name it to a person. */
export interface RulePlace {
  id: string;
  /** As the person would find it: relative to the working folder, or `ga-leads:rules/…` for shipped ones. */
  file: string;
  /** 1-based. */
  line: number;
}

/** What a name as a whole can look like instead of a name. */
export const looks = ['empty', 'ip', 'email', 'phone', 'bare-tld'] as const;
export type Looks = (typeof looks)[number];

/** An exclusion or keep rule. Exactly one of `pattern`, `words`, `starts`, `exact`, `looks` says what it looks for. */
export interface Rule extends RulePlace {
  kind: 'keep' | 'exclude';
  type: Exclude<VerdictType, 'unsure'>;
  /** RE2, partial match, case-insensitive, on the matching form. */
  pattern?: string;
  /** Whole words or phrases anywhere in the name; `*` at an end stands for more letters of that word. */
  words?: string[];
  /** Whole words or phrases at the start of the name. */
  starts?: string[];
  /** The whole name, with or without a legal form. */
  exact?: string[];
  /** The whole name is no name but an IP address, a phone number … */
  looks?: Looks;
  why: string;
  matches: string[];
  spares: string[];
  /** 0–1: how sure a hit is. */
  confidence: number;
}

export interface Verdict {
  type: VerdictType;
  kept: boolean;
  /** 0–1: how sure the type is. */
  confidence: number;
  /** The rule that decided; absent for `unsure`, and where the name model decided. */
  rule?: Rule;
  /** The part of the name that the rule matched. */
  matched?: string;
  /** Where no rule speaks and the name model was asked: how probably (0–1) the name is a network's. */
  opinion?: { network: number };
}

export const sightings = ['new', 'returning', 'rising', 'steady', 'cooling'] as const;
/** Change of an organisation's sessions against the window before (or, with a history, its past). */
export type Sighting = (typeof sightings)[number];

/** What is known of an organisation from runs whose days ended before a window began. */
export interface Past {
  /** How many of those runs saw it; 0 if none did. */
  runs: number;
  /** Its first and its last day with a visit; absent if no run saw it. */
  seen?: Days;
  /**
   * Sessions in each of the 12 equally long windows directly before, oldest first: 0 where a run of just that
   * window did not see it, undefined where there is no such run or the source did not know sessions.
   */
  sessions: readonly (number | undefined)[];
}

/** Part of a score: `points` of all reasons add up to the score. */
export interface Reason {
  signal: string;
  points: number;
  /** One sentence for a sales rep. */
  text: string;
}

export interface Lead {
  rank: number;
  organisation: Organisation;
  verdict: Verdict;
  /** 0–100, whole. */
  score: number;
  reasons: Reason[];
  evidence: Evidence;
  /** Absent where nothing tells what was before. */
  sighting?: Sighting;
  /** First and last day with a visit, as far as evidence, history or the run's days tell. */
  seen?: Days;
  /** What earlier runs know; absent without a history. */
  past?: Past;
}

/** A standing decision of people on an organisation that is no network: a customer, competitor, ourselves … */
export interface NotForUs {
  who: { name: string } | { domain: string } | { pattern: string };
  /** customer, competitor, partner, ourselves, or any other word. */
  reason: string;
  /** When it was decided, and the last day on which it holds; YYYY-MM-DD. */
  date: string;
  until?: string;
  /** 1-based, in the list's file. */
  line: number;
}

/** An organisation that a rule removed, or, with `notForUs`, one that a rule keeps and people do not want. */
export interface Excluded {
  organisation: Organisation;
  verdict: Verdict;
  notForUs?: NotForUs;
}

/** An organisation that the rules keep, and that is no lead all the same. */
export interface Left extends Excluded {
  fate: 'dismissed' | 'belowMinimum' | 'onlyExcludedPages';
}
