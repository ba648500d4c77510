/** A share of weighted names with its Wilson 95 % interval; `of` is how many names it is a share of. */
export interface Share {
  value: number;
  low: number;
  high: number;
  of: number;
}

/** Sums up names that are in or out of a share. */
export class Tally {
  #in = 0;
  #all = 0;
  #squares = 0;
  #count = 0;

  add(isIn: boolean, weight: number): void {
    this.#count += 1;
    this.#all += weight;
    this.#squares += weight * weight;
    if (isIn) this.#in += weight;
  }

  /** Of nothing there is no share. */
  share(): Share | undefined {
    if (this.#all === 0) return undefined;
    // Weights count as so many equal names (Kish's effective sample size).
    const n = this.#all ** 2 / this.#squares;
    return { ...wilson(this.#in / this.#all, n), of: this.#count };
  }
}

const z = 1.959964;

/** Wilson score interval (1927) of a share that was seen in n names. */
export function wilson(value: number, n: number): Omit<Share, 'of'> {
  const centre = (value + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + z ** 2 / (4 * n ** 2));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** The mean of two independent shares; its interval by Newcombe's square-and-add (1998). */
export function meanOf(a: Share, b: Share): Share {
  const value = (a.value + b.value) / 2;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.value - b.low) / 2,
    high: value + Math.hypot(a.high - a.value, b.high - b.value) / 2,
    of: a.of + b.of,
  };
}
