import { Webhook } from 'standardwebhooks';
import { type Asked, type CrmStandIn, type Reply, serveCrm } from './server.ts';

interface LeadEvent {
  type: string;
  data: { key: string; name?: string; domain?: string } & Record<string, string | number>;
}

export interface WebhookStandIn extends CrmStandIn {
  /** The bodies of messages that were taken, as they came, each id once. */
  taken: Map<string, string>;
  /** Set: what comes is refused so. */
  refuse?: (asked: Asked) => Reply | undefined;
}

export const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const isEvent = (value: unknown): value is LeadEvent =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  (value.type === 'lead.created' || value.type === 'lead.updated') &&
  'data' in value &&
  typeof value.data === 'object' &&
  value.data !== null &&
  'key' in value.data &&
  typeof value.data.key === 'string';

function eventsOf(body: string): LeadEvent[] | undefined {
  const message: unknown = JSON.parse(body);
  const isBatch =
    typeof message === 'object' && message !== null && 'type' in message && message.type === 'lead.batch';
  const events: unknown = isBatch && 'data' in message ? message.data : [message];
  return Array.isArray(events) && events.every(isEvent) ? events : undefined;
}

/** A receiver as Standard Webhooks asks for: checks the signature, takes each id once, and keeps the leads. */
export async function startWebhook(
  options: { secret?: string; path?: string; port?: number } = {},
): Promise<WebhookStandIn> {
  const { secret = webhookSecret, path = '/', port = 0 } = options;
  const library = new Webhook(secret);
  const taken = new Map<string, string>();
  const companies = new Map<string, Record<string, string | number>>();
  let people = 0;

  const answer = (asked: Asked): Reply => {
    const { method, headers, body } = asked;
    if (asked.path !== path) return { status: 404, body: 'not found' };
    if (method !== 'POST') return { status: 405, body: 'method not allowed' };
    if (headers['content-type'] !== 'application/json') return { status: 415, body: 'send JSON' };
    const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '' } = headers;
    // Not verify(): it would compare the timestamp with the clock of the machine.
    const signature = library.sign(id, new Date(Number(timestamp) * 1000), body);
    if (!/^\d+$/.test(timestamp) || headers['webhook-signature'] !== signature) {
      return { status: 401, body: 'bad signature' };
    }
    const own = standIn.refuse?.(asked);
    if (own) return own;
    const events = eventsOf(body);
    if (!events) return { status: 400, body: 'no event of a lead' };
    if (!taken.has(id)) {
      taken.set(id, body);
      for (const { data } of events) companies.set(data.key, { ...companies.get(data.key), ...data });
    }
    return { status: 204 };
  };

  const server = await serveCrm(({ method }) => (method === 'POST' ? 'write' : 'other'), answer, port);
  const standIn: WebhookStandIn = Object.assign(server, {
    taken,
    companies: () => [...companies].map(([id, values]) => ({ id, values })),
    add(company: { name: string; domain?: string }) {
      const id = `person-${++people}`;
      companies.set(id, { ...company });
      return id;
    },
    edit: (id: string, field: string, value: string | number) => {
      companies.set(id, { ...companies.get(id), [field]: value });
    },
    remove: (id: string) => {
      companies.delete(id);
    },
  });
  return standIn;
}
