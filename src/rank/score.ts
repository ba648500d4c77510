import type { Reason } from '../types.ts';
import { type SignalName, type Subject, signals } from './signals.ts';

export type Weights = Record<SignalName, number>;

/** Whole numbers in the proportion of `shares` that add up to `total` (largest remainders first). */
export function apportion(shares: readonly number[], total: number): number[] {
  const whole = shares.map(Math.floor);
  let left = total - whole.reduce((sum, points) => sum + points, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left-- <= 0) break;
    whole[index] = (whole[index] ?? 0) + 1;
  }
  return whole;
}

/** A score and what each signal has of it. */
export interface Score {
  /** 0–100, whole. */
  score: number;
  points: ReadonlyMap<SignalName, number>;
}

const names = Object.keys(signals) as SignalName[];

/**
 * Score 0–100: the weighted mean of the signals that the source can give; the points add up to it. A signal
 * that the source cannot give is left out of the weighing, never counted as 0.
 */
export function scoreOf(subject: Subject, weights: Weights): Score {
  const told: SignalName[] = [];
  const shares: number[] = [];
  let weighed = 0;
  for (const name of names) {
    const strength = weights[name] > 0 ? signals[name].strength(subject) : undefined;
    if (strength === undefined) continue;
    told.push(name);
    shares.push(weights[name] * strength);
    weighed += weights[name];
  }
  const ofHundred = shares.map((share) => (weighed > 0 ? (100 * share) / weighed : 0));
  const score = Math.round(ofHundred.reduce((sum, share) => sum + share, 0));
  const points = apportion(ofHundred, score);
  return { score, points: new Map(told.map((name, index) => [name, points[index] ?? 0])) };
}

/** The reasons for a score, most points first; their points add up to it. */
export const reasonsOf = (subject: Subject, { points }: Score): Reason[] =>
  [...points]
    .filter(([, n]) => n > 0)
    .map(([signal, n]) => ({ signal, points: n, text: signals[signal].text(subject) }))
    .sort((a, b) => b.points - a.points);
