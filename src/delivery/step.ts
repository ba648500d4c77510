import type { KeptValue } from '../history/outbox-entry.ts';
import type { FieldValue } from '../sink/lead-fields.ts';

/**
 * What becomes of a lead. `keep`: all that would be written are a person's values. `unchanged`: all is there.
 * `skip`: it is not to be there any more. `refuse`: a person has to do something first.
 */
export const actions = ['create', 'adopt', 'update', 'keep', 'unchanged', 'skip', 'refuse'] as const;
export type Action = (typeof actions)[number];

export interface FieldChange {
  /** The CRM's name of it. */
  field: string;
  /** Absent where it is empty, and where nothing can be read. */
  old?: FieldValue;
  new: FieldValue;
}

/** A line of a plan. */
export interface Step {
  key: string;
  name: string;
  action: Action;
  remoteId?: string;
  fields: FieldChange[];
  /** Values of people that stay. */
  kept: KeptValue[];
  /** Why it is skipped or refused. */
  reason?: string;
}
