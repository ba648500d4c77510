import type { Evidence, Metrics, Organisation, Share, Verdict } from '../types.ts';
import { viewsOf } from './pages.ts';

/** What the signals are computed from. `readPages`: pages that count; `intentPages`: those of a buyer. */
export interface Subject {
  organisation: Organisation;
  verdict: Verdict;
  evidence: Evidence;
  /** Views of pages that the settings leave out. */
  ignoredViews: number;
  intentPages: Share[];
}

/** A signal's strength from 0 to 1 and what it tells a sales rep; undefined where the source cannot say. */
export type Signal = (subject: Subject) => { strength: number; text: string } | undefined;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
const thousands = new Intl.NumberFormat('en-GB');
const count = (n: number, one: string): string => `${thousands.format(n)} ${one}${n === 1 ? '' : 's'}`;
const oneDecimal = (n: number): string => n.toFixed(1).replace(/\.0$/, '');

/** Visits in the best unit that a source has. */
export function volumeOf(metrics: Metrics): { visits: number; unit: string } | undefined {
  if (metrics.sessions !== undefined) return { visits: metrics.sessions, unit: 'session' };
  if (metrics.users !== undefined) return { visits: metrics.users, unit: 'user' };
  if (metrics.pageViews !== undefined) return { visits: metrics.pageViews, unit: 'page view' };
  return undefined;
}

/** Engaged share, drawn towards one half while sessions are few, so that 1 of 1 does not beat 18 of 20. */
const engagement: Signal = ({ organisation: { metrics } }) => {
  const { sessions, engagedSessions } = metrics;
  if (sessions === undefined || engagedSessions === undefined) return undefined;
  return {
    strength: clamp((engagedSessions + 1) / (sessions + 2)),
    text: `${thousands.format(engagedSessions)} of ${count(sessions, 'session')} engaged`,
  };
};

/** Pages a session, without the pages that the settings leave out: 1 is nothing, 6 and more is full. */
const depth: Signal = ({ organisation: { metrics }, ignoredViews }) => {
  if (!metrics.sessions || metrics.pageViews === undefined) return undefined;
  const pages = Math.max(0, metrics.pageViews - ignoredViews) / metrics.sessions;
  return { strength: clamp((pages - 1) / 5), text: `${oneDecimal(pages)} pages a session` };
};

/** Days with a visit: 5 and more is full. */
const frequency: Signal = ({ evidence }) => {
  const days = evidence.day?.length;
  if (!days) return undefined;
  return { strength: clamp(days / 5), text: `came on ${count(days, 'day')}` };
};

/** Visits on a log scale: 1 is 0.17, 8 is a half, 63 and more is full. */
const volume: Signal = ({ organisation }) => {
  const measured = volumeOf(organisation.metrics);
  if (!measured) return undefined;
  return { strength: clamp(Math.log2(1 + measured.visits) / 6), text: count(measured.visits, measured.unit) };
};

/** Sessions against the window before, in doublings: halved is 0, the same a third, four times is full. */
const growth: Signal = ({ organisation: { metrics, previous } }) => {
  const now = metrics.sessions;
  const before = previous?.sessions;
  if (now === undefined || before === undefined) return undefined;
  const text =
    before === 0 ? 'new: none in the window before' : `${now} after ${count(before, 'session')} before`;
  return { strength: clamp((Math.log2((now + 1) / (before + 1)) + 1) / 3), text };
};

/** Key events: 1 is a half, 3 and more is full. */
const keyEvents: Signal = ({ organisation: { metrics } }) => {
  if (metrics.keyEvents === undefined) return undefined;
  return {
    strength: clamp(Math.log2(1 + metrics.keyEvents) / 2),
    text: count(metrics.keyEvents, 'key event'),
  };
};

/** Pages that a buyer reads: three different ones, or many views, is full. */
const intent: Signal = ({ evidence, intentPages }) => {
  if (!evidence.page) return undefined;
  const views = viewsOf(intentPages);
  const named = intentPages.slice(0, 3).map((page) => page.value);
  return {
    strength: clamp(0.6 * clamp(intentPages.length / 3) + 0.4 * clamp(views / 6)),
    text: `read ${named.join(', ')} (${count(views, 'view')})`,
  };
};

/** How sure it is that this is an organisation at all. */
const confidence: Signal = ({ verdict }) => ({
  strength: clamp(verdict.confidence),
  text: verdict.rule
    ? `${verdict.type} by rule ${verdict.rule.id}`
    : verdict.type === 'unsure'
      ? 'no rule speaks for or against the name'
      : `${verdict.type} by its name`,
});

/** Every signal under its name in the settings' `weights`, in the order in which equal points are told. */
export const signals = { intent, keyEvents, engagement, growth, frequency, depth, volume, confidence };
export type SignalName = keyof typeof signals;
