import { randomBytes } from 'node:crypto';
import { type Asked, type Company, type CrmStandIn, type Purpose, type Reply, serveCrm } from './server.ts';
import { type Mechanism, meets, type Party, shown } from './tryton/search.ts';

export interface TrytonStandIn extends CrmStandIn {
  /** All sessions run out, as they do after five minutes. */
  expire(): void;
  deactivate(id: string): void;
  /** From now on no party is taken that has this code. */
  refuse(code: string): void;
  /** Rights that the user has not. */
  denied: Set<string>;
}

export const trytonPassword = 'correct horse';
const types = ['phone', 'mobile', 'fax', 'email', 'website', 'skype', 'sip', 'irc', 'jabber', 'other'];

/** What Tryton tells its user in words. */
class UserError extends Error {}

const purposeOf = ({ body }: Asked): Purpose =>
  body.includes('search_read') ? 'read' : /party\.(?:create|write)"/.test(body) ? 'write' : 'other';

/** The parties of a Tryton 6.0 database `crm`, whose only user is admin. */
export async function startTryton(): Promise<TrytonStandIn> {
  const parties = new Map<number, Party>();
  const sessions = new Set<string>();
  const refused = new Set<string>();
  const denied = new Set<string>();
  let ids = 0;

  function line(value: unknown, what: string): string {
    const text = String(value);
    if (/[\t\n\r\v\f]/.test(text))
      throw new UserError(`The value "${text}" for field "${what}" contains some invalid chars.`);
    return text;
  }

  function mechanism(values: Record<string, unknown>): Mechanism {
    const { type, name = null, value = null, comment = null, ...rest } = values;
    if (Object.keys(rest).length > 0) throw new Error(`'${Object.keys(rest)[0]}'`);
    if (!types.includes(String(type)))
      throw new UserError(`The value "${type}" for field "Type" is not one of the allowed options.`);
    return {
      id: ++ids,
      type: String(type),
      name: name === null ? null : line(name, 'Name'),
      value: value === null ? null : line(value, 'Value'),
      comment: comment === null ? null : String(comment),
      active: true,
    };
  }

  function changed(party: Party, values: Record<string, unknown>): Party {
    const next = structuredClone(party);
    for (const [field, value] of Object.entries(values)) {
      if (field === 'name') next.name = line(value, 'Name');
      else if (field === 'code') next.code = line(value, 'Code');
      else if (field === 'contact_mechanisms' && Array.isArray(value)) {
        for (const [action, ...rest] of value) {
          if (action === 'create') next.contact_mechanisms.push(...rest[0].map(mechanism));
          else {
            for (const one of next.contact_mechanisms) {
              const { id, active, ...plain } = one;
              if (rest[0].includes(id))
                Object.assign(one, mechanism({ ...plain, ...rest[1] }), { id, active });
            }
          }
        }
      } else throw new Error(`'${field}'`);
    }
    const isTaken = [...parties.values()].some((one) => one.code === next.code && one.id !== next.id);
    if (isTaken) throw new UserError('The code on party must be unique.');
    if (refused.has(next.code)) throw new UserError('The party is on the embargo list.');
    return next;
  }

  const blank = (): Party => {
    const id = ++ids;
    return { id, name: null, code: String(id), active: true, replaced_by: null, contact_mechanisms: [] };
  };

  /** All or nothing, as in one transaction. */
  function write(work: () => Party[]): Party[] {
    const before = new Map(parties);
    try {
      return work();
    } catch (error) {
      parties.clear();
      for (const [id, party] of before) parties.set(id, party);
      throw error;
    }
  }
  const keep = (party: Party): Party => {
    parties.set(party.id, party);
    return party;
  };

  function call(method: string, params: ReturnType<typeof JSON.parse>): unknown {
    if (method === 'model.party.party.create') {
      return write(() =>
        params[0].map((values: Record<string, unknown>) => keep(changed(blank(), values))),
      ).map(({ id }) => id);
    }
    if (method === 'model.party.party.write') {
      write(() => {
        const done: Party[] = [];
        for (let at = 0; at + 1 < params.length - 1; at += 2) {
          for (const id of params[at]) {
            const party = parties.get(id);
            if (!party)
              throw new UserError(
                `You are trying to write to records "${id}" of "Party" that don't exist anymore.`,
              );
            done.push(keep(changed(party, params[at + 1])));
          }
        }
        return done;
      });
      return null;
    }
    if (method === 'model.party.party.search_read') {
      const [domain, offset, limit, , names, context] = params;
      return [...parties.values()]
        .filter((party) => (party.active || context.active_test === false) && meets({ ...party }, domain))
        .slice(offset, limit ?? undefined)
        .map((party) => shown(party, names));
    }
    if (method === 'model.ir.model.access.get_access') {
      const rights = ['read', 'create', 'write', 'delete'];
      return Object.fromEntries(
        params[0].map((model: string) => [
          model,
          Object.fromEntries(rights.map((right) => [right, !denied.has(`${right} ${model}`)])),
        ]),
      );
    }
    return undefined;
  }

  const answer = ({ method, path, headers, body }: Asked): Reply => {
    if (method !== 'POST') return { status: 405, body: 'method not allowed' };
    const { id, method: called, params } = JSON.parse(body);
    const result = (value: unknown): Reply => ({ status: 200, body: { id, result: value } });
    if (path === '/' && called === 'common.server.version') return result('6.0.29');
    if (path !== '/crm/')
      return { status: 200, body: { id, error: [`Database '${path}' doesn't exist!`, ''] } };
    if (called === 'common.db.login') {
      if (params[0] !== 'admin' || params[1].password !== trytonPassword)
        return { status: 401, body: '<!doctype html>' };
      const key = randomBytes(32).toString('hex');
      sessions.add(`Session ${Buffer.from(`admin:1:${key}`).toString('base64')}`);
      return result([1, key]);
    }
    if (!sessions.has(headers.authorization ?? '')) return { status: 401, body: '' };
    try {
      const value = call(called, params);
      return value === undefined ? { status: 403, body: '<!doctype html>' } : result(value);
    } catch (error) {
      const text = error instanceof Error ? error.message : '';
      const told = error instanceof UserError ? ['UserError', [text, '', null]] : [text, ''];
      return { status: 200, body: { id, error: told } };
    }
  };

  const valuesOf = ({ name, code, contact_mechanisms }: Party): Company['values'] => ({
    name: name ?? '',
    code,
    ...Object.fromEntries(
      contact_mechanisms
        .filter(({ active }) => active)
        .map((one) => [
          one.type === 'other' ? (one.name ?? '') : one.type,
          one.comment ? `${one.value}\n${one.comment}` : (one.value ?? ''),
        ]),
    ),
  });
  const of = (id: string): Party => {
    const party = parties.get(Number(id));
    if (!party) throw new Error(`no party ${id}`);
    return party;
  };
  const server = await serveCrm(purposeOf, answer);
  return Object.assign(server, {
    denied,
    expire: () => sessions.clear(),
    deactivate: (id: string) => {
      of(id).active = false;
    },
    refuse: (code: string) => {
      refused.add(code);
    },
    companies: () =>
      [...parties.values()]
        .filter(({ active }) => active)
        .map((party) => ({ id: String(party.id), values: valuesOf(party) })),
    add: ({ name, domain }: { name: string; domain?: string }) => {
      const mechanisms =
        domain === undefined ? [] : [['create', [{ type: 'website', value: `http://www.${domain}/` }]]];
      return String(keep(changed(blank(), { name, contact_mechanisms: mechanisms })).id);
    },
    edit: (id: string, field: string, value: string | number) => {
      const one = of(id).contact_mechanisms.find(({ type, name }) => type === field || name === field);
      keep(
        changed(
          of(id),
          one ? { contact_mechanisms: [['write', [one.id], { value, comment: '' }]] } : { [field]: value },
        ),
      );
    },
    remove: (id: string) => {
      parties.delete(Number(id));
    },
  });
}
