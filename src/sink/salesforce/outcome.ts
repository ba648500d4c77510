import * as z from 'zod';
import { printable } from '../../text.ts';
import type { Operation, WriteOutcome } from '../crm.ts';

const complaint = z.object({
  statusCode: z.string(),
  message: z.string(),
  fields: z.array(z.string()).default([]),
});
export type Complaint = z.infer<typeof complaint>;

/** What Salesforce answers to each write of a request, in the request's order. */
export const saved = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), id: z.string().min(15) }),
  z.object({ success: z.literal(false), errors: z.array(complaint).min(1) }),
]);
export type Saved = z.infer<typeof saved>;

/** Others were faster, or Salesforce is busy. */
const passing = new Set(['UNABLE_TO_LOCK_ROW', 'SERVER_UNAVAILABLE']);
/** A person's decision, which stands. */
const final: Record<string, string> = {
  CANNOT_UPDATE_CONVERTED_LEAD: 'it is a converted lead',
  ENTITY_IS_DELETED: 'it was deleted in Salesforce',
};
const hints: Record<string, string> = {
  DUPLICATES_DETECTED: 'merge them in Salesforce, or set sinks.salesforce.onDuplicate to adopt or allow',
  DUPLICATE_EXTERNAL_ID: 'several have the key: make its field Unique, or merge them in Salesforce',
};

/** `REQUIRED_FIELD_MISSING on LastName: Required fields are missing` */
export function reasonOf({ statusCode, message, fields }: Complaint): string {
  const where = fields.length > 0 ? ` on ${fields.join(', ')}` : '';
  const hint = hints[statusCode];
  return printable(`${statusCode}${where}: ${message}${hint ? ` (${hint})` : ''}`).slice(0, 500);
}

/**
 * What became of an operation. A new one that Salesforce says it only updated was made by the same request when
 * it was sent first, and its answer lost.
 */
export function outcomeOf({ key, kind }: Pick<Operation, 'key' | 'kind'>, result: Saved): WriteOutcome {
  if (result.success) {
    return { key, outcome: kind === 'create' ? 'created' : 'updated', remoteId: result.id };
  }
  const [first] = result.errors;
  const stands = first && final[first.statusCode];
  if (stands) return { key, outcome: 'suppressed', reason: stands };
  const reason = result.errors.map(reasonOf).join('; ');
  return {
    key,
    outcome: 'failed',
    reason,
    again: result.errors.every((each) => passing.has(each.statusCode)),
  };
}
