import type { OutboxEntry } from '../history/outbox-entry.ts';
import type { CrmField, Found, Values } from '../sink/crm.ts';
import { compare } from './compare.ts';
import type { OpenSink } from './open.ts';
import type { FieldChange, Step } from './step.ts';

/** What becomes of a lead that was looked for, and what the look says that we wrote. */
export interface Decision {
  step: Step;
  written: Values;
}

/** Which lead a company there is known to belong to, by remote id. */
export type Owners = ReadonlyMap<string, string>;

/** Decides by what was found for it; `found` is absent where the sink cannot read. */
export function decide(
  { title, fields }: Pick<OpenSink, 'title' | 'fields'>,
  entry: OutboxEntry,
  found: readonly Found[] | undefined,
  owners: Owners,
): Decision {
  const { key, name, remoteId, desired } = entry;
  const plain = { key, name, fields: [], kept: [] };
  const refused = (reason: string): Decision => ({
    step: { ...plain, action: 'refuse', reason },
    written: entry.written,
  });
  const skipped = (reason: string, id = remoteId): Decision => ({
    step: { ...plain, action: 'skip', ...(id !== undefined && { remoteId: id }), reason },
    written: entry.written,
  });
  const created = (): Decision => ({
    step: { ...plain, action: 'create', fields: valuesOf(fields, desired) },
    written: {},
  });

  if (found === undefined) {
    if (remoteId === undefined) return created();
    const changes = valuesOf(
      fields.filter(({ mode }) => mode === 'owned'),
      desired,
    );
    return { step: { ...plain, action: 'update', remoteId, fields: changes }, written: entry.written };
  }
  const ids = [...new Set(found.map((one) => one.remoteId))];
  const [first] = found;
  if (first === undefined) {
    return remoteId === undefined || entry.recreate
      ? created()
      : skipped(`deleted in ${title} by a person; --recreate makes it again`);
  }
  if (ids.length > 1) {
    return refused(
      `AMBIGUOUS: matches ${ids.length} in ${title} (${ids.slice(0, 10).join(', ')}); merge them there, then run again`,
    );
  }
  const isAdopted = first.by === 'domain' && first.key !== key && first.remoteId !== remoteId;
  const owner = isAdopted ? (first.key ?? owners.get(first.remoteId)) : undefined;
  if (owner !== undefined && owner !== key) {
    return refused(`${first.remoteId} in ${title} belongs to another lead (${owner}) already`);
  }
  if (first.closed !== undefined) return skipped(first.closed, first.remoteId);

  const base = isAdopted ? { desired, written: {} } : entry;
  const by = isAdopted ? 'domain' : first.by === 'domain' ? 'key' : first.by;
  const { changes, kept, written } = compare(fields, base, { values: first.values, by });
  const action =
    changes.length > 0 || first.unfinished
      ? isAdopted
        ? 'adopt'
        : 'update'
      : kept.length > 0
        ? 'keep'
        : 'unchanged';
  return { step: { ...plain, action, remoteId: first.remoteId, fields: changes, kept }, written };
}

const valuesOf = (fields: readonly CrmField[], desired: Values): FieldChange[] =>
  fields.flatMap(({ to }) => (desired[to] === undefined ? [] : { field: to, new: desired[to] }));
