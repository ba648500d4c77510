import type { QualityFlag } from '../../run-types.ts';
import type { Metrics, Row, Window } from '../../types.ts';
import { detailsIn } from './columns.ts';
import type { Piece } from './csv.ts';
import { daysInComments } from './days.ts';
import { csvFlags } from './flags.ts';
import { isTotalWord, meaningOf } from './headers.ts';
import type { MetricReader } from './metrics.ts';
import type { RowFilter } from './names.ts';
import type { Pass } from './pass.ts';
import type { CsvPlan } from './plan.ts';
import { Section, type SectionEnd } from './totals.ts';
import { windowReader } from './windows.ts';

/** What else a file turned out to hold, once all of it was read. */
export interface TableEnd extends SectionEnd {
  /** Line and first header of tables that are no tables of names. */
  otherTables: { line: number; header: string }[];
  /** Line of a second part with later days, which was not read. */
  laterDays?: number;
}

const isBlank = (cell: string | undefined): boolean => cell === undefined || cell.trim() === '';
const mostComments = 50;
const numberSign = 35;

/** Tells the rows of the table of names from all else that a report holds. */
export class Table implements RowFilter {
  readonly #plan: CsvPlan;
  readonly #reader: MetricReader;
  readonly #skip: (piece: Piece, index: number) => void;
  readonly #width: number;
  readonly #nameAt: number;
  readonly #nameHeader: string;
  readonly #otherDimensions: readonly number[];
  readonly #windowAt: number | undefined;
  readonly #windowReader = windowReader();
  readonly #found: TableEnd = { rows: [], hasTotal: false, differences: [], otherTables: [] };
  #seen = 0;
  #section: Section;
  #comments: string[] = [];
  /** A blank line or comment came: another table may follow. */
  #gap = false;
  /** In a table that is not the one of names, or in a part with later days. */
  #elsewhere = false;

  /** `skip` hears of rows that cannot be read. */
  constructor(plan: CsvPlan, reader: MetricReader, skip: (piece: Piece, index: number) => void) {
    const { columns } = plan;
    this.#plan = plan;
    this.#reader = reader;
    this.#skip = skip;
    this.#width = columns.headers.length;
    this.#nameAt = columns.at.get('name') ?? 0;
    this.#nameHeader = columns.headers[this.#nameAt] ?? '';
    this.#otherDimensions = [
      ...detailsIn(columns).map(([, index]) => index),
      ...(['domain', 'organisationCountry'] as const).flatMap((role) => columns.at.get(role) ?? []),
    ];
    this.#windowAt = columns.at.get('window');
    this.#section = this.#newSection('current');
  }

  /** Whether a row of the file is one of the table of names. Rows must come in the file's order. */
  isRow(piece: Piece, index: number): boolean {
    if (this.#seen++ <= this.#plan.headerRow) return false;
    const cells = piece.rows[index] as string[];
    const name = cells[this.#nameAt];
    if (
      name !== undefined &&
      name !== '' &&
      cells.length === this.#width &&
      !this.#gap &&
      !this.#elsewhere &&
      !piece.broken &&
      (cells[0] as string).charCodeAt(0) !== numberSign &&
      name !== this.#nameHeader &&
      !isTotalWord(name)
    ) {
      this.#section.countRow();
      return true;
    }
    return this.#isUnusualRow(cells, piece, index);
  }

  windowOf(cells: readonly string[]): Window | undefined {
    return this.#windowAt === undefined ? this.#section.window : this.#windowReader(cells[this.#windowAt]);
  }

  /** A total speaks of the current window where one table has both. */
  sumsOf(window: Window): Float64Array | undefined {
    const isCompared = this.#windowAt !== undefined && window === 'previous';
    return isCompared ? undefined : this.#section.sums;
  }

  addOther(metrics: Metrics): void {
    this.#section.addOther(metrics);
  }

  end(): Row[] {
    this.#endSection();
    return this.#found.rows;
  }

  flags(pass: Pass): QualityFlag[] {
    return csvFlags(this.#plan, pass, this.#found);
  }

  #isUnusualRow(cells: readonly string[], piece: Piece, index: number): boolean {
    if (cells.every(isBlank)) {
      this.#gap = true;
      return false;
    }
    if (this.#isComment(cells, piece)) {
      if (this.#comments.length < mostComments) this.#comments.push(cells.join(','));
      this.#gap = true;
      return false;
    }
    if (this.#isHeader(cells)) {
      this.#startSection(piece.lineOf(index));
      return false;
    }
    if (this.#elsewhere) return false;
    if (this.#gap && this.#isOtherHeader(cells)) {
      this.#elsewhere = true;
      this.#found.otherTables.push({ line: piece.lineOf(index), header: cells[0] ?? '' });
      return false;
    }
    this.#gap = false;
    return this.#isRowOfTable(cells, piece, index);
  }

  #isRowOfTable(cells: readonly string[], piece: Piece, index: number): boolean {
    const extra = cells.slice(this.#width).filter((cell) => !isBlank(cell));
    const name = cells[this.#nameAt]?.trim();
    const named = name !== '' && !isTotalWord(name ?? '');
    const labelled = !named && extra.some((cell) => isTotalWord(cell.trim()));
    if (piece.broken || name === undefined || (extra.length > 0 && !labelled)) {
      this.#skip(piece, index);
      return false;
    }
    if (!labelled && (named || this.#otherDimensions.some((at) => !isBlank(cells[at])))) {
      this.#section.countRow();
      return true;
    }
    const metrics = this.#reader.read(cells);
    if (metrics === undefined) this.#skip(piece, index);
    else if (labelled) this.#section.setTotal(metrics);
    else this.#section.hold(name, metrics);
    return false;
  }

  /** A line with `#` first, unless it is a whole row: a network may be called `#1 Hosting`. */
  #isComment(cells: readonly string[], piece: Piece): boolean {
    if (!cells[0]?.startsWith('#')) return false;
    const whole = cells.length === this.#width && this.#width > 1 && !this.#elsewhere && !piece.broken;
    return !whole || this.#reader.read(cells) === undefined;
  }

  #isHeader(cells: readonly string[]): boolean {
    const { headers } = this.#plan.columns;
    return (
      headers.every((header, at) => (cells[at]?.trim() ?? '') === header) && !isBlank(cells[this.#nameAt])
    );
  }

  /** After a gap, words alone: in Google Analytics' own files, or with a header that is known. */
  #isOtherHeader(cells: readonly string[]): boolean {
    const filled = cells.filter((cell) => !isBlank(cell));
    return (
      filled.length > 1 &&
      filled.every((cell) => /^[^\d]*\p{L}/u.test(cell.trim())) &&
      this.#reader.read(cells) === undefined &&
      (this.#plan.fromAnalytics || filled.some((cell) => meaningOf(cell) !== undefined))
    );
  }

  /** The header came again: its own comments may tell other days. */
  #startSection(line: number): void {
    const days = daysInComments(this.#comments) ?? this.#plan.days;
    const { days: main } = this.#plan;
    this.#comments = [];
    this.#gap = false;
    this.#elsewhere = main !== undefined && days !== undefined && days.from > main.from;
    if (this.#elsewhere) this.#found.laterDays ??= line;
    this.#endSection();
    const earlier = main !== undefined && days !== undefined && days.from < main.from;
    this.#section = this.#newSection(earlier ? 'previous' : 'current');
  }

  #newSection(window: Window): Section {
    return new Section(window, this.#reader.direct, this.#plan);
  }

  #endSection(): void {
    const { rows, hasTotal, differences } = this.#section.end();
    this.#found.rows.push(...rows);
    this.#found.hasTotal ||= hasTotal;
    this.#found.differences.push(...differences);
  }
}
