import { domainToASCII, domainToUnicode } from 'node:url';
import * as z from 'zod';
import type { Settings } from '../../config/schema.ts';
import type { CrmField, Found, Ref, Values } from '../crm.ts';
import { type FieldKind, type FieldValue, leadFields } from '../lead-fields.ts';
import type { Api } from './api.ts';
import { rowsOf } from './soql.ts';

/** What is asked for, and of what. */
export interface Target {
  object: Settings['sinks']['salesforce']['object'];
  /** The field with our key. */
  key: string;
  fields: readonly CrmField[];
}

/** A row by the fields that were asked for; an empty field is null. */
const anyRow = z.looseObject({ Id: z.string().min(15), IsDeleted: z.boolean() });
export type SoqlRow = z.infer<typeof anyRow>;

const converted = 'a converted lead';
const ids = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

function selectOf({ object, key, fields }: Target): string {
  const own = object === 'Lead' ? ['IsConverted'] : [];
  const columns = [
    'Id',
    'IsDeleted',
    'MasterRecordId',
    ...own,
    key,
    'Website',
    ...fields.map(({ to }) => to),
  ];
  return `SELECT ${[...new Set(columns)].join(',')} FROM ${object} WHERE`;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

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

/** A row as the engine compares it. */
export function foundAs(row: SoqlRow, by: Found['by'], target: Target): Found {
  const key = text(row[target.key]);
  return {
    remoteId: row.Id,
    by,
    ...(key !== undefined && { key }),
    values: valuesOf(row, target.fields),
    ...(row.IsConverted === true && { closed: converted }),
  };
}

function valuesOf(row: SoqlRow, fields: readonly CrmField[]): Values {
  const values: Values = {};
  for (const { to, from } of fields) {
    const value = canonical(row[to], leadFields[from].kind);
    if (value !== undefined) values[to] = value;
  }
  return values;
}

function canonical(value: unknown, kind: FieldKind): FieldValue | undefined {
  if (typeof value === 'number') return value;
  const given = text(value);
  if (given === undefined) return undefined;
  if (kind === 'number' && Number.isFinite(Number(given))) return Number(given);
  return kind === 'date' ? given.slice(0, 10) : given.replaceAll('\r\n', '\n');
}

/** How people write a company's address. */
const websites = (domain: string): string[] =>
  [...new Set([domain, domainToUnicode(domain)])].flatMap((name) =>
    ['', 'www.'].flatMap((www) => [
      `${www}${name}`,
      ...['https://', 'http://'].flatMap((scheme) => [`${scheme}${www}${name}`, `${scheme}${www}${name}/`]),
    ]),
  );

const domainOf = (website: string): string =>
  domainToASCII(
    website
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\/$/, ''),
  );

async function byDomain(api: Api, target: Target, refs: readonly Ref[]): Promise<Map<string, SoqlRow[]>> {
  const domains = [...new Set(refs.flatMap(({ domain }) => domain ?? []))];
  const rows = await rowsOf(api, anyRow, {
    select: selectOf(target),
    lists: { Website: domains.flatMap(websites) },
    and: ` AND IsDeleted = false${target.object === 'Lead' ? ' AND IsConverted = false' : ''}`,
  });
  const wanted = new Set(domains);
  return Map.groupBy(
    rows.filter(({ Website }) => wanted.has(domainOf(text(Website) ?? ''))),
    ({ Website }) => domainOf(text(Website) ?? ''),
  );
}
