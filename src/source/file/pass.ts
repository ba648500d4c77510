import { inputError } from '../../errors.ts';
import { lostLetter } from './text.ts';

const mostLines = 5;

/** Counts what could not be read, and remembers where it was first. */
class Unread {
  count = 0;
  readonly #lines: number[] = [];

  add(line: () => number): void {
    this.count++;
    if (this.#lines.length < mostLines) this.#lines.push(line());
  }

  /** `1 row (line 4)`, `120 rows (lines 2, 3, 4, 5, 6 and more)`. */
  text(): string {
    const more = this.count > this.#lines.length ? ' and more' : '';
    const [rows, lines] = this.count === 1 ? ['row', 'line'] : ['rows', 'lines'];
    return `${this.count} ${rows} (${lines} ${this.#lines.join(', ')}${more})`;
  }
}

const progressEvery = 50_000;

/** One reading of a file from its start to its end. */
export class Pass {
  /** Rows that were understood. */
  rows = 0;
  readonly skipped = new Unread();
  /** Days of details that could not be read. */
  readonly unreadDays = new Unread();
  /** For people. */
  readonly file: string;
  /** Some bytes are no letters in the file's encoding. */
  hasLostLetters = false;
  readonly #texts: () => AsyncIterable<string>;
  readonly #progress: (done: number) => void;

  constructor(file: string, texts: () => AsyncIterable<string>, progress: (done: number) => void) {
    this.file = file;
    this.#texts = texts;
    this.#progress = progress;
  }

  async *texts(): AsyncGenerator<string> {
    for await (const text of this.#texts()) {
      this.hasLostLetters ||= text.includes(lostLetter);
      yield text;
    }
  }

  countRow(): void {
    if (++this.rows % progressEvery === 0) this.#progress(this.rows);
  }

  /** A file of which no row at all can be read is no report: a UserError (exit 2). */
  requireRows(): void {
    if (this.rows > 0 || this.skipped.count === 0) return;
    throw inputError(
      `${this.file}: ${this.skipped.text()} could not be read, and there is no other`,
      'Each line needs a name and at least one figure under the headers.',
    );
  }
}
