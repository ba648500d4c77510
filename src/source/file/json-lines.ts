import { inputError } from '../../errors.ts';
import { printable } from '../../text.ts';
import type { Window } from '../../types.ts';
import { type Chosen, columnsOf, requireColumns } from './columns.ts';
import type { Piece } from './csv.ts';
import { commonFlags } from './flags.ts';
import type { Form, NamesPlan } from './names.ts';
import type { Head } from './text.ts';
import { windowNamed } from './windows.ts';

type Json = Record<string, unknown>;

/** How JSON lines are to be read: as rows whose headers are the keys, and the window in a cell of its own. */
export interface JsonPlan extends NamesPlan {
  format: 'JSON lines';
}

/** One object a line, as opposed to a list or a table. */
export const looksLikeJson = (head: Head): boolean => /^\s*(?:\{\s*["}]|\[\s*[{\]])/.test(head.text);

/** The keys in the head of the file; a UserError (exit 2) if its first line is no object, or has no name. */
export function planJson(head: Head, chosen: Chosen, file: string): JsonPlan {
  if (head.text.trimStart().startsWith('[')) {
    throw inputError(
      `${file} is a JSON list; expected JSON lines, one object a line`,
      `Turn it into lines: jq -c '.[]'`,
    );
  }
  const lines = head.text.split('\n');
  const objects = lines.map(objectOf).filter((object) => object !== undefined);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (objectOf(lines[first] ?? '') === undefined) {
    throw inputError(
      `line ${first + 1} of ${file} is not a JSON object: ${printable(lines[first] ?? '').slice(0, 120)}`,
      'Each line must be one whole object, such as {"name":"Example GmbH","sessions":3}.',
    );
  }
  const headers = [...new Set(objects.flatMap(keysOf))];
  const columns = columnsOf(headers, chosen);
  requireColumns(columns, chosen, file);
  const at = new Map(columns.at);
  at.delete('window');
  const sample = objects.map((object) => cellsOf(object, headers));
  return {
    format: 'JSON lines',
    columns: { ...columns, at },
    dayOrder: columns.language.dayOrder,
    sessionsByPage: columns.hasInnerPages,
    sample,
  };
}

/** Plain values at the top, and those of `metrics`. */
function keysOf(object: Json): string[] {
  const plain = Object.entries(object).filter(([key, value]) => key !== 'window' && !isNested(value));
  const { metrics } = object;
  return [...plain.map(([key]) => key), ...(isObject(metrics) ? Object.keys(metrics) : [])];
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

const isObject = (value: unknown): value is Json => isNested(value) && !Array.isArray(value);

function objectOf(line: string): Json | undefined {
  if (line.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function valueIn(object: Json, header: string): unknown {
  if (Object.hasOwn(object, header)) return object[header];
  const { metrics } = object;
  return isObject(metrics) && Object.hasOwn(metrics, header) ? metrics[header] : undefined;
}

/** A number in a form that no style of thousands can be mistaken for. */
function cellOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(6);
  return value === undefined || isNested(value) || value === null ? '' : String(value);
}

const cellsOf = (object: Json, headers: readonly string[]): string[] =>
  headers.map((header) => cellOf(valueIn(object, header)));

/** A line that is longer than this is no row. */
const longestLine = 1024 * 1024;

/** JSON lines as rows: a cell for each key, and the window last. A line that is no row has no cells. */
export const jsonLines = (plan: JsonPlan): Form => {
  const { columns } = plan;
  const { headers } = columns;
  const nameHeader = headers[columns.at.get('name') ?? 0] ?? '';

  function rowOf(line: string): string[] {
    const object = objectOf(line);
    const name = object && valueIn(object, nameHeader);
    if (object === undefined || name === undefined || name === null) return [];
    return [...cellsOf(object, headers), cellOf(object.window)];
  }

  function pieceOf(lines: readonly string[], first: number): Piece {
    const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [first + index]));
    const rows = filled.map((line) => rowOf(lines[line - first] ?? ''));
    return { rows, lineOf: (index) => filled[index] ?? first, broken: false };
  }

  async function* pieces(texts: AsyncIterable<string>): AsyncGenerator<Piece> {
    let rest = '';
    let first = 1;
    for await (const text of texts) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      // What is too long is no JSON already, and stays so without its middle.
      if (rest.length > longestLine) rest = 'too long';
      yield pieceOf(lines, first);
      first += lines.length;
    }
    yield pieceOf([rest], first);
  }

  return {
    pieces,
    filter: (_reader, skip) => ({
      isRow(piece, index) {
        const cells = piece.rows[index] ?? [];
        const isWhole = cells.length > 0 && windowOf(cells) !== undefined;
        if (!isWhole) skip(piece, index);
        return isWhole;
      },
      windowOf,
      sumsOf: () => undefined,
      addOther: () => undefined,
      end: () => [],
      flags: (pass) => commonFlags(plan, pass),
    }),
  };
};

function windowOf(cells: readonly string[]): Window | undefined {
  const word = cells.at(-1) ?? '';
  return word === '' ? 'current' : windowNamed(word);
}
