import { type Example, isNetwork, type Label } from './material.ts';

/**
 * What a probability means: as many networks as organisations, of the latter three quarters businesses. Each
 * labelled name counts so that the sides come out like that.
 */
const shares: Record<Label, number> = {
  business: 1,
  nonprofit: 1,
  education: 0.03,
  government: 0.03,
  isp: 1,
  hosting: 1,
};

/** How much each name counts in a mixture with equal sides. */
export function mixture(examples: readonly Pick<Example, 'label'>[]): number[] {
  const total = (networks: boolean) =>
    examples.reduce((sum, one) => sum + (isNetwork(one) === networks ? shares[one.label] : 0), 0);
  const sides = { networks: total(true), organisations: total(false) };
  return examples.map((one) => shares[one.label] / (isNetwork(one) ? sides.networks : sides.organisations));
}

const steps = 100;

/** Platt scaling: the line that makes scores log odds in `mixture`, by Newton's method. */
export function platt(scores: readonly { example: Example; score: number }[]): {
  slope: number;
  shift: number;
} {
  const weights = mixture(scores.map(({ example }) => example));
  let slope = 1;
  let shift = 0;
  for (let step = 0; step < steps; step++) {
    let [a, b, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9];
    for (const [index, { example, score }] of scores.entries()) {
      const weight = weights[index] as number;
      const probability = 1 / (1 + Math.exp(-(slope * score + shift)));
      const error = (probability - (isNetwork(example) ? 1 : 0)) * weight;
      const curve = probability * (1 - probability) * weight;
      a += error * score;
      b += error;
      aa += curve * score * score;
      ab += curve * score;
      bb += curve;
    }
    const determinant = aa * bb - ab * ab;
    slope -= (bb * a - ab * b) / determinant;
    shift -= (aa * b - ab * a) / determinant;
  }
  return { slope, shift };
}
