import { HttpFault } from '../../http.ts';
import type { CrmField, Found, Ref } from '../crm.ts';
import { type Batch, batch, type Company, inContext } from './answers.ts';
import { type Api, failureOf } from './api.ts';
import { propertyFault } from './refusals.ts';
import { companiesByDomain } from './search.ts';
import { ourValues } from './values.ts';

/** The ids that were merged into a company, as HubSpot lists them. */
const mergedIds = 'hs_merged_object_ids';

/**
 * What HubSpot has for each ref: all by our key in one request; by id those that it was not found for (merged,
 * moved, removed), mostly none; by domain the rest in one search.
 */
export async function readCompanies(
  api: Api,
  fields: readonly CrmField[],
  keyField: string,
  refs: readonly Ref[],
): Promise<Map<string, Found[]>> {
  const names = [...new Set([...fields.map(({ to }) => to), keyField, 'domain'])];
  const foundOf = (company: Company, by: Found['by']): Found => {
    const key = company.properties[keyField];
    return { remoteId: company.id, by, ...(key && { key }), values: ourValues(fields, company) };
  };

  const keys = refs.map(({ key }) => key);
  const byKey = await companiesBy(api, keys, names, keyField);
  const strays = refs.flatMap(({ key, remoteId }) =>
    remoteId !== undefined && byKey.get(key)?.id !== remoteId ? [remoteId] : [],
  );
  const byId = await companiesBy(api, strays, [...names, mergedIds]);

  const found = new Map<string, Found[]>();
  const open: Ref[] = [];
  for (const ref of refs) {
    const { key, remoteId } = ref;
    const ours = byKey.get(key);
    const known = remoteId === undefined ? undefined : ours?.id === remoteId ? ours : byId.get(remoteId);
    if (known) found.set(key, [foundOf(known, 'id')]);
    else if (ours) found.set(key, [foundOf(ours, 'key')]);
    else open.push(ref);
  }
  const domains = open.flatMap(({ domain }) => (domain ? [domain.toLowerCase()] : []));
  const byDomain = await companiesByDomain(api, domains, names);
  for (const { key, domain = '' } of open) {
    const companies = byDomain.get(domain.toLowerCase()) ?? [];
    found.set(
      key,
      companies.map((company) => foundOf(company, 'domain')),
    );
  }
  return found;
}

/**
 * Companies by the values of a unique property, or by id. What is not there HubSpot must say: an answer that is
 * silent on one that was asked for is an HttpFault.
 */
async function companiesBy(
  api: Api,
  asked: readonly string[],
  properties: readonly string[],
  idProperty?: string,
): Promise<Map<string, Company>> {
  const ids = [...new Set(asked)];
  if (ids.length === 0) return new Map();
  const { results, errors } = await readBatch(api, {
    ...(idProperty !== undefined && { idProperty }),
    inputs: ids.map((id) => ({ id })),
    properties,
    propertiesWithHistory: [],
  });
  const found = new Map<string, Company>();
  for (const company of results) {
    const own = idProperty === undefined ? company.id : company.properties[idProperty];
    const merged = idProperty === undefined ? (company.properties[mergedIds] ?? '').split(';') : [];
    for (const id of [own ?? '', ...merged]) found.set(id, company);
  }
  const absent = new Set(
    errors
      .filter(({ category }) => category === 'OBJECT_NOT_FOUND')
      .flatMap((error) => inContext(error, /^ids$/)),
  );
  const silent = ids.filter((id) => !found.has(id) && !absent.has(id));
  if (silent.length > 0) {
    const what = idProperty === undefined ? 'companies' : `companies (by ${idProperty})`;
    throw new HttpFault(`hubspot: said nothing of ${silent.length} of ${ids.length} ${what}`, {
      again: true,
      arrived: 'unknown',
    });
  }
  return found;
}

/** A batch that is wholly absent may come as a 404 that names the ids. */
async function readBatch({ call, paths }: Api, body: object): Promise<Batch> {
  try {
    return (await call({ method: 'POST', path: `${paths.companies}/batch/read`, body }, batch)).body;
  } catch (fault) {
    if (!(fault instanceof HttpFault) || !fault.answer) throw fault;
    const said = failureOf(fault.answer);
    if (fault.answer.status !== 404 || said.category !== 'OBJECT_NOT_FOUND')
      throw propertyFault(said) ?? fault;
    return { results: [], errors: [said] };
  }
}
