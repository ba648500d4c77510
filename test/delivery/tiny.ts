import type { FieldSettings } from '../../src/delivery/mapping.ts';
import { exitCodes, inputError, UserError } from '../../src/errors.ts';
import { HttpFault, type HttpRequest, request } from '../../src/http.ts';
import {
  BatchRefused,
  type CrmField,
  type Found,
  type Operation,
  type Ref,
  type SinkKind,
  type Values,
  type WriteOutcome,
} from '../../src/sink/crm.ts';
import { type Asked, type Company, type CrmStandIn, type Reply, serveCrm } from '../stand-ins/crm/server.ts';

/** A CRM as simple as can be, to try the engine and the contract on. */
export interface TinyStandIn extends CrmStandIn {
  /** Keys of which it takes none, and no other in the same batch. */
  refused: Set<string>;
}

export interface TinySettings {
  enabled: boolean;
  baseUrl: string;
  fields: FieldSettings;
}

export const tinyEnv = { TINY_TOKEN: 'tiny-s3cret' };

export async function startTiny(): Promise<TinyStandIn> {
  const there = new Map<string, Company>();
  const refused = new Set<string>();
  let last = 100;
  const add = (values: Values): string => {
    const id = String(++last);
    there.set(id, { id, values: { ...values } });
    return id;
  };
  const foundFor = ({ key, remoteId, domain }: Ref): Found[] => {
    const of = (by: Found['by'], fits: (company: Company) => boolean): Found[] =>
      [...there.values()].filter(fits).map(({ id, values }) => {
        const own = values.ga_key === undefined ? {} : { key: String(values.ga_key) };
        return { remoteId: id, by, ...own, values };
      });
    const looks = [
      of('id', ({ id }) => id === remoteId),
      of('key', ({ values }) => values.ga_key === key),
      domain === undefined ? [] : of('domain', ({ values }) => values.domain === domain),
    ];
    return looks.find(({ length }) => length > 0) ?? [];
  };
  const done = (operation: Operation): WriteOutcome => {
    if (operation.kind === 'create')
      return { key: operation.key, outcome: 'created', remoteId: add(operation.values) };
    const company = there.get(operation.remoteId);
    if (!company) return { key: operation.key, outcome: 'failed', reason: 'no such company', again: false };
    Object.assign(company.values, operation.values);
    return { key: operation.key, outcome: 'updated', remoteId: company.id };
  };
  const answer = ({ path, headers, body }: Asked): Reply => {
    if (headers.authorization !== `Bearer ${tinyEnv.TINY_TOKEN}`) return { status: 401 };
    if (path === '/account') return { status: 200, body: 'tiny account' };
    const asked = JSON.parse(body);
    if (path === '/read') return { status: 200, body: asked.map((ref: Ref) => [ref.key, foundFor(ref)]) };
    if (asked.some(({ key }: Operation) => refused.has(key)))
      return { status: 400, body: 'one of them is bad' };
    return { status: 200, body: asked.map(done) };
  };
  const server = await serveCrm(
    ({ path }) => (path === '/read' ? 'read' : path === '/write' ? 'write' : 'other'),
    answer,
  );
  return Object.assign(server, {
    refused,
    companies: () => [...there.values()],
    add,
    edit: (id: string, field: string, value: string | number) => {
      const company = there.get(id);
      if (company) company.values[field] = value;
    },
    remove: (id: string) => {
      there.delete(id);
    },
  });
}

const fields: readonly CrmField[] = [
  { to: 'ga_key', from: 'key', mode: 'owned' },
  { to: 'name', from: 'name', mode: 'createOnly' },
  { to: 'domain', from: 'domain', mode: 'createOnly' },
  { to: 'score', from: 'score', mode: 'owned' },
  { to: 'sessions', from: 'sessions', mode: 'owned' },
  { to: 'evidence', from: 'evidence', mode: 'owned' },
];

/** A sink for it: 4 leads a request. */
export const tiny: SinkKind<TinySettings> = {
  secrets: ['TINY_TOKEN'],
  defaults: () => fields,
  open: async ({ settings: { baseUrl }, outside }) => {
    const token = outside.env.TINY_TOKEN;
    if (!token) throw inputError('tiny: TINY_TOKEN is not set');
    const ask = async (
      path: string,
      more: Pick<HttpRequest, 'repeatable'> & { body?: unknown },
    ): Promise<string> => {
      try {
        const { text } = await request(outside, {
          to: 'tiny',
          method: 'POST',
          url: baseUrl + path,
          headers: { authorization: `Bearer ${token}` },
          secrets: [token],
          repeatable: more.repeatable,
          ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
        });
        return text;
      } catch (error) {
        const status = error instanceof HttpFault ? error.answer?.status : undefined;
        if (status === 401) {
          throw new UserError(exitCodes.delivery, 'tiny: the token was refused (401); nothing was sent.');
        }
        if (status === 400) throw new BatchRefused('one of them is bad');
        throw error;
      }
    };
    return {
      limits: { read: 4, write: 4, parallel: 2, pace: { requests: 100, milliseconds: 1_000 } },
      account: () => ask('/account', { repeatable: true }),
      read: async (refs) => new Map(JSON.parse(await ask('/read', { repeatable: true, body: refs }))),
      write: async (operations) => JSON.parse(await ask('/write', { repeatable: false, body: operations })),
      check: async () => ({
        facts: [['account', await ask('/account', { repeatable: true })]],
        problems: [],
      }),
      setup: async () => [],
      link: (id) => `${baseUrl}/companies/${id}`,
    };
  },
};
