import type { Reading } from '../run-types.ts';
import type { Detail, Row } from '../types.ts';
import { listOf, type MetricList, packed } from './compact.ts';
import type { ReadingHead, ReadingPart, StoredReading } from './readings.ts';

/** A row as one line of a stored reading. */
export type RowLine = [
  name: string,
  isPrevious: 0 | 1,
  domain: string | null,
  country: string | null,
  ...metrics: MetricList,
];
/** A detail, likewise. */
export type DetailLine = [name: string, about: Detail['about'], value: string, ...metrics: MetricList];

/** Compressed bit by bit, so that a million rows never stand in memory as text. */
const charactersAPart = 262_144;

class Parts {
  readonly #holds: ReadingPart['holds'];
  readonly #done: ReadingPart[] = [];
  #lines: string[] = [];
  #characters = 0;

  constructor(holds: ReadingPart['holds']) {
    this.#holds = holds;
  }

  add(line: RowLine | DetailLine): void {
    const text = JSON.stringify(line);
    this.#lines.push(text);
    this.#characters += text.length;
    if (this.#characters >= charactersAPart) this.#close();
  }

  finish(): ReadingPart[] {
    if (this.#lines.length > 0) this.#close();
    return this.#done;
  }

  #close(): void {
    this.#done.push({ holds: this.#holds, bytes: packed(this.#lines.join('\n')) });
    this.#lines = [];
    this.#characters = 0;
  }
}

/**
 * The same reading, which keeps what passes through. `finish` gives it, once the rows were read to their end
 * and the details too. What is about one person or machine must not be kept: `masked` puts another text in the
 * place of a network name or domain that is.
 */
export function recordingOf(
  reading: Reading,
  masked: (text: string) => string,
): { reading: Reading; finish(): StoredReading } {
  let rows = new Parts('rows');
  const details = new Parts('details');
  let complete = false;

  const recording: Reading = {
    ...reading,
    async *rows() {
      rows = new Parts('rows');
      complete = false;
      for await (const list of reading.rows()) {
        for (const row of list) rows.add(rowLine(row, masked));
        yield list;
      }
      complete = true;
    },
    async *details(names) {
      for await (const detail of reading.details(names)) {
        details.add(detailLine(detail, masked));
        yield detail;
      }
    },
    outcome: () => reading.outcome(),
  };

  return {
    reading: recording,
    finish() {
      if (!complete) throw new Error('a reading can be stored only when its rows were read to their end');
      const { label, query, days, timeZone } = reading;
      const head: ReadingHead = {
        label,
        query,
        ...(days && { days }),
        ...(timeZone !== undefined && { timeZone }),
        outcome: reading.outcome(),
      };
      return { head, parts: [...rows.finish(), ...details.finish()] };
    },
  };
}

const rowLine = (
  { name, domain, country, window, metrics }: Row,
  masked: (text: string) => string,
): RowLine => [
  masked(name),
  window === 'previous' ? 1 : 0,
  domain === undefined ? null : masked(domain),
  country ?? null,
  ...listOf(metrics),
];

const detailLine = (
  { name, about, value, metrics }: Detail,
  masked: (text: string) => string,
): DetailLine => [masked(name), about, value, ...listOf(metrics)];
