import type { CrmField, Found, Ref, Values } from '../crm.ts';
import { leadFields } from '../lead-fields.ts';
import { valueIn } from './cell.ts';
import type { Layout } from './layout.ts';
import type { Tab } from './tab.ts';

/** A row that holds a lead, or what a person entered. */
export interface LeadRow {
  /** How it is known: by its key; without one, or where others have the same, by its row too. */
  id: string;
  /** 0-based; the header is 0. */
  index: number;
  key?: string;
  domain?: string;
  values: Values;
}

/** The rows below the header in which one of our columns holds something. */
export function leadRows(
  { rows }: Pick<Tab, 'rows'>,
  fields: readonly CrmField[],
  columns: Layout['columns'],
): LeadRow[] {
  const places = fields.map(({ to, from }) => ({
    to,
    from,
    column: columns.get(to) ?? -1,
    kind: leadFields[from].kind,
  }));
  const keysSeen = new Map<string, number>();
  const found = rows.flatMap((cells, index): Omit<LeadRow, 'id'>[] => {
    if (index === 0) return [];
    const row: Omit<LeadRow, 'id'> = { index, values: {} };
    for (const { to, from, column, kind } of places) {
      const value = valueIn(cells[column], kind);
      if (value === undefined) continue;
      row.values[to] = value;
      if (from === 'key') row.key = String(value).trim();
      if (from === 'domain') row.domain = String(value).trim().toLowerCase();
    }
    if (row.key) keysSeen.set(row.key, (keysSeen.get(row.key) ?? 0) + 1);
    return Object.keys(row.values).length > 0 ? [row] : [];
  });
  return found.map((row) => {
    const name = row.key ?? row.domain ?? '';
    const isAlone = row.key !== undefined && keysSeen.get(row.key) === 1;
    return { ...row, id: isAlone ? name : `${name} (row ${row.index + 1})`.trim() };
  });
}

/** What is there for each of `refs`: by id, then by key, then by domain. */
export function foundIn(rows: readonly LeadRow[], refs: readonly Ref[]): Map<string, Found[]> {
  const byId = groups(rows, ({ id }) => id);
  const byKey = groups(rows, ({ key }) => key);
  const byDomain = groups(rows, ({ domain }) => domain);
  const matches = ({ key, remoteId, domain }: Ref): Found[] => {
    const known = byId.get(remoteId ?? '');
    if (known) return known.map((row) => found(row, 'id'));
    const keyed = byKey.get(key);
    if (keyed) return keyed.map((row) => found(row, 'key'));
    return (byDomain.get(domain?.toLowerCase() ?? '') ?? []).map((row) => found(row, 'domain'));
  };
  return new Map(refs.map((ref) => [ref.key, matches(ref)]));
}

const found = ({ id, key, values }: LeadRow, by: Found['by']): Found => ({
  remoteId: id,
  by,
  ...(key !== undefined && { key }),
  values,
});

function groups(
  rows: readonly LeadRow[],
  nameOf: (row: LeadRow) => string | undefined,
): Map<string, LeadRow[]> {
  const result = new Map<string, LeadRow[]>();
  for (const row of rows) {
    const name = nameOf(row);
    if (!name) continue;
    const group = result.get(name);
    if (group) group.push(row);
    else result.set(name, [row]);
  }
  return result;
}
