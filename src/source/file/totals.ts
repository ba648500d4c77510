import type { MetricName, Metrics, Row, Window } from '../../types.ts';

/** A total of the file that its rows do not add up to. */
export interface Difference {
  metric: MetricName;
  total: number;
  sum: number;
}

/** A row that may be a line of totals: no dimension cell is filled, or only with a word for totals. */
export interface Candidate {
  name: string;
  metrics: Metrics;
  /** Stands before all rows of its section. */
  first: boolean;
}

/** What a section came to. */
export interface SectionEnd {
  /** Candidates that were no totals after all, added up by name. */
  rows: Row[];
  hasTotal: boolean;
  differences: Difference[];
}

/** What decides which rows are totals, and which sums can be compared with them. */
export interface SectionTraits {
  /** A last row without any dimension is the total even if nothing says so, as in UA. */
  unlabelledTotals: boolean;
  /** Sessions count once for each page, so that they add up to more than the total. */
  sessionsByPage: boolean;
}

/** Rows under one header. Sums are in the order of the metrics that the table's cells hold. */
export class Section {
  readonly window: Window;
  readonly sums: Float64Array;
  #rows = 0;
  readonly #names: readonly MetricName[];
  readonly #traits: SectionTraits;
  #total: Metrics | undefined;
  #first: Candidate | undefined;
  #last: Candidate | undefined;
  #other: Metrics | undefined;
  readonly #released = new Map<string, Metrics>();

  constructor(window: Window, names: readonly MetricName[], traits: SectionTraits) {
    this.window = window;
    this.sums = new Float64Array(names.length);
    this.#names = names;
    this.#traits = traits;
  }

  /** A common row came: what was held back as a possible last row is no total. */
  countRow(): void {
    this.#rows++;
    if (this.#last) this.#release(this.#last);
    this.#last = undefined;
  }

  /** The row `(other)`, which a total may leave out. */
  addOther(metrics: Metrics): void {
    this.#other = added(this.#other ?? {}, metrics);
  }

  /** A row that says that it is the total. */
  setTotal(metrics: Metrics): void {
    this.#total = added(this.#total ?? {}, metrics);
  }

  hold(name: string, metrics: Metrics): void {
    if (this.#rows === 0 && this.#first === undefined) {
      this.#first = { name, metrics, first: true };
      return;
    }
    if (this.#last) this.#release(this.#last);
    this.#last = { name, metrics, first: false };
  }

  end(): SectionEnd {
    const held = [this.#first, this.#last].filter((candidate) => candidate !== undefined);
    const total = this.#total === undefined ? this.#findTotal(held) : undefined;
    for (const candidate of held) if (candidate !== total) this.#release(candidate);
    const found = this.#total ?? total?.metrics;
    return {
      rows: [...this.#released].map(([name, metrics]) => ({ name, window: this.window, metrics })),
      hasTotal: found !== undefined,
      differences: found ? this.#differences(found) : [],
    };
  }

  #release({ name, metrics }: Candidate): void {
    this.#released.set(name, added(this.#released.get(name) ?? {}, metrics));
    for (const [i, metric] of this.#names.entries()) {
      this.sums[i] = (this.sums[i] as number) + (metrics[metric] ?? 0);
    }
  }

  /** The candidate that the other rows add up to; else one that is big enough to be the total of a cut file. */
  #findTotal(held: readonly Candidate[]): Candidate | undefined {
    const base = this.#names.findIndex((name) => this.#isAdditive(name));
    const metric = this.#names[base];
    if (metric === undefined) return held.find((candidate) => this.#isLikely(candidate));
    const figure = (candidate: Candidate) => candidate.metrics[metric] ?? 0;
    const all = (this.sums[base] as number) + held.reduce((sum, candidate) => sum + figure(candidate), 0);
    const others = (candidate: Candidate) => all - figure(candidate);
    const exact = held.find(
      (candidate) =>
        (this.#rows > 0 || this.#isLikely(candidate)) &&
        isSame(metric, figure(candidate), others(candidate), this.#rows),
    );
    return exact ?? held.find((candidate) => figure(candidate) > this.#least(candidate) * others(candidate));
  }

  #isAdditive(metric: MetricName): boolean {
    const bySession = metric === 'sessions' || metric === 'engagedSessions';
    return additive.includes(metric) && !(bySession && this.#traits.sessionsByPage);
  }

  #isLikely({ name }: Candidate): boolean {
    return name !== '' || this.#traits.unlabelledTotals;
  }

  /** What part of the other rows' sum a total has at least; a company may be called Total, or have no name. */
  #least(candidate: Candidate): number {
    if (candidate.name !== '') return 0.9;
    if (candidate.first) return Number.POSITIVE_INFINITY;
    return this.#traits.unlabelledTotals ? 0.5 : 1;
  }

  #differences(total: Metrics): Difference[] {
    return this.#names.flatMap((metric, i) => {
      const [figure, sum] = [total[metric], this.sums[i] as number];
      if (figure === undefined || !this.#isAdditive(metric)) return [];
      const withoutOther = sum - (this.#other?.[metric] ?? 0);
      const same =
        isSame(metric, figure, sum, this.#rows) || isSame(metric, figure, withoutOther, this.#rows);
      return same ? [] : [{ metric, total: figure, sum }];
    });
  }
}

const additive: readonly MetricName[] = [
  'sessions',
  'engagedSessions',
  'pageViews',
  'engagementSeconds',
  'keyEvents',
];

/** Equal but for rounding: of times in each row, of the rest in the total. */
const isSame = (metric: MetricName, total: number, sum: number, rows: number): boolean =>
  Math.abs(total - sum) <= (metric === 'engagementSeconds' ? Math.max(1, rows / 2) : 0.5);

function added(a: Metrics, b: Metrics): Metrics {
  const sum = { ...a };
  for (const [name, value] of Object.entries(b) as [MetricName, number][])
    sum[name] = (sum[name] ?? 0) + value;
  return sum;
}
