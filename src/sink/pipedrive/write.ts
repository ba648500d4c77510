import { HttpFault } from '../../http.ts';
import type { Operation, Values, WriteOutcome } from '../crm.ts';
import { type Call, complaintOf, type PipedriveApi } from './api.ts';
import { dueValue, finishInbox, inboxState, refusedLead } from './inbox.ts';
import { type Organisation, organisationShape, organisationsPath } from './organisation.ts';
import type { Columns } from './read.ts';

/** Writes one organisation, and where it is asked for the lead that goes with a new one. */
export async function writeOne(
  api: PipedriveApi,
  { places, inbox }: Columns,
  operation: Operation,
): Promise<WriteOutcome> {
  const { key, values } = operation;
  let organisation: Organisation;
  try {
    if (operation.kind === 'create') {
      const body = bodyOf(values, places, inbox && dueValue(inbox));
      organisation = await api.ask(organisationShape, { method: 'POST', path: organisationsPath, body });
    } else {
      const path = `${organisationsPath}/${encodeURIComponent(operation.remoteId)}`;
      // Where nothing but its lead is due, it is only looked at.
      const isEmpty = Object.keys(values).length === 0;
      const call: Call = isEmpty
        ? { method: 'GET', path }
        : { method: 'PATCH', path, body: bodyOf(values, places) };
      organisation = await api.ask(organisationShape, call);
    }
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    return { key, outcome: 'failed', ...reason };
  }
  const remoteId = String(organisation.id);
  if (inbox && inboxState(organisation, inbox) === 'due') {
    const name = typeof organisation.name === 'string' ? organisation.name : '';
    const isNew = operation.kind === 'create';
    try {
      await finishInbox(api, inbox, { id: remoteId, title: name || key, isNew });
    } catch (error) {
      const reason = refusedLead(error);
      if (reason === undefined) throw error;
      // Its values were written, so it is none that failed; the next look finds it unfinished.
      return { key, outcome: 'unknown', reason };
    }
  }
  return { key, outcome: operation.kind === 'create' ? 'created' : 'updated', remoteId };
}

function bodyOf(values: Values, places: Columns['places'], more: Values = {}): Record<string, unknown> {
  const [builtIn, custom]: [Values, Values] = [{}, { ...more }];
  for (const [to, value] of Object.entries(values)) {
    const place = places.get(to);
    if (place) (place.is_custom_field ? custom : builtIn)[place.field_code] = value;
  }
  return { ...builtIn, ...(Object.keys(custom).length > 0 && { custom_fields: custom }) };
}

/** Why this organisation alone was refused; undefined where it is not known what became of it. */
function refusalOf(error: unknown): { reason: string; again: boolean } | undefined {
  if (!(error instanceof HttpFault) || error.arrived !== 'no' || !error.answer || error.again)
    return undefined;
  const { status } = error.answer;
  if (status === 404 || status === 410) return { reason: 'it was deleted a moment ago', again: true };
  return { reason: `refused (${status}: ${complaintOf(error.answer) ?? 'no reason given'})`, again: false };
}
