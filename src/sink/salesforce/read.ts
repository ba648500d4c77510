import type { Found, Ref } from '../crm.ts';
import type { Api } from './api.ts';
import { byDomain } from './by-domain.ts';
import { anyRow, foundAs, type SoqlRow, selectOf, type Target, text } from './row.ts';
import { rowsOf } from './soql.ts';

const ids = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/**
 * What is in Salesforce for each of `refs`, by its id or our key, and for those with neither, by their domain.
 * A merged one is the one that it was merged into; deleted ones are not there.
 */
export async function read(api: Api, target: Target, refs: readonly Ref[]): Promise<Map<string, Found[]>> {
  const known = await byIdOrKey(api, target, refs);
  const found = new Map<string, Found[]>();
  for (const { key, remoteId } of refs) {
    const itself = remoteId ? known.filter(({ row }) => row.Id === remoteId) : [];
    const isOurs = ({ row }: Known) => text(row[target.key])?.toLowerCase() === key.toLowerCase();
    const ours = alive(itself, 'id', target);
    found.set(key, ours.length > 0 ? ours : alive(known.filter(isOurs), 'key', target));
  }
  const lost = refs.filter(({ key, domain }) => domain && found.get(key)?.length === 0);
  for (const [domain, rows] of await byDomain(api, target, lost)) {
    const those = rows.map((row) => foundAs(row, 'domain', target));
    for (const { key } of lost.filter((ref) => ref.domain === domain)) found.set(key, those);
  }
  return found;
}

/** A row, and where it went: itself, or what it was merged into; absent if that is gone. */
interface Known {
  row: SoqlRow;
  became: SoqlRow | undefined;
}

/** Deleted and merged ones too. */
export const rowsById = (api: Api, target: Target, list: readonly string[]): Promise<SoqlRow[]> =>
  rowsOf(api, anyRow, { select: selectOf(target), lists: { Id: list } });

async function byIdOrKey(api: Api, target: Target, refs: readonly Ref[]): Promise<Known[]> {
  const remoteIds = refs.flatMap(({ remoteId }) => (remoteId && ids.test(remoteId) ? [remoteId] : []));
  const keys = refs.map(({ key }) => key);
  const rows = await rowsOf(api, anyRow, {
    select: selectOf(target),
    lists: { Id: remoteIds, [target.key]: keys },
  });
  const byId = new Map(rows.map((row) => [row.Id, row]));
  for (let masters = missingMasters(byId); masters.length > 0; masters = missingMasters(byId)) {
    const merged = await rowsById(api, target, masters);
    for (const row of merged) byId.set(row.Id, row);
    if (merged.length === 0) break;
  }
  return rows.map((row) => ({ row, became: survivor(row, byId) }));
}

const missingMasters = (byId: ReadonlyMap<string, SoqlRow>): string[] => [
  ...new Set(
    [...byId.values()].flatMap(({ MasterRecordId }) => {
      const master = text(MasterRecordId);
      return master !== undefined && !byId.has(master) ? [master] : [];
    }),
  ),
];

function survivor(row: SoqlRow, byId: ReadonlyMap<string, SoqlRow>): SoqlRow | undefined {
  const seen = new Set<SoqlRow>();
  let current: SoqlRow | undefined = row;
  while (current?.IsDeleted === true && !seen.has(current)) {
    seen.add(current);
    current = byId.get(text(current.MasterRecordId) ?? '');
  }
  return current?.IsDeleted === true ? undefined : current;
}

function alive(known: readonly Known[], by: Found['by'], target: Target): Found[] {
  const rows = new Map(known.flatMap(({ became }) => (became ? [[became.Id, became]] : [])));
  return [...rows.values()].map((row) => foundAs(row, by, target));
}
