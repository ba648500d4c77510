import { number, plural } from '../numbers.ts';
import type { Evidence, Metrics, Organisation, Past, Share, Verdict } from '../types.ts';
import { viewsOf } from './pages.ts';
import { sessionsBefore } from './sighting.ts';

/** What the signals are computed from. `readPages`: pages that count; `intentPages`: those of a buyer. */
export interface Subject {
  organisation: Organisation;
  verdict: Verdict;
  evidence: Evidence;
  /** Views of pages that the settings leave out. */
  ignoredViews: number;
  intentPages: Share[];
  /** What earlier runs know. */
  past: Past | undefined;
}

/** A signal: how strong it is and what it tells a sales rep. Only asked for its text where it is strong. */
export interface Signal {
  /** 0 to 1; undefined where the source cannot say. */
  strength(subject: Subject): number | undefined;
  text(subject: Subject): string;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const oneDecimal = (n: number): string => n.toFixed(1).replace(/\.0$/, '');

/** Visits in the best unit that a source has. */
export function volumeOf(metrics: Metrics): { visits: number; unit: string } | undefined {
  if (metrics.sessions !== undefined) return { visits: metrics.sessions, unit: 'session' };
  if (metrics.users !== undefined) return { visits: metrics.users, unit: 'user' };
  if (metrics.pageViews !== undefined) return { visits: metrics.pageViews, unit: 'page view' };
  return undefined;
}

/** Engaged share, drawn towards one half while sessions are few, so that 1 of 1 does not beat 18 of 20. */
const engagement: Signal = {
  strength: ({ organisation: { metrics } }) =>
    metrics.sessions === undefined || metrics.engagedSessions === undefined
      ? undefined
      : clamp((metrics.engagedSessions + 1) / (metrics.sessions + 2)),
  text: ({ organisation: { metrics } }) =>
    `${number(metrics.engagedSessions ?? 0)} of ${plural(metrics.sessions ?? 0, 'session')} engaged`,
};

/** Pages a session, without the pages that the settings leave out: 1 is nothing, 6 and more is full. */
const depth: Signal = {
  strength: (subject) => {
    const pages = pagesASession(subject);
    return pages === undefined ? undefined : clamp((pages - 1) / 5);
  },
  text: (subject) => `${oneDecimal(pagesASession(subject) ?? 0)} pages a session`,
};

function pagesASession({ organisation: { metrics }, ignoredViews }: Subject): number | undefined {
  if (!metrics.sessions || metrics.pageViews === undefined) return undefined;
  return Math.max(0, metrics.pageViews - ignoredViews) / metrics.sessions;
}

/** Days with a visit: 5 and more is full. */
const frequency: Signal = {
  strength: ({ evidence }) => (evidence.day?.length ? clamp(evidence.day.length / 5) : undefined),
  text: ({ evidence }) => `came on ${plural(evidence.day?.length ?? 0, 'day')}`,
};

/** Visits on a log scale: 1 is 0.17, 7 is a half, 63 and more is full. */
const volume: Signal = {
  strength: ({ organisation }) => {
    const measured = volumeOf(organisation.metrics);
    return measured && clamp(Math.log2(1 + measured.visits) / 6);
  },
  text: ({ organisation }) => {
    const measured = volumeOf(organisation.metrics);
    return measured ? plural(measured.visits, measured.unit) : '';
  },
};

/**
 * Sessions against the window before (the source's, else the history's), in doublings: halved is 0, the same
 * a third, four times is full.
 */
const growth: Signal = {
  strength: ({ organisation, past }) => {
    const { sessions } = organisation.metrics;
    const before = sessionsBefore(organisation, past);
    if (sessions === undefined || before === undefined) return undefined;
    return clamp((Math.log2((sessions + 1) / (before + 1)) + 1) / 3);
  },
  text: ({ organisation, past }) => {
    const before = sessionsBefore(organisation, past);
    if (before)
      return `${number(organisation.metrics.sessions ?? 0)} after ${plural(before, 'session')} before`;
    return past?.runs ? 'back: none in the window before' : 'new: none in the window before';
  },
};

/** Key events: 1 is a half, 3 and more is full. */
const keyEvents: Signal = {
  strength: ({ organisation: { metrics } }) =>
    metrics.keyEvents === undefined ? undefined : clamp(Math.log2(1 + metrics.keyEvents) / 2),
  text: ({ organisation: { metrics } }) => plural(metrics.keyEvents ?? 0, 'key event'),
};

/** Pages that a buyer reads: three different ones, or many views, is full. */
const intent: Signal = {
  strength: ({ evidence, intentPages }) =>
    evidence.page && clamp(0.6 * clamp(intentPages.length / 3) + 0.4 * clamp(viewsOf(intentPages) / 6)),
  text: ({ intentPages }) => {
    const named = intentPages.slice(0, 3).map((page) => page.value);
    return `read ${named.join(', ')} (${plural(viewsOf(intentPages), 'view')})`;
  },
};

/** How sure it is that this is an organisation at all. */
const confidence: Signal = {
  strength: ({ verdict }) => clamp(verdict.confidence),
  text: ({ verdict }) => {
    if (verdict.rule) return `${verdict.type} by rule ${verdict.rule.id}`;
    return verdict.type === 'unsure'
      ? 'no rule speaks for or against the name'
      : `${verdict.type} by its name`;
  },
};

/** Every signal under its name in the settings' `weights`, in the order in which equal points are told. */
export const signals = { intent, keyEvents, engagement, growth, frequency, depth, volume, confidence };
export type SignalName = keyof typeof signals;
