import type { KeptValue } from '../history/outbox-entry.ts';

/** What became of leads, in the order in which they are told. */
export const fates = [
  'created',
  'adopted',
  'updated',
  'unchanged',
  'kept',
  'skipped',
  'refused',
  'failed',
  'pending',
] as const;
export type Fate = (typeof fates)[number];

export interface Problem {
  key: string;
  name: string;
  fate: Fate;
  reason: string;
}

const mostShown = 20;

/** Counts what became of each lead; what is told last of a lead counts. */
export class Tally {
  /** Leads of which nothing has to be told: fifty thousand unchanged ones take no room. */
  readonly #plain: Partial<Record<Fate, number>> = {};
  readonly #fates = new Map<string, Fate>();
  readonly #problems = new Map<string, Problem>();
  readonly #kept = new Map<string, number>();
  readonly #keptShown = new Map<string, { name: string; kept: readonly KeptValue[] }>();

  /** A lead that this push has not to care for any more. */
  count(fate: Fate): void {
    this.#plain[fate] = (this.#plain[fate] ?? 0) + 1;
  }

  set({ key, name }: { key: string; name: string }, fate: Fate, reason?: string): void {
    this.#fates.set(key, fate);
    if (reason === undefined) this.#problems.delete(key);
    else this.#problems.set(key, { key, name, fate, reason });
  }

  keep({ key, name }: { key: string; name: string }, kept: readonly KeptValue[]): void {
    if (kept.length === 0) return;
    this.#kept.set(key, kept.length);
    if (this.#keptShown.size < mostShown || this.#keptShown.has(key))
      this.#keptShown.set(key, { name, kept });
  }

  counts(): Record<Fate, number> {
    const counts = Object.fromEntries(fates.map((fate) => [fate, this.#plain[fate] ?? 0])) as Record<
      Fate,
      number
    >;
    for (const fate of this.#fates.values()) counts[fate]++;
    return counts;
  }

  /** Of leads that are not where they should be. */
  problems(): Problem[] {
    return [...this.#problems.values()];
  }

  /** Values of people that stay: how many, and the first leads' ones. */
  kept(): { values: number; first: (KeptValue & { key: string; name: string })[] } {
    return {
      values: [...this.#kept.values()].reduce((sum, n) => sum + n, 0),
      first: [...this.#keptShown].flatMap(([key, { name, kept }]) =>
        kept.map((value) => ({ key, name, ...value })),
      ),
    };
  }
}
