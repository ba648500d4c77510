import * as z from 'zod';
import { HttpFault } from '../../http.ts';
import type { PipedriveApi } from './api.ts';
import type { OrganisationField } from './fields.ts';
import { type Organisation, organisationShape, organisationsPath } from './organisation.ts';

/**
 * Where an organisation notes its lead in the inbox: `due` from its creation until the lead is there, then the
 * lead's id. So a push that was killed between the two is finished by the next one, and none is made twice.
 */
export const inboxField = { to: 'GA Leads inbox', kind: 'text' } as const;
const due = 'due';

export const dueValue = (field: OrganisationField): Record<string, string> => ({ [field.field_code]: due });

export const inboxState = (organisation: Organisation, field: OrganisationField): 'due' | 'done' =>
  organisation.custom_fields?.[field.field_code] === due ? 'due' : 'done';

const leadShape = z.looseObject({ id: z.string().min(1) });

/**
 * Makes a lead for an organisation and notes it there. `isNew`: nobody can have made one for it yet; else a lead
 * that it has, archived ones too, is taken for ours.
 */
export async function finishInbox(
  api: PipedriveApi,
  field: OrganisationField,
  organisation: { id: string; title: string; isNew: boolean },
): Promise<void> {
  const { id, title, isNew } = organisation;
  const lead = (isNew ? undefined : await leadOf(api, id)) ?? (await makeLead(api, id, title));
  await api.ask(organisationShape, {
    method: 'PATCH',
    path: `${organisationsPath}/${id}`,
    body: { custom_fields: { [field.field_code]: lead } },
  });
}

async function leadOf(api: PipedriveApi, id: string): Promise<string | undefined> {
  for (const path of ['/api/v1/leads', '/api/v1/leads/archived']) {
    const query = { organization_id: id, limit: '1' };
    const leads = await api.ask(z.array(leadShape).nullable(), { method: 'GET', path, query });
    if (leads?.[0]) return leads[0].id;
  }
  return undefined;
}

/** Leads are still made through v1: https://developers.pipedrive.com/docs/api/v1/Leads#addLead */
async function makeLead(api: PipedriveApi, id: string, title: string): Promise<string> {
  const body = { title, organization_id: Number(id) };
  return (await api.ask(leadShape, { method: 'POST', path: '/api/v1/leads', body })).id;
}

/** A lead that was refused: its organisation is there all the same. */
export const refusedLead = (error: unknown): string | undefined =>
  error instanceof HttpFault && error.answer && error.arrived === 'no'
    ? `its organisation is there, its lead was refused: ${error.message}`
    : undefined;
