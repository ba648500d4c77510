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

/**
 * Score 0–100: the weighted mean of the signals that the source can give, and the reasons whose points add
 * up to it, most first. A signal that the source cannot give is left out of the weighing, never counted as 0.
 */
export function scoreOf(subject: Subject, weights: Weights): { score: number; reasons: Reason[] } {
  const told = (Object.keys(signals) as SignalName[]).flatMap((signal) => {
    const answer = weights[signal] > 0 ? signals[signal](subject) : undefined;
    return answer ? [{ signal, ...answer }] : [];
  });
  const weighed = told.reduce((sum, { signal }) => sum + weights[signal], 0);
  if (weighed === 0) return { score: 0, reasons: [] };
  const shares = told.map(({ signal, strength }) => (100 * weights[signal] * strength) / weighed);
  const score = Math.round(shares.reduce((sum, share) => sum + share, 0));
  const points = apportion(shares, score);
  const reasons = told
    .map(({ signal, text }, index) => ({ signal, points: points[index] ?? 0, text }))
    .filter((reason) => reason.points > 0)
    .sort((a, b) => b.points - a.points);
  return { score, reasons };
}
