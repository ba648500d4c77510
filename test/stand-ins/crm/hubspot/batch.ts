import type { Reply } from '../server.ts';
import { type Companies, type StoredCompany, shown } from './companies.ts';
import type { Properties } from './properties.ts';
import { invalid, type Refusal, Refused, refusal } from './refusal.ts';

interface Input {
  id: string;
  idProperty?: string;
  objectWriteTraceId?: string;
  properties: Record<string, string>;
}

export interface BatchBody {
  inputs?: unknown;
  idProperty?: unknown;
  properties?: unknown;
  propertiesWithHistory?: unknown;
}

export interface Account {
  companies: Companies;
  properties: Properties;
  portalId: number;
  now(): number;
}

const mostInBatch = 100;

function inputsOf({ inputs }: BatchBody, needsId: boolean): Input[] {
  if (!Array.isArray(inputs) || inputs.length === 0) throw invalid('inputs may not be empty');
  if (inputs.length > mostInBatch) throw invalid(`inputs has ${inputs.length}, more than ${mostInBatch}`);
  for (const { id, properties = {} } of inputs) {
    if (needsId && typeof id !== 'string') throw invalid('Some required fields were not set: [id]');
    for (const [name, value] of Object.entries(properties)) {
      if (typeof value !== 'string') throw invalid(`Invalid input JSON: ${name} is no string`);
    }
  }
  return inputs.map((input) => ({ properties: {}, ...input }));
}

const answerTo = (now: number, status: number, results: object[], errors: Refusal[]): Reply => ({
  status: errors.length > 0 ? 207 : status,
  body: {
    ...{ status: 'COMPLETE', results },
    ...(errors.length > 0 && { numErrors: errors.length, errors }),
    ...{ startedAt: new Date(now).toISOString(), completedAt: new Date(now).toISOString() },
  },
});

const nothingThere = (ids: string[]): Refusal =>
  refusal(
    'OBJECT_NOT_FOUND',
    'Could not get some COMPANY objects, they may be deleted or not exist. Check that ids are valid.',
    { ids },
  );

function mustBeUnique({ properties, portalId }: Account, name: string): void {
  if (properties.all.get(name)?.hasUniqueValue) return;
  throw invalid(
    `Unable to perform read/update/upsert by non-unique 0-2 property ${name} in portal ID ${portalId}`,
  );
}

export function readBatch(account: Account, body: BatchBody): Reply {
  const { companies, properties, now } = account;
  const { idProperty } = body;
  if (!Array.isArray(body.properties)) throw invalid('Some required fields were not set: [properties]');
  if (!Array.isArray(body.propertiesWithHistory)) {
    throw invalid('Some required fields were not set: [propertiesWithHistory]');
  }
  if (typeof idProperty === 'string') mustBeUnique(account, idProperty);
  const ids = inputsOf(body, true).map(({ id }) => id);
  const look = (id: string) =>
    typeof idProperty === 'string' ? companies.byUnique(idProperty, id) : companies.byId(id);
  const found = new Set(ids.flatMap((id) => look(id) ?? []));
  const absent = ids.filter((id) => !look(id));
  const asked = body.properties as string[];
  if (typeof idProperty === 'string') asked.push(idProperty);
  const results = [...found].map((company) => shown(company, asked, (name) => properties.all.has(name)));
  return answerTo(now(), 200, results, absent.length > 0 ? [nothingThere(absent)] : []);
}

type Done = { company: StoredCompany; isNew?: boolean } | Refusal;

/** `undefined`: neither done nor refused, as HubSpot leaves it where an id was merged away. */
function carryOut(account: Account, how: 'create' | 'update' | 'upsert', input: Input): Done | undefined {
  const { companies } = account;
  const { id, idProperty, properties } = input;
  const there =
    how === 'create' ? undefined : idProperty ? companies.byUnique(idProperty, id) : companies.byId(id);
  if (there) {
    if (idProperty === undefined && there.id !== id) return undefined;
    return companies.change(there, properties) ?? { company: there, isNew: false };
  }
  if (how === 'update') return nothingThere([id]);
  const made = companies.make(idProperty ? { ...properties, [idProperty]: id } : properties);
  return 'category' in made ? made : { company: made, isNew: true };
}

/**
 * Creates, updates or upserts. With a trace id for every input each stands for itself (207); without, the first
 * refusal refuses the whole batch and nothing is written.
 */
export function writeBatch(account: Account, how: 'create' | 'update' | 'upsert', body: BatchBody): Reply {
  const inputs = inputsOf(body, how !== 'create');
  for (const { idProperty } of inputs) {
    if (idProperty !== undefined) mustBeUnique(account, idProperty);
    else if (how === 'upsert') throw invalid('Some required fields were not set: [idProperty]');
  }
  const ids = how === 'create' ? [] : inputs.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw invalid('Duplicate IDs found in batch input');
  const traces = inputs.flatMap(({ objectWriteTraceId }) => objectWriteTraceId ?? []);
  const isMulti = new Set(traces).size === inputs.length;

  const [results, errors]: [object[], Refusal[]] = [[], []];
  const undo: (() => void)[] = [];
  for (const input of inputs) {
    const { objectWriteTraceId: trace } = input;
    const before = undoOf(account, how, input);
    const done = carryOut(account, how, input);
    if (!done) continue;
    if ('company' in done) {
      undo.push(before(done.company));
      results.push({
        ...shown(done.company, Object.keys(input.properties), (name) => account.properties.all.has(name)),
        ...(trace !== undefined && { objectWriteTraceId: trace }),
        ...(how === 'upsert' && { new: done.isNew }),
      });
    } else if (isMulti) {
      errors.push({ ...done, context: { ...done.context, objectWriteTraceId: [trace ?? ''] } });
    } else {
      for (const revert of undo.reverse()) revert();
      throw new Refused(/already has/.test(done.message) ? 409 : 400, done);
    }
  }
  return answerTo(account.now(), how === 'create' ? 201 : 200, results, errors);
}

/** What takes back what is about to be done. */
function undoOf({ companies }: Account, how: string, { id, idProperty }: Input) {
  const there =
    how === 'create' ? undefined : idProperty ? companies.byUnique(idProperty, id) : companies.byId(id);
  const values = { ...there?.properties };
  return (company: StoredCompany) => () =>
    there ? companies.restore(there, values) : companies.unmake(company);
}
