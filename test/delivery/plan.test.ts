import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/delivery/apply.ts';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import { costOf, type Plan, type PlanOptions, plan } from '../../src/delivery/plan.ts';
import { planText, readPlans } from '../../src/delivery/plan-file.ts';
import { exitCodes, UserError } from '../../src/errors.ts';
import { HttpFault } from '../../src/http.ts';
import type { DeliverableLead } from '../../src/sink/lead-fields.ts';
import { companies } from './make.ts';
import { memory, pushing } from './memory.ts';

const keyOf = (i: number) => `d:company-${i}.example`;

function planning() {
  const crm = memory();
  const run = pushing(crm);
  const planned = (leads: readonly DeliverableLead[], options: PlanOptions = {}) =>
    plan(crm.opened, run.history.outbox, 'own', subjectsOf(leads, crm.opened.fields), options);
  const saved = async (leads: readonly DeliverableLead[], options: PlanOptions = {}): Promise<Plan> => {
    const plans = [await planned(leads, options)];
    const text = planText({ window: '2026-W46', at: '2026-11-22T08:00:00.000Z', plans });
    const [first] = readPlans(text, 'monday.json').plans;
    if (first === undefined) throw new Error('no plan came back');
    return first;
  };
  const apply = (some: Plan) => applyPlan(crm.opened, run.history.outbox, some);
  return { crm, ...run, planned, saved, apply };
}

describe('a plan', () => {
  it('says for each lead what would be done, with old and new values, and notes nothing', async () => {
    const { crm, push, planned, history } = planning();
    await push(companies(4));
    crm.there.set('2', { ...crm.there.get('2'), score: 99 });
    crm.there.delete('3');
    crm.add({ name: 'A', domain: 'company-4.example' });
    crm.add({ name: 'B', domain: 'company-4.example' });
    crm.there.set('9', { name: 'Theirs', domain: 'company-5.example' });
    const writes = crm.asked.filter((one) => one.startsWith('write')).length;
    const before = history.outbox.list('own');
    const { steps, account } = await planned([...companies(1), ...companies(7, 60).slice(1)]);
    expect(account).toBe('account 1');
    expect(steps.map(({ action, remoteId }) => [action, remoteId])).toEqual([
      ['unchanged', '1'],
      ['keep', '2'],
      ['skip', '3'],
      ['update', '4'],
      ['refuse', undefined],
      ['adopt', '9'],
      ['create', undefined],
    ]);
    expect(steps[1]?.kept).toEqual([{ field: 'score', ours: 60, theirs: 99 }]);
    expect(steps[2]?.reason).toContain('deleted in Memory by a person');
    expect(steps[3]?.fields).toEqual([{ field: 'score', old: 50, new: 60 }]);
    expect(steps[4]?.reason).toContain('AMBIGUOUS');
    expect(steps[5]?.fields.map(({ field }) => field)).toEqual(['key', 'score', 'type']);
    expect(steps[6]?.fields).toContainEqual({ field: 'name', new: 'Company 6' });
    expect(history.outbox.list('own')).toEqual(before);
    expect(crm.asked.filter((one) => one.startsWith('write'))).toHaveLength(writes);
  });

  it('has what earlier pushes left pending, and what is to be made again', async () => {
    const { crm, push, planned } = planning();
    await push(companies(1));
    crm.there.clear();
    await push(companies(1, 60));
    crm.onWrite = () => {
      throw new HttpFault('memory: lost', { again: true, arrived: 'unknown' });
    };
    await push(companies(2, 60).slice(1));
    const actions = async (options?: PlanOptions) =>
      (await planned([], options)).steps.map(({ key, action }) => [key, action]);
    expect(await actions()).toEqual([[keyOf(1), 'create']]);
    expect(await actions({ recreate: new Set([keyOf(0)]), leftovers: () => false })).toEqual([
      [keyOf(0), 'create'],
    ]);
  });

  it('creates nothing of what could not be looked up', async () => {
    const { crm, planned } = planning();
    crm.onRead = () => {
      throw new HttpFault('memory: answered 500', { again: true, arrived: 'unknown' });
    };
    expect((await planned(companies(1))).steps).toMatchObject([
      { action: 'refuse', reason: 'could not be looked up: memory: answered 500' },
    ]);
  });

  it('is none where fields cannot take what is mapped to them', async () => {
    const crm = memory();
    const { push, history } = pushing(crm);
    crm.opened.sink.ready = () => Promise.reject(new UserError(exitCodes.delivery, 'memory: no field score'));
    const subjects = () => subjectsOf(companies(2), crm.opened.fields);
    await expect(plan(crm.opened, history.outbox, 'own', subjects())).rejects.toThrow('no field score');
    expect(crm.asked).toEqual(['account']);
    delete crm.opened.sink.ready;
    await push(companies(2));
    crm.opened.sink.ready = () => Promise.reject(new Error('asked for nothing'));
    expect((await plan(crm.opened, history.outbox, 'own', subjects())).steps).toHaveLength(2);
  });

  it('tells what it costs where the vendor counts', async () => {
    const { crm, planned, push } = planning();
    await push(companies(2));
    crm.opened.sink.limits.cost = ({ reads, creates, updates }) => `${reads} + ${creates} + ${updates}`;
    expect(costOf(crm.opened, await planned([...companies(1), ...companies(4, 60).slice(1)]))).toBe(
      '3 + 2 + 1',
    );
  });
});

describe('a saved plan', () => {
  it('is carried out with its own values, and nothing else is sent', async () => {
    const { crm, push, saved, apply } = planning();
    crm.onWrite = () => {
      throw new HttpFault('memory: lost', { again: true, arrived: 'unknown' });
    };
    await push(companies(3).slice(2));
    crm.onWrite = undefined;
    const plan = await saved(companies(2, 70), { leftovers: () => false });
    expect((await apply(plan)).counts).toMatchObject({ created: 2, pending: 0 });
    expect([...crm.there.values()].map(({ score }) => score)).toEqual([70, 70]);
  });

  it('is not carried out, not in part either, where something changed; it says what', async () => {
    const { crm, saved, apply, push } = planning();
    await push(companies(2));
    const plan = await saved(companies(3, 60));
    crm.there.set('1', { ...crm.there.get('1'), score: 99 });
    crm.add({ name: 'Theirs', domain: 'company-2.example' });
    const refusal = await apply(plan).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ exitCode: exitCodes.changed });
    expect(String(refusal)).toContain('2 things changed since the plan was made; nothing was sent to Memory');
    expect(String(refusal)).toContain('Company 0: was update 1 (score 50 → 60), is keep 1 (score stays 99)');
    expect(String(refusal)).toMatch(/Company 2: was create .*, is adopt 3/);
    expect(crm.there.get('2')).toMatchObject({ score: 50 });
  });

  it('that was broken off can be carried out again: what is there already is no change', async () => {
    const { crm, saved, apply } = planning();
    const plan = await saved(companies(3));
    crm.opened.sink.limits.write = 1;
    let times = 0;
    crm.onWrite = (_, carryOut) => {
      if (++times === 2) throw new TypeError('killed');
      return carryOut();
    };
    await expect(apply(plan)).rejects.toThrow('killed');
    expect((await apply(plan)).counts).toMatchObject({ created: 2, unchanged: 1 });
    expect(crm.there.size).toBe(3);
  });

  it('for another account is refused', async () => {
    const { crm, saved, apply } = planning();
    const plan = await saved(companies(1));
    crm.opened.sink.account = async () => 'account 2';
    await expect(apply(plan)).rejects.toThrow('the plan is for the account account 1, and this is account 2');
  });

  it('makes again what it says is to be made again', async () => {
    const { crm, push, saved, apply } = planning();
    await push(companies(1));
    crm.there.clear();
    await push(companies(1, 60));
    const plan = await saved([], { recreate: new Set([keyOf(0)]) });
    expect((await apply(plan)).counts).toMatchObject({ created: 1 });
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['another file', '{"leads": []}', 'monday.json: tool'],
    [
      'two for one sink',
      JSON.stringify({
        tool: 'ga-leads',
        plan: 1,
        window: '2026-W46',
        at: '2026-11-22T08:00:00.000Z',
        plans: ['hubspot', 'HubSpot'].map((sink) => ({
          sink,
          site: 'own',
          account: '1',
          recreate: [],
          steps: [],
        })),
      }),
      'monday.json: plans: one plan for each sink',
    ],
    ['of another version', '{"tool":"ga-leads","plan":2}', 'it was made by another version'],
    ['with a value that is none', JSON.stringify(withValue({ $ne: 1 })), 'plans.0.steps.0.desired.score'],
    ['with more than it should have', JSON.stringify({ ...withValue(1), more: 1 }), 'Unrecognized key'],
    [
      'with an endless number',
      JSON.stringify(withValue(1)).replace(/:1}/, ':1e999}'),
      'plans.0.steps.0.desired.score',
    ],
  ])('that is %s is refused', (_, text, message) => {
    expect(() => readPlans(text, 'monday.json')).toThrow(message);
  });
});

function withValue(score: unknown) {
  const step = { key: 'k', name: 'n', action: 'create', fields: [], kept: [], desired: { score } };
  const plans = [{ sink: 'memory', site: 'own', account: 'a', recreate: [], steps: [step] }];
  return { tool: 'ga-leads', plan: 1, window: '2026-W46', at: '2026-11-22T08:00:00.000Z', plans };
}
