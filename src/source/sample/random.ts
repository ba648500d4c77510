/** A stream of numbers from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** The same stream for the same seed, everywhere: mulberry32 (T. Ettinger), started from the seed's FNV-1a hash. */
export function randomFrom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** `mean` rounded up or down so that it is met on average. */
export const aboutMean = (random: Random, mean: number): number => Math.floor(mean + random());

/** One of the choices, each as likely as the next. */
export const oneOf = <T>(random: Random, choices: readonly T[]): T =>
  chosen(choices, Math.floor(random() * choices.length));

/** Chooses by weight. */
export type Draw<T> = (random: Random) => T;

export function drawFrom<T>(weights: Iterable<readonly [T, number]>): Draw<T> {
  const choices: T[] = [];
  const upTo: number[] = [];
  let total = 0;
  for (const [choice, weight] of weights) {
    choices.push(choice);
    total += weight;
    upTo.push(total);
  }
  return (random) => {
    const target = random() * total;
    let at = 0;
    for (const bound of upTo) {
      if (target < bound) break;
      at++;
    }
    return chosen(choices, at);
  };
}

function chosen<T>(choices: readonly T[], at: number): T {
  const choice = choices[at];
  if (choice === undefined) throw new RangeError('nothing to choose from');
  return choice;
}

/** `drawFrom` for choices that are property names. */
export const drawKey = <K extends string>(weights: Partial<Record<K, number>>): Draw<K> =>
  drawFrom(Object.entries(weights) as [K, number][]);
