import * as z from 'zod';
import { HttpFault } from '../../http.ts';
import type { CrmField, SetupStep } from '../crm.ts';
import { leadFields } from '../lead-fields.ts';
import { groups, propertyBatch, wordsOf } from './answers.ts';
import { type Api, failureOf } from './api.ts';
import { companyProperties, misfit, theirTypes } from './properties.ts';

const group = { name: 'ga_leads', label: 'GA Leads' };

const whatOf = ({ to, from }: CrmField): string =>
  `company property ${to} (${theirTypes[leadFields[from].kind].type}${from === 'key' ? ', unique' : ''})`;

/** The property group and the properties that the fields need; makes what is missing, or only says so. */
export async function setupProperties(
  api: Api,
  fields: readonly CrmField[],
  dryRun: boolean,
): Promise<SetupStep[]> {
  const { call, paths } = api;
  const there = await companyProperties(api);
  const missing = fields.filter(({ to }) => !there.has(to));
  const { body } = await call({ method: 'GET', path: `${paths.properties}/groups` }, groups);
  const hasGroup = body.results.some(({ name }) => name === group.name);
  const makesGroup = !hasGroup && !dryRun;
  if (makesGroup) {
    const path = `${paths.properties}/groups`;
    await call({ method: 'POST', path, body: group, repeatable: false }, z.unknown());
  }
  const made = dryRun ? new Map<string, SetupStep>() : await make(api, missing);
  return [
    {
      what: `property group ${group.name}`,
      state: hasGroup ? 'there' : makesGroup ? 'made' : 'missing',
    },
    ...fields.map((field): SetupStep => {
      const what = whatOf(field);
      const property = there.get(field.to);
      if (!property) return made.get(field.to) ?? { what, state: 'missing' };
      const wrong = misfit(field, property);
      return wrong
        ? { what, state: 'wrong', next: `${wrong.message}. ${wrong.next}` }
        : { what, state: 'there' };
    }),
  ];
}

async function make({ call, paths }: Api, missing: readonly CrmField[]): Promise<Map<string, SetupStep>> {
  if (missing.length === 0) return new Map();
  const inputs = missing.map(({ to, from }) => ({
    name: to,
    label: `${group.label} ${leadFields[from].label.toLowerCase()}`,
    groupName: group.name,
    ...theirTypes[leadFields[from].kind],
    hasUniqueValue: from === 'key',
  }));
  const path = `${paths.properties}/batch/create`;
  const { results, errors } = await call(
    { method: 'POST', path, body: { inputs }, repeatable: false },
    propertyBatch,
  ).then(
    ({ body }) => body,
    (fault) => {
      if (!(fault instanceof HttpFault) || !fault.answer || fault.answer.status >= 500) throw fault;
      return { results: [], errors: [failureOf(fault.answer)] };
    },
  );
  const refusals = [...new Set(errors.map(wordsOf))].join('; ') || 'no reason given';
  const made = new Set(results.map(({ name }) => name));
  return new Map(
    missing.map((field) => [
      field.to,
      made.has(field.to)
        ? { what: whatOf(field), state: 'made' }
        : { what: whatOf(field), state: 'missing', next: `HubSpot refused to make it: ${refusals}` },
    ]),
  );
}
