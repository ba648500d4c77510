import type { Operation } from '../crm.ts';

interface LeadEvent {
  type: 'lead.created' | 'lead.updated';
  data: Record<string, string | number>;
}

const eventOf = ({ kind, key, values }: Operation): LeadEvent => ({
  type: kind === 'create' ? 'lead.created' : 'lead.updated',
  // Whatever is mapped to it: by its key a receiver knows a lead again.
  data: { ...values, key },
});

/**
 * The body of a request: an event `{type, data}` of one lead, or with `isBatch` `{type: 'lead.batch', data: [event …]}`.
 * No time is in it: the same leads give the same bytes, whenever they are sent.
 */
export function payloadOf(operations: readonly Operation[], isBatch: boolean): string {
  const events = operations.map(eventOf);
  return JSON.stringify(isBatch ? { type: 'lead.batch', data: events } : events[0]);
}
