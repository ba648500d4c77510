import type { CrmField, Found, Ref, Values } from '../crm.ts';
import { hostOf } from '../host.ts';
import type { PipedriveApi } from './api.ts';
import { directoryOf, type Traits } from './directory.ts';
import type { OrganisationField } from './fields.ts';
import { inboxState } from './inbox.ts';
import { type Organisation, organisationShape, organisationsPath, valueIn } from './organisation.ts';

/** The most fields that a list can be cut down to; and the most ids that it can be asked for. */
const mostFields = 15;
const mostIds = 100;

/** What is read of organisations: the mapped fields, and where a lead for the inbox is noted. */
export interface Columns {
  fields: readonly CrmField[];
  places: ReadonlyMap<string, OrganisationField>;
  /** Absent where no leads are made. */
  inbox?: OrganisationField;
}

export interface Reader {
  read(refs: readonly Ref[]): Promise<Map<string, Found[]>>;
  /** Pages of 500 that looking for keys and domains has taken so far. */
  pages(): number;
}

/** Reads organisations by id, by our key, by the exact domain of their website. */
export function readerOf(api: PipedriveApi, { fields, places, inbox }: Columns): Reader {
  const placesFrom = (...from: CrmField['from'][]): OrganisationField[] =>
    fields.filter((field) => from.includes(field.from)).flatMap(({ to }) => places.get(to) ?? []);
  const [keyPlace] = placesFrom('key');
  const website = { field_name: 'Website', field_code: 'website', field_type: 'varchar' };
  const hostPlaces = [website, ...placesFrom('domain', 'website')];

  const traitsOf = (organisation: Organisation): Traits => {
    const key = keyPlace && valueIn(organisation, keyPlace);
    return {
      ...(typeof key === 'string' && { key }),
      hosts: hostPlaces.flatMap((place) => hostOf(valueIn(organisation, place)) ?? []),
    };
  };
  const directory = directoryOf(api, onlyFields([keyPlace, ...hostPlaces]), traitsOf);
  const shown = onlyFields([...places.values(), inbox]);

  async function byId(ids: readonly string[]): Promise<Map<string, Organisation>> {
    const all = new Map<string, Organisation>();
    for (let at = 0; at < ids.length; at += mostIds) {
      const query = { ...shown, ids: ids.slice(at, at + mostIds).join(',') };
      for await (const page of api.pages(organisationShape, organisationsPath, query)) {
        for (const one of page) if (!one.is_deleted) all.set(String(one.id), one);
      }
    }
    return all;
  }

  function found(organisation: Organisation, by: Found['by']): Found {
    const values: Values = {};
    for (const [to, place] of places) {
      const value = valueIn(organisation, place);
      if (value !== undefined) values[to] = value;
    }
    const { key } = traitsOf(organisation);
    const isUnfinished = inbox && inboxState(organisation, inbox) === 'due';
    return {
      remoteId: String(organisation.id),
      by,
      ...(key !== undefined && { key }),
      values,
      ...(isUnfinished && { unfinished: true }),
    };
  }

  async function read(refs: readonly Ref[]): Promise<Map<string, Found[]>> {
    const known = await byId(refs.flatMap(({ remoteId }) => (isId(remoteId) ? [remoteId] : [])));
    const rest = refs.filter(({ remoteId }) => remoteId === undefined || !known.has(remoteId));
    const candidates = new Map<Ref, string[]>();
    if (rest.length > 0) {
      await directory.refresh();
      for (const ref of rest) candidates.set(ref, directory.ids(soughtBy(ref)).map(String));
    }
    // As they are now: the directory may remember what was changed or deleted since.
    const fresh = await byId([...new Set([...candidates.values()].flat())]);
    return new Map(
      refs.map((ref) => {
        const one = ref.remoteId === undefined ? undefined : known.get(ref.remoteId);
        if (one) return [ref.key, [found(one, 'id')]];
        const { key, domain } = soughtBy(ref);
        const ones = (candidates.get(ref) ?? []).flatMap((id) => fresh.get(id) ?? []);
        const keyed = ones.filter((organisation) => traitsOf(organisation).key === key);
        if (keyed.length > 0) return [ref.key, keyed.map((organisation) => found(organisation, 'key'))];
        const sited = ones.filter(
          (organisation) => domain !== undefined && traitsOf(organisation).hosts.includes(domain),
        );
        return [ref.key, sited.map((organisation) => found(organisation, 'domain'))];
      }),
    );
  }

  return { read, pages: directory.pages };
}

const isId = (remoteId: string | undefined): remoteId is string => /^\d{1,15}$/.test(remoteId ?? '');

function soughtBy({ key, domain }: Ref): { key: string; domain?: string } {
  const host = hostOf(domain);
  return { key, ...(host !== undefined && { domain: host }) };
}

/** Cuts an answer down to these fields of the account's own, where the API can. */
function onlyFields(fields: readonly (OrganisationField | undefined)[]): { custom_fields?: string } {
  const codes = new Set(fields.flatMap((field) => (field?.is_custom_field ? [field.field_code] : [])));
  return codes.size > 0 && codes.size <= mostFields ? { custom_fields: [...codes].join(',') } : {};
}
