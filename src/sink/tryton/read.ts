import { domainToUnicode } from 'node:url';
import * as z from 'zod';
import type { CrmField, Found, Ref } from '../crm.ts';
import { hostOf } from '../host.ts';
import { type Party, partyFields, partyShape, valuesOf } from './party.ts';
import type { TrytonRpc } from './rpc.ts';

/** Parties that meet a domain (Tryton's word for a condition), those that people deactivated too. */
export const searchParties = (rpc: TrytonRpc, domain: readonly unknown[]): Promise<Party[]> =>
  rpc.call(
    z.array(partyShape),
    'model.party.party.search_read',
    [domain, 0, null, null, partyFields, { active_test: false }],
    true,
  );

/** Looks for parties by id, by our key in their code, and by the exact domain of a website, in one request. */
export async function readParties(
  rpc: TrytonRpc,
  fields: readonly CrmField[],
  refs: readonly Ref[],
): Promise<Map<string, Found[]>> {
  const ids = refs.flatMap(({ remoteId }) => (/^\d{1,15}$/.test(remoteId ?? '') ? [Number(remoteId)] : []));
  const hosts = [...new Set(refs.flatMap(({ domain }) => hostOf(domain) ?? []))];
  const spellings = [...new Set(hosts.flatMap((host) => [host, domainToUnicode(host)]))];
  const websites = spellings.map((host) => ['value', 'ilike', `%${host.replace(/[\\%_]/g, '\\$&')}%`]);
  const parties = await searchParties(rpc, [
    'OR',
    ['id', 'in', ids],
    ['code', 'in', refs.map(({ key }) => key)],
    ...(websites.length > 0
      ? [
          [
            'contact_mechanisms',
            'where',
            [
              ['type', '=', 'website'],
              ['OR', ...websites],
            ],
          ],
        ]
      : []),
  ]);

  return new Map(
    refs.map((ref) => {
      const host = hostOf(ref.domain);
      const tests: [Found['by'], (party: Party) => boolean][] = [
        ['id', ({ id }) => String(id) === ref.remoteId],
        ['key', ({ code }) => code === ref.key],
        ['domain', (party) => host !== undefined && hostsOf(party).includes(host)],
      ];
      const [by, test] = tests.find(([, one]) => parties.some(one)) ?? [];
      return [ref.key, by && test ? parties.filter(test).map((party) => foundOf(party, by, fields)) : []];
    }),
  );
}

const hostsOf = (party: Party): (string | undefined)[] =>
  party['contact_mechanisms.']
    .filter(({ type, active }) => type === 'website' && active)
    .map(({ value }) => hostOf(value));

function foundOf(party: Party, by: Found['by'], fields: readonly CrmField[]): Found {
  const { id, code, active, replaced_by: successor } = party;
  const closed =
    successor !== null
      ? `replaced by party ${successor} in Tryton`
      : active
        ? undefined
        : 'deactivated in Tryton';
  return {
    remoteId: String(id),
    by,
    // Parties of people have a number of their own there.
    ...(code !== null && /^[dn]:/.test(code) && { key: code }),
    values: valuesOf(party, fields),
    ...(closed !== undefined && { closed }),
  };
}
