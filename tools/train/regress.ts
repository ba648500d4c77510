import { random, shuffled } from './random.ts';

/** A name as numbers: which pieces it has, and what each counts in a name of this size. */
export interface Sample {
  pieces: Int32Array;
  size: number;
}

/** A logistic regression: log odds = bias + size * sum of the pieces' weights. */
export interface Fit {
  bias: number;
  weights: Float64Array;
}

const rounds = 10;
const rate = 0.05;
const pull = 10;
const seed = 12_345;

/**
 * Fits by FTRL-Proximal (McMahan et al., 2013): one pass after the other in a seeded order, each piece with a
 * learning rate of its own, all weights pulled towards 0. `scale` says how fast a piece learns.
 */
export function regress(
  samples: readonly Sample[],
  isTrue: (sample: number) => boolean,
  importance: (sample: number) => number,
  scale: Float64Array,
): Fit {
  const bias = scale.length;
  const gradients = new Float64Array(bias + 1);
  const squares = new Float64Array(bias + 1);
  const weights = new Float64Array(bias + 1);
  const learn = (at: number, gradient: number) => {
    const before = squares[at] as number;
    const after = before + gradient * gradient;
    const root = Math.sqrt(after);
    const sum =
      (gradients[at] as number) + gradient - ((root - Math.sqrt(before)) / rate) * (weights[at] as number);
    gradients[at] = sum;
    squares[at] = after;
    weights[at] = -sum / ((1 + root) / rate + pull);
  };
  const scaleOf = (piece: number) => scale[piece] as number;

  const next = random(seed);
  let order = [...samples.keys()].filter((at) => importance(at) > 0);
  for (let round = 0; round < rounds; round++) {
    order = shuffled(order, next);
    for (const at of order) {
      const { pieces, size } = samples[at] as Sample;
      let sum = 0;
      for (const piece of pieces) sum += (weights[piece] as number) * scaleOf(piece);
      const logOdds = (weights[bias] as number) + size * sum;
      const error = (1 / (1 + Math.exp(-logOdds)) - (isTrue(at) ? 1 : 0)) * importance(at);
      for (const piece of pieces) learn(piece, error * size * scaleOf(piece));
      learn(bias, error);
    }
  }
  return {
    bias: weights[bias] as number,
    weights: weights.slice(0, bias).map((weight, piece) => weight * scaleOf(piece)),
  };
}

/** The log odds that a fit gives a sample. */
export function logOddsOf({ bias, weights }: Fit, { pieces, size }: Sample): number {
  let sum = 0;
  for (const piece of pieces) sum += weights[piece] as number;
  return bias + size * sum;
}
