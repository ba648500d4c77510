import type { Operation, WriteOutcome } from '../crm.ts';
import type { ApiCell, ApiRequest } from './api.ts';
import { cellOf } from './cell.ts';
import type { Layout } from './layout.ts';
import type { LeadRow } from './rows.ts';
import type { Tab } from './tab.ts';

/** What one request writes, and what it comes to if that goes well. */
export interface Writing {
  requests: ApiRequest[];
  outcomes: WriteOutcome[];
}

type Cells = (ApiCell | undefined)[];

const moved = 'the tab was changed by somebody else since it was read';

/**
 * The requests for `operations` on the tab as it stands now: whole rows of ours, so that whatever happens at the
 * same time no company gets another one's values; nothing in other columns. New rows come after the last one.
 */
export function writingOf(
  operations: readonly Operation[],
  rows: readonly LeadRow[],
  tab: Pick<Tab, 'rows'>,
  { sheetId, columns }: Layout,
  keyField: string,
): Writing {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const keys = new Set(rows.map(({ key }) => key));
  const changed = new Map<number, Cells>();
  const added: Cells[] = [];
  const outcomes = operations.map((operation): WriteOutcome => {
    const { key, values } = operation;
    if (operation.kind === 'create') {
      if (keys.has(key)) return { key, outcome: 'failed', reason: moved, again: true };
      added.push(filled([], { ...values, [keyField]: key }, columns));
      return { key, outcome: 'created', remoteId: key };
    }
    const row = byId.get(operation.remoteId);
    if (!row) return { key, outcome: 'failed', reason: moved, again: true };
    // A lead whose domain became known has another key.
    const remoteId = String(values[keyField] ?? row.key ?? key);
    changed.set(row.index, filled(tab.rows[row.index] ?? [], { ...values, [keyField]: remoteId }, columns));
    return { key, outcome: 'updated', remoteId };
  });
  const updates = runsOf([...changed.keys()].sort((a, b) => a - b)).flatMap((indexes) =>
    runsOf([...columns.values()].sort((a, b) => a - b)).map((span) => ({
      updateCells: {
        start: { sheetId, rowIndex: indexes[0] ?? 0, columnIndex: span[0] ?? 0 },
        rows: indexes.map((index) => rowOf(span.map((column) => changed.get(index)?.[column]))),
        fields: 'userEnteredValue',
      },
    })),
  );
  const addition = { appendCells: { sheetId, rows: added.map(rowOf), fields: 'userEnteredValue' } };
  return { requests: added.length > 0 ? [...updates, addition] : updates, outcomes };
}

function filled(cells: Cells, values: Operation['values'], columns: Layout['columns']): Cells {
  const result: Cells = Array.from({ length: Math.max(-1, ...columns.values()) + 1 }, (_, at) => cells[at]);
  for (const [field, value] of Object.entries(values)) {
    const column = columns.get(field);
    if (column !== undefined) result[column] = cellOf(value);
  }
  return result;
}

const rowOf = (cells: Cells) => ({
  values: cells.map((cell) => (cell === undefined ? {} : { userEnteredValue: cell })),
});

/** Numbers in order, cut where one is left out: 1 2 5 6 is [1 2] [5 6]. */
function runsOf(sorted: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of sorted) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs;
}
