import type { QualityFlag } from '../../run-types.ts';
import type { Detail, Metrics, Row, Window } from '../../types.ts';
import { detached, knownText, textOfCell } from './cells.ts';
import { type Columns, detailsIn } from './columns.ts';
import type { Piece } from './csv.ts';
import { type DayOrder, dayReader } from './days.ts';
import { unreadDays } from './flags.ts';
import type { Role } from './languages/language.ts';
import { type MetricReader, metricReader } from './metrics.ts';
import type { Pass } from './pass.ts';

/** How the rows of a file are to be understood, whatever its form. */
export interface NamesPlan {
  columns: Columns;
  dayOrder: DayOrder;
  /** A session counts in each page that it saw. */
  sessionsByPage: boolean;
  /** Rows of the head of the file, for what no single cell tells. */
  sample: string[][];
}

/** Tells rows with names from all else in a file; made anew for each pass, and asked in the file's order. */
export interface RowFilter {
  isRow(piece: Piece, index: number): boolean;
  /** Of the row that was asked about last; undefined: the row belongs to none. */
  windowOf(cells: readonly string[]): Window | undefined;
  /** Where the figures of that row are added up, to be compared with a total. */
  sumsOf(window: Window): Float64Array | undefined;
  /** The row `(other)`, which a total may leave out. */
  addOther(metrics: Metrics): void;
  /** Rows that were held back until all was known. */
  end(): Row[];
  /** What the file turned out to be, after `end`. */
  flags(pass: Pass): QualityFlag[];
}

/** A form of file. */
export interface Form {
  pieces(texts: AsyncIterable<string>): AsyncIterable<Piece>;
  filter(reader: MetricReader, skip: (piece: Piece, index: number) => void): RowFilter;
}

const otherRow = '(other)';

/** The names of a file. Each of rows and details is a new pass over it. */
export interface Names {
  rows(pass: Pass): AsyncGenerator<Row[]>;
  details(pass: Pass, names: ReadonlySet<string>): AsyncGenerator<Detail>;
  /** Complete once rows and details were read. */
  flags(): QualityFlag[];
}

export function namesIn(plan: NamesPlan, form: Form): Names {
  const { columns } = plan;
  let rowFlags: QualityFlag[] = [];
  let detailFlags: QualityFlag[] = [];
  const column = (role: Role): number => columns.at.get(role) ?? -1;
  const [nameAt, domainAt] = [column('name'), column('domain')];
  const countryAt = columns.at.get('organisationCountry') ?? column('country');
  // An array's place -1 is a name, which takes V8 as long as the rest of the row.
  const textAt = (cells: readonly string[], at: number) => (at < 0 ? undefined : knownText(cells[at]));
  const reader = metricReader(columns, plan.sample);
  const details = detailsIn(columns);

  async function* readRows(pass: Pass): AsyncGenerator<Row[]> {
    const skip = (piece: Piece, at: number) => pass.skipped.add(() => piece.lineOf(at));
    const filter = form.filter(reader, skip);
    for await (const piece of form.pieces(pass.texts())) {
      const rows: Row[] = [];
      for (let at = 0; at < piece.rows.length; at++) {
        if (!filter.isRow(piece, at)) continue;
        const cells = piece.rows[at] as string[];
        const window = filter.windowOf(cells);
        if (window === undefined) continue;
        const metrics = reader.read(cells, filter.sumsOf(window));
        if (metrics === undefined) {
          skip(piece, at);
          continue;
        }
        pass.countRow();
        const row: Row = { name: detached(textOfCell(cells[nameAt])), window, metrics };
        if (row.name === otherRow) filter.addOther(metrics);
        const domain = textAt(cells, domainAt);
        if (domain !== undefined) row.domain = domain;
        const country = textAt(cells, countryAt);
        if (country !== undefined) row.country = country;
        rows.push(row);
        const sessions = reader.previousSessions(cells);
        if (sessions !== undefined) rows.push({ ...row, window: 'previous', metrics: { sessions } });
      }
      yield rows;
    }
    const held = filter.end();
    for (const _ of held) pass.countRow();
    yield held;
    pass.requireRows();
    rowFlags = filter.flags(pass);
  }

  async function* readDetails(pass: Pass, names: ReadonlySet<string>): AsyncGenerator<Detail> {
    if (details.length === 0) return;
    const filter = form.filter(reader, () => undefined);
    const dayOf = dayReader(plan.dayOrder, columns.language.code);
    for await (const piece of form.pieces(pass.texts())) {
      for (let at = 0; at < piece.rows.length; at++) {
        if (!filter.isRow(piece, at)) continue;
        pass.countRow();
        const cells = piece.rows[at] as string[];
        const name = textOfCell(cells[nameAt]);
        if (filter.windowOf(cells) !== 'current' || !names.has(name)) continue;
        const metrics = reader.read(cells);
        if (metrics === undefined) continue;
        for (const [about, index] of details) {
          const text = knownText(cells[index]);
          if (text === undefined) continue;
          const value = about === 'day' ? dayOf(text) : text;
          if (value === undefined) pass.unreadDays.add(() => piece.lineOf(at));
          else yield { name: detached(name), about, value, metrics };
        }
      }
    }
    detailFlags = unreadDays(pass);
  }

  return {
    rows: readRows,
    details: readDetails,
    flags: () => [...rowFlags, ...detailFlags],
  };
}
