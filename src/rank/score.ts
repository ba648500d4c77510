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

const names = Object.keys(signals) as SignalName[];

/** What each signal has of the hundred, before rounding; a signal that the source cannot give is left out. */
function sharesOf(subject: Subject, weights: Weights): { told: SignalName[]; shares: number[] } {
  const told: SignalName[] = [];
  const shares: number[] = [];
  let weighed = 0;
  for (const name of names) {
    const strength = weights[name] > 0 ? signals[name].strength(subject) : undefined;
    if (strength === undefined) continue;
    told.push(name);
    shares.push(100 * weights[name] * strength);
    weighed += weights[name];
  }
  return { told, shares: shares.map((share) => share / weighed) };
}

const total = (shares: readonly number[]): number =>
  Math.round(shares.reduce((sum, share) => sum + share, 0));

/**
 * Score 0–100, whole: the weighted mean of the signals that the source can give. What it cannot give is left
 * out of the weighing, never counted as 0.
 */
export const scoreOf = (subject: Subject, weights: Weights): number =>
  total(sharesOf(subject, weights).shares);

/** The reasons for a score, most points first; their points add up to it. */
export function reasonsOf(subject: Subject, weights: Weights): Reason[] {
  const { told, shares } = sharesOf(subject, weights);
  const points = apportion(shares, total(shares));
  return told
    .map((signal, index) => ({ signal, points: points[index] ?? 0 }))
    .filter((reason) => reason.points > 0)
    .map((reason) => ({ ...reason, text: signals[reason.signal].text(subject) }))
    .sort((a, b) => b.points - a.points);
}
