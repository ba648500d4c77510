import { domainToUnicode } from 'node:url';
import * as z from 'zod';
import { HttpFault } from '../../http.ts';
import type { CrmField, Found, Ref } from '../crm.ts';
import { hostOf } from '../host.ts';
import { mechanismFor, mechanismsWith, type Party, partyFields, partyShape, valuesOf } from './party.ts';
import { Refusal, type TrytonRpc } from './rpc.ts';

/** Parties that meet a domain (Tryton's word for a condition), those that people deactivated too. */
export async function searchParties(rpc: TrytonRpc, domain: readonly unknown[]): Promise<Party[]> {
  const params = [domain, 0, null, null, partyFields, { active_test: false }];
  try {
    return await rpc.call(z.array(partyShape), 'model.party.party.search_read', params, true);
  } catch (error) {
    // A locked database, for one: nobody knows what is there.
    if (!(error instanceof Refusal)) throw error;
    throw new HttpFault(`tryton: refused to search (${error.message})`, {
      again: error.again,
      arrived: 'no',
    });
  }
}

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
  const keys = refs.map(({ key }) => key);
  const keyField = fields.find(({ to, from }) => from === 'key' && to !== 'code')?.to;
  const parties = await searchParties(rpc, [
    'OR',
    ['id', 'in', ids],
    ['code', 'in', keys],
    ...(keyField ? [mechanismsWith(keyField, ['value', 'in', keys])] : []),
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
        ['key', (party) => keyOf(party, keyField) === ref.key],
        ['domain', (party) => host !== undefined && hostsOf(party).includes(host)],
      ];
      const [by, test] = tests.find(([, one]) => parties.some(one)) ?? [];
      return [
        ref.key,
        by && test ? parties.filter(test).map((party) => foundOf(party, by, fields, keyField)) : [],
      ];
    }),
  );
}

const hostsOf = (party: Party): (string | undefined)[] =>
  party['contact_mechanisms.']
    .filter(({ type, active }) => type === 'website' && active)
    .map(({ value }) => hostOf(value));

/** A party of ours has the key as its code; one of people's has a code of theirs, and the key in a field. */
function keyOf(party: Party, keyField: string | undefined): string | undefined {
  const inField = keyField && mechanismFor(keyField, party['contact_mechanisms.'])?.value;
  if (inField) return inField;
  return party.code !== null && /^[dn]:/.test(party.code) ? party.code : undefined;
}

function foundOf(
  party: Party,
  by: Found['by'],
  fields: readonly CrmField[],
  keyField: string | undefined,
): Found {
  const { id, active, replaced_by: successor } = party;
  const key = keyOf(party, keyField);
  const closed =
    successor !== null
      ? `replaced by party ${successor} in Tryton`
      : active
        ? undefined
        : 'deactivated in Tryton';
  return {
    remoteId: String(id),
    by,
    ...(key !== undefined && { key }),
    values: valuesOf(party, fields),
    ...(closed !== undefined && { closed }),
  };
}
