import { isWhole, read, sizeOf } from '../../src/classify/model/pieces.ts';
import type { Example } from './material.ts';
import type { Sample } from './regress.ts';

/** Pieces in a fixed order, and names as numbers in them. */
export interface Vocabulary {
  pieces: string[];
  /** How fast each piece learns: whole words faster than parts, as they say more. */
  scale: Float64Array;
  sample(name: string): Sample;
}

const wholeWord = 3;

const cut = new Map<string, { pieces: string[]; size: number }>();

/** A name's pieces; every name is read many times in a training. */
function cutUp(name: string) {
  const known = cut.get(name);
  if (known) return known;
  const pieces = [...read(name).pieces];
  const parts = { pieces, size: sizeOf(pieces.length) };
  cut.set(name, parts);
  return parts;
}

export function vocabularyOf(pieces: readonly string[]): Vocabulary {
  const indexOf = new Map(pieces.map((piece, index) => [piece, index]));
  return {
    pieces: [...pieces],
    scale: Float64Array.from(pieces, (piece) => (isWhole(piece) ? wholeWord : 1)),
    sample(name) {
      const parts = cutUp(name);
      const known = parts.pieces.flatMap((piece) => indexOf.get(piece) ?? []);
      return { pieces: Int32Array.from(known), size: parts.size };
    },
  };
}

/** How many names have each piece, of our own each twice. What a single labelled name has is left out: it may be wrong. */
export function pieceCounts(examples: readonly Pick<Example, 'name' | 'labelled'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, labelled } of examples) {
    for (const piece of cutUp(name).pieces) counts.set(piece, (counts.get(piece) ?? 0) + (labelled ? 1 : 2));
  }
  return new Map([...counts].filter(([, count]) => count >= 2));
}
