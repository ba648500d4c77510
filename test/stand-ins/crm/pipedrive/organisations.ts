import type { Reply } from '../server.ts';
import type { Field } from './fields.ts';
import { failure, success } from './replies.ts';

export interface Organisation {
  id: number;
  name: string;
  website: string | null;
  add_time: string;
  update_time: string;
  is_deleted: boolean;
  custom_fields: Record<string, unknown>;
}

type Sort = 'id' | 'add_time' | 'update_time';
const isSort = (text: string): text is Sort => text === 'id' || text === 'add_time' || text === 'update_time';

/** One page of what a list asks for, as v2 does: by ids, changed since, sorted, with an opaque cursor. */
export function listOrganisations(all: Iterable<Organisation>, query: URLSearchParams): Reply {
  const known = ['ids', 'updated_since', 'sort_by', 'sort_direction', 'limit', 'cursor', 'custom_fields'];
  for (const name of query.keys())
    if (!known.includes(name)) return failure(400, `unknown parameter ${name}`);
  const ids = query.get('ids')?.split(',').map(Number);
  const codes = query.get('custom_fields')?.split(',');
  const limit = Number(query.get('limit') ?? 100);
  const sort = query.get('sort_by') ?? 'id';
  const sign = query.get('sort_direction') === 'desc' ? -1 : 1;
  const since = query.get('updated_since');
  if (ids && ids.length > 100) return failure(400, 'at most 100 ids');
  if (codes && codes.length > 15) return failure(400, 'at most 15 custom fields');
  if (!(limit >= 1 && limit <= 500)) return failure(400, 'limit is 1 to 500');
  if (!isSort(sort)) return failure(400, 'sort_by: id, add_time or update_time');
  if (since !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(since))
    return failure(400, 'updated_since');

  const wanted = [...all]
    .filter(
      (one) =>
        !one.is_deleted && (!ids || ids.includes(one.id)) && (since === null || one.update_time >= since),
    )
    .sort((a, b) => sign * (a[sort] < b[sort] ? -1 : a[sort] > b[sort] ? 1 : a.id - b.id));
  const cursor = query.get('cursor');
  const after = cursor === null ? 0 : wanted.findIndex((one) => one.id === idIn(cursor)) + 1;
  if (cursor !== null && after === 0) return failure(400, 'cursor');
  const page = wanted.slice(after, after + limit);
  const last = page.at(-1);
  const more = last && after + limit < wanted.length;
  return success(
    page.map((one) => cut(one, codes)),
    { next_cursor: more ? Buffer.from(JSON.stringify({ id: last.id })).toString('base64url') : null },
  );
}

const idIn = (cursor: string): unknown => JSON.parse(Buffer.from(cursor, 'base64url').toString()).id;

const cut = (one: Organisation, codes: readonly string[] | undefined): Organisation => ({
  ...one,
  custom_fields: Object.fromEntries(
    Object.entries(one.custom_fields).filter(([code]) => codes?.includes(code) ?? true),
  ),
});

/** Its values by the names of the fields, as a person sees them. */
export function shown(one: Organisation, fields: readonly Field[]): Record<string, string | number> {
  const values: Record<string, string | number> = { name: one.name };
  if (one.website !== null) values.website = one.website;
  for (const { field_name, field_code } of fields) {
    const value = one.custom_fields[field_code];
    if (typeof value === 'string' || typeof value === 'number') values[field_name] = value;
  }
  return values;
}
