import type { KeptValue, OutboxEntry } from '../history/outbox-entry.ts';
import type { CrmField, Found, Values } from '../sink/crm.ts';
import type { FieldValue } from '../sink/lead-fields.ts';
import type { FieldChange } from './step.ts';

/** What is to be written, what of a person's stays, and what we know now to have written. */
export interface Comparison {
  changes: FieldChange[];
  kept: KeptValue[];
  written: Values;
}

/**
 * Compares field by field what should be there, what is there, and what we wrote last or were writing. A value
 * that is not ours stays, and so does a field that a person emptied.
 */
export function compare(
  fields: readonly CrmField[],
  { desired, written, inflight = {} }: Pick<OutboxEntry, 'desired' | 'written' | 'inflight'>,
  { values, by }: Pick<Found, 'values' | 'by'>,
): Comparison {
  const result: Comparison = { changes: [], kept: [], written: { ...written } };
  for (const { to: field, mode } of fields) {
    const ours = desired[field];
    const theirs = isEmpty(values[field]) ? undefined : values[field];
    if (ours === undefined) continue;
    const change: FieldChange = { field, ...(theirs !== undefined && { old: shown(theirs) }), new: ours };
    if (mode === 'createOnly') {
      if (by === 'domain' && theirs === undefined) result.changes.push(change);
      continue;
    }
    const last = written[field];
    const wasInFlight = isSame(theirs, inflight[field]);
    if (wasInFlight && theirs !== undefined) result.written[field] = theirs;
    if (isSame(theirs, ours)) {
      // It carries our key and holds what we would write: where the history was lost, it is ours again.
      if (by === 'key' && last === undefined) result.written[field] = ours;
      continue;
    }
    const isOurs = theirs === undefined ? last === undefined : wasInFlight || isSame(theirs, last);
    if (isOurs) result.changes.push(change);
    else result.kept.push({ field, ours, theirs: shown(theirs ?? '') });
  }
  return result;
}

/** Whether two sets of values mean the same in the fields that are kept current. */
export const isSameOwned = (fields: readonly CrmField[], a: Values, b: Values): boolean =>
  fields.every(
    ({ to, mode }) =>
      mode === 'createOnly' || (a[to] === undefined && b[to] === undefined) || isSame(a[to], b[to]),
  );

const isEmpty = (value: FieldValue | undefined): boolean => value === undefined || text(value) === '';

function isSame(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (typeof a === 'number' || typeof b === 'number')
    return text(a) !== '' && text(b) !== '' && Number(a) === Number(b);
  return text(a) === text(b);
}

/** What people over there wrote can be long. */
const shown = (value: FieldValue): FieldValue =>
  typeof value === 'string' ? value.slice(0, longestShown) : value;
const longestShown = 2_000;

/** As other systems may give it back: with other line ends, without white space around it. */
const text = (value: FieldValue): string => String(value).replaceAll('\r\n', '\n').trim();
