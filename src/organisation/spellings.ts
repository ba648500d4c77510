import type { Metrics, Row } from '../types.ts';
import { addMetrics } from './metrics.ts';

/** A raw network name in one place (domain and country as the source has them beside it), with its totals. */
export interface Spelling {
  name: string;
  domain: string | undefined;
  country: string | undefined;
  /** Absent where only the window before has it. */
  current: Metrics | undefined;
  previous: Metrics | undefined;
}

export interface Spellings {
  spellings: Spelling[];
  rows: number;
  /** Distinct raw names. */
  names: number;
  /** Whether any row is of the window before. */
  hasPrevious: boolean;
}

/** Spellings of one country, by name, or by name and domain. */
interface Known {
  bare: Map<string, Spelling>;
  beside: Map<string, Spelling>;
}

/** Sums the rows; memory grows with the distinct names (and their places) only. */
export async function readSpellings(rows: AsyncIterable<Row[]>): Promise<Spellings> {
  const spellings: Spelling[] = [];
  const inCountry = new Map<string | undefined, Known>();
  let count = 0;
  let hasPrevious = false;

  function spellingOf({ name, domain, country }: Row): Spelling {
    let known = inCountry.get(country);
    if (known === undefined) {
      known = { bare: new Map(), beside: new Map() };
      inCountry.set(country, known);
    }
    const places = domain === undefined ? known.bare : known.beside;
    const id = domain === undefined ? name : `${name.length} ${name}${domain}`;
    let spelling = places.get(id);
    if (spelling === undefined) {
      spelling = { name, domain, country, current: undefined, previous: undefined };
      places.set(id, spelling);
      spellings.push(spelling);
    }
    return spelling;
  }

  for await (const list of rows) {
    count += list.length;
    for (const row of list) {
      const spelling = spellingOf(row);
      const { window, metrics } = row;
      hasPrevious ||= window === 'previous';
      const total = spelling[window];
      if (total === undefined) spelling[window] = { ...metrics };
      else addMetrics(total, metrics);
    }
  }
  return { spellings, rows: count, names: new Set(spellings.map(({ name }) => name)).size, hasPrevious };
}
