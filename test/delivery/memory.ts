import { deliver } from '../../src/delivery/deliver.ts';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import type { OpenSink } from '../../src/delivery/open.ts';
import type { PlanOptions } from '../../src/delivery/plan.ts';
import type { History } from '../../src/history/index.ts';
import type { OutboxPlace } from '../../src/history/outbox-entry.ts';
import type { CrmField, CrmSink, Found, Operation, Ref, Values, WriteOutcome } from '../../src/sink/crm.ts';
import type { DeliverableLead } from '../../src/sink/lead-fields.ts';
import { someHistory } from '../history/make.ts';
import { fakeClock } from './make.ts';

export const memoryFields: readonly CrmField[] = [
  { to: 'key', from: 'key', mode: 'owned' },
  { to: 'name', from: 'name', mode: 'createOnly' },
  { to: 'domain', from: 'domain', mode: 'createOnly' },
  { to: 'score', from: 'score', mode: 'owned' },
  { to: 'type', from: 'type', mode: 'owned' },
];

export const place: OutboxPlace = { site: 'own', sink: 'memory', account: 'account 1' };

/** A CRM in memory, the sink that leads into it, and how a test gets between the two. */
export function memory(more: Partial<OpenSink> = {}, limits: Partial<CrmSink['limits']> = {}) {
  const there = new Map<string, Values>();
  let last = 0;
  const clock = fakeClock();
  const asked: string[] = [];
  const crm = {
    there,
    /** What was asked, e.g. `read 2`, `write 2`. */
    asked,
    slept: clock.slept,
    /** What people do before an answer, or what goes wrong instead of it; may change what is told. */
    onRead: undefined as undefined | ((refs: readonly Ref[], found: Map<string, Found[]>) => unknown),
    onWrite: undefined as
      | undefined
      | ((
          operations: readonly Operation[],
          carryOut: () => WriteOutcome[],
        ) => WriteOutcome[] | Promise<WriteOutcome[]>),
    add: (values: Values): string => {
      const id = String(++last);
      there.set(id, { ...values });
      return id;
    },
  };
  const foundFor = ({ key, remoteId, domain }: Ref): Found[] => {
    const looks = (['id', 'key', 'domain'] as const).map((by) =>
      [...there]
        .filter(([id, values]) =>
          by === 'id'
            ? id === remoteId
            : by === 'key'
              ? values.key === key
              : domain && values.domain === domain,
        )
        .map(([remoteIdThere, values]): Found => {
          const own = values.key === undefined ? {} : { key: String(values.key) };
          return { remoteId: remoteIdThere, by, ...own, values: { ...values } };
        }),
    );
    return looks.find(({ length }) => length > 0) ?? [];
  };
  const carryOut = (operations: readonly Operation[]): WriteOutcome[] =>
    operations.map((operation) => {
      const { key, values } = operation;
      if (operation.kind === 'create') return { key, outcome: 'created', remoteId: crm.add(values) };
      there.set(operation.remoteId, { ...there.get(operation.remoteId), ...values });
      return { key, outcome: 'updated', remoteId: operation.remoteId };
    });
  const sink: CrmSink = {
    limits: { read: 10, write: 10, parallel: 1, pace: { requests: 100, milliseconds: 1_000 }, ...limits },
    account: async () => {
      asked.push('account');
      return 'account 1';
    },
    read: async (refs) => {
      asked.push(`read ${refs.length}`);
      const found = new Map(refs.map((ref) => [ref.key, foundFor(ref)]));
      await crm.onRead?.(refs, found);
      return found;
    },
    write: async (operations) => {
      asked.push(`write ${operations.length}`);
      return crm.onWrite ? crm.onWrite(operations, () => carryOut(operations)) : carryOut(operations);
    },
    check: async () => ({ facts: [], problems: [] }),
    setup: async () => [],
    link: () => undefined,
  };
  const opened: OpenSink = {
    name: 'memory',
    title: 'Memory',
    sink,
    fields: memoryFields,
    fingerprint: 'f1',
    requests: () => asked.length,
    clear: (text) => text,
    sleep: clock.sleep,
    signal: new AbortController().signal,
    ...more,
  };
  return Object.assign(crm, { opened });
}

/** A history, and pushes into a CRM with it. */
export function pushing(crm: ReturnType<typeof memory>, history: History = someHistory()) {
  const { opened } = crm;
  const push = (leads: readonly DeliverableLead[], options: PlanOptions = {}) =>
    deliver(opened, history.outbox, 'own', subjectsOf(leads, opened.fields), options);
  const entry = (key: string) => history.outbox.of(place, [key]).get(key);
  return { history, push, entry };
}
