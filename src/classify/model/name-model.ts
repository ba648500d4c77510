import { type Column, columns, decodeModel } from './file.ts';
import { read, readable, sizeOf } from './pieces.ts';

/**
 * What the model makes of a name, each 0–1: how probably it is a network's; if it is, how probably a host's
 * rather than a carrier's; if it is not, how probably each of these types rather than a business.
 */
export type Opinion = Record<Column, number>;

/** A part of the log odds that a name is a network's: above 0 speaks for a network, below 0 against. */
export interface Piece {
  piece: string;
  weight: number;
}

/** A second opinion on names by their letters alone. The same name always gets the same answer. */
export interface NameModel {
  opinion(name: string): Opinion;
  /** The log odds of `opinion(name).network` in parts that add up to it, the heaviest first. */
  explain(name: string): Piece[];
}

/** A model from the bytes of config/model/names.bin. Throws an Error on other bytes. */
export function loadNameModel(bytes: Uint8Array): NameModel {
  const { header, pieces, weights } = decodeModel(bytes);
  const indexOf = new Map(pieces.map((piece, index) => [piece, index]));

  function known(name: string) {
    const { pieces: all, latin } = read(name);
    const indices: number[] = [];
    for (const piece of all) {
      const index = indexOf.get(piece);
      if (index !== undefined) indices.push(index);
    }
    return { indices, latin, size: sizeOf(all.size) };
  }

  return {
    opinion(name) {
      const { indices, latin, size } = known(name);
      const probability = (column: Column): number => {
        const { bias, unit } = header.columns[column];
        const sum = indices.reduce((total, index) => total + (weights[column][index] as number), 0);
        return 1 / (1 + Math.exp(-latin * (bias + size * unit * sum)));
      };
      return Object.fromEntries(columns.map((column) => [column, probability(column)])) as Opinion;
    },
    explain(name) {
      const { indices, latin, size } = known(name);
      const { bias, unit } = header.columns.network;
      const parts = indices.map((index) => ({
        piece: readable(pieces[index] as string),
        weight: latin * size * unit * (weights.network[index] as number),
      }));
      return [{ piece: '(any name)', weight: latin * bias }, ...parts]
        .filter(({ weight }) => weight !== 0)
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    },
  };
}
