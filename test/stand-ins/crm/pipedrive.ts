import { randomUUID } from 'node:crypto';
import { type Field, fieldsOf } from './pipedrive/fields.ts';
import { listOrganisations, type Organisation, shown } from './pipedrive/organisations.ts';
import { failure, success } from './pipedrive/replies.ts';
import { type Asked, type CrmStandIn, type Purpose, type Reply, serveCrm } from './server.ts';

interface InboxLead {
  id: string;
  title: string;
  organization_id: number;
  is_archived: boolean;
}

export interface PipedriveStandIn extends CrmStandIn {
  fields: Field[];
  leads: InboxLead[];
  /** Tokens that the company may still spend today. */
  budget: { left: number; limit: number };
  addField(name: string, type: string): void;
  /** From now on no organisation is taken that has this value in a field. */
  refuse(value: string): void;
}

export interface PipedriveOptions {
  token?: string;
  company?: number;
  /** Tokens a day. */
  budget?: number;
  /** Requests in 2 seconds of `now`; without it there is no burst limit. */
  burst?: number;
  now?: () => number;
  isAdmin?: boolean;
  port?: number;
}

export const pipedriveToken = '1234567890abcdef1234567890abcdef12345678';

/** The cost of a request in tokens, as its documentation gives it. */
function costOf({ method, path }: Asked): number {
  const isV1 = path.startsWith('/api/v1/');
  if (method !== 'GET') return isV1 ? 10 : 5;
  const isOne = /\/(?:\d+|me)$/.test(path);
  if (isOne) return isV1 ? 2 : 1;
  return isV1 ? 20 : 10;
}

const purposeOf = ({ method, path }: Asked): Purpose =>
  /organizations|leads/.test(path) ? (method === 'GET' ? 'read' : 'write') : 'other';

/** Organisations and the inbox of one Pipedrive company, with token costs, and the fields' own codes. */
export async function startPipedrive(options: PipedriveOptions = {}): Promise<PipedriveStandIn> {
  const { token = pipedriveToken, company = 4711, budget: limit = 30_000, isAdmin = true } = options;
  const budget = { left: limit, limit };
  const organisations = new Map<number, Organisation>();
  const leads: InboxLead[] = [];
  const { fields, add: addField, create: createField, complaint } = fieldsOf(company);
  const recent: number[] = [];
  const refused = new Set<unknown>();
  // Its own clock: a second for each change.
  let clock = Date.parse('2026-11-01T08:00:00Z');
  const time = () => {
    clock += 1_000;
    return `${new Date(clock).toISOString().slice(0, 19)}Z`;
  };

  function make(values: Partial<Organisation> & { name: string }): Organisation {
    const at = time();
    const id = organisations.size + 1;
    const made = {
      id,
      website: null,
      add_time: at,
      update_time: at,
      is_deleted: false,
      custom_fields: {},
      ...values,
    };
    organisations.set(id, made);
    return made;
  }

  function change(one: Organisation, body: Partial<Organisation>): void {
    const custom = Object.entries({ ...one.custom_fields, ...body.custom_fields });
    Object.assign(one, body, {
      custom_fields: Object.fromEntries(custom.filter(([, value]) => value !== null)),
      update_time: time(),
    });
  }

  function write(asked: Asked, id: string | undefined): Reply {
    const body: Partial<Organisation> = JSON.parse(asked.body);
    const wrong = complaint({ ...body });
    if (wrong !== undefined) return failure(400, wrong);
    if (Object.values(body.custom_fields ?? {}).some((value) => refused.has(value))) {
      return failure(400, 'Validation failed: custom_fields');
    }
    if (id === undefined) {
      return body.name ? success(make({ ...body, name: body.name })) : failure(400, 'name is required');
    }
    const one = organisations.get(Number(id));
    if (!one || one.is_deleted) return failure(404, 'Organization not found');
    change(one, body);
    return success(one);
  }

  function inbox({ method, path, query, body }: Asked): Reply {
    if (method === 'GET') {
      const archived = path.endsWith('/archived');
      const of = Number(query.get('organization_id'));
      const found = leads.filter((lead) => lead.organization_id === of && lead.is_archived === archived);
      return success(found.length > 0 ? found : null);
    }
    const { title, organization_id } = JSON.parse(body);
    if (typeof title !== 'string' || typeof organization_id !== 'number')
      return failure(400, 'title, organization_id');
    if (!organisations.has(organization_id)) return failure(404, 'Organization not found');
    const lead = { id: randomUUID(), title, organization_id, is_archived: false };
    leads.push(lead);
    return success(lead);
  }

  function route(asked: Asked): Reply {
    const { method, path, query, headers, body } = asked;
    if (method !== 'GET' && headers['content-type'] !== 'application/json') return failure(400, 'send JSON');
    const [, id] = /^\/api\/v2\/organizations(?:\/(\d+))?$/.exec(path) ?? [];
    const isOrganisations = path.startsWith('/api/v2/organizations');
    if (isOrganisations && method === 'GET' && id === undefined)
      return listOrganisations(organisations.values(), query);
    if (isOrganisations && method === 'GET') {
      const one = organisations.get(Number(id));
      return one ? success(one) : failure(404, 'Organization not found');
    }
    if (isOrganisations && method === (id === undefined ? 'POST' : 'PATCH')) return write(asked, id);
    if (path === '/api/v2/organizationFields' && method === 'GET')
      return success(fields, { next_cursor: null });
    if (path === '/api/v2/organizationFields' && method === 'POST') return createField(body, isAdmin);
    if (path === '/api/v1/leads' || (path === '/api/v1/leads/archived' && method === 'GET'))
      return inbox(asked);
    if (path === '/api/v1/users/me' && method === 'GET') {
      return success({
        id: 9,
        name: 'Jo Sales',
        company_id: company,
        company_name: 'Example',
        company_domain: 'example',
      });
    }
    return failure(404, 'Unknown method.');
  }

  const answer = (asked: Asked): Reply => {
    if (asked.headers['x-api-token'] !== token || asked.query.has('api_token')) {
      return failure(401, 'unauthorized access');
    }
    const headers: Record<string, string> = { 'x-daily-ratelimit-token-limit': String(limit) };
    const refusal = (more: Record<string, string>): Reply => ({
      ...failure(429, 'request over limit'),
      headers: { ...headers, 'x-daily-ratelimit-token-remaining': String(budget.left), ...more },
    });
    const now = options.now?.() ?? 0;
    while (recent[0] !== undefined && recent[0] <= now - 2_000) recent.shift();
    if (options.burst !== undefined && recent.length >= options.burst) {
      return refusal({
        'x-ratelimit-limit': String(options.burst),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2',
      });
    }
    recent.push(now);
    if (budget.left < costOf(asked)) {
      budget.left = 0;
      return refusal({});
    }
    budget.left -= costOf(asked);
    headers['x-daily-ratelimit-token-remaining'] = String(budget.left);
    return { ...route(asked), headers };
  };

  const server = await serveCrm(purposeOf, answer, options.port);
  const of = (id: string): Organisation => {
    const one = organisations.get(Number(id));
    if (!one) throw new Error(`no organisation ${id}`);
    return one;
  };
  return Object.assign(server, {
    fields,
    leads,
    budget,
    addField,
    refuse: (value: string) => {
      refused.add(value);
    },
    companies: () =>
      [...organisations.values()]
        .filter((one) => !one.is_deleted)
        .map((one) => ({ id: String(one.id), values: shown(one, fields) })),
    add: ({ name, domain }: { name: string; domain?: string }) =>
      String(make({ name, ...(domain !== undefined && { website: `https://www.${domain}/` }) }).id),
    edit: (id: string, field: string, value: string | number) => {
      const code = fields.find((one) => one.field_name === field && one.is_custom_field)?.field_code;
      change(of(id), code === undefined ? { [field]: value } : { custom_fields: { [code]: value } });
    },
    remove: (id: string) => {
      Object.assign(of(id), { is_deleted: true, update_time: time() });
    },
  });
}
