import { describe, expect, it } from 'vitest';
import { subjectsOf } from '../../src/delivery/mapping.ts';
import { plan } from '../../src/delivery/plan.ts';
import { HttpFault } from '../../src/http.ts';
import type { DeliverableLead } from '../../src/sink/lead-fields.ts';
import { companies, deliverable } from './make.ts';
import { memory, memoryFields, pushing } from './memory.ts';

const key = 'd:company-0.example';

describe('a lead whose domain becomes known', () => {
  const nameless = (name: string, score = 50): DeliverableLead => {
    const { lead, ...rest } = deliverable(name, { score });
    const { domain: _, ...organisation } = lead.organisation;
    return { ...rest, lead: { ...lead, organisation: { ...organisation, key: `n:${name}` } } };
  };
  const named = (...formerly: string[]) => companies(1, 60).map((lead) => ({ ...lead, formerly }));

  it('keeps its company, what is remembered of it, and what a person changed in it', async () => {
    const crm = memory();
    const { push, entry } = pushing(crm);
    await push([nameless('a'), nameless('b')]);
    crm.there.set('1', { ...crm.there.get('1'), score: 99 });
    const { counts, kept } = await push(named('n:a', 'n:a|de'));
    expect({ counts, kept: kept.first }).toMatchObject({
      counts: { updated: 1, created: 0 },
      kept: [{ field: 'score', theirs: 99 }],
    });
    expect(crm.there.get('1')).toMatchObject({ key, score: 99 });
    expect([entry('n:a'), entry(key)?.remoteId]).toEqual([undefined, '1']);
    const asked = crm.asked.length;
    await push(named('n:a', 'n:a|de'));
    expect(crm.asked.length).toBe(asked);
  });

  it('stays deleted where a person deleted it, until it is asked for by either key', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    await push([nameless('a')]);
    crm.there.clear();
    expect((await push([nameless('a', 60)])).counts).toMatchObject({ skipped: 1 });
    expect((await push(named('n:a'))).counts).toMatchObject({ skipped: 1, created: 0 });
    const { counts } = await push(named('n:a'), { recreate: new Set(['n:a']) });
    expect(counts).toMatchObject({ created: 1, skipped: 0 });
  });

  it('is another one where it may have been two, had another domain, or may be half-made', async () => {
    const crm = memory();
    const { push, history } = pushing(crm);
    const lost = deliverable('d', { organisation: { key: 'n:d', domain: 'company-0.example' } });
    crm.onWrite = () => {
      throw new HttpFault('memory: lost the connection', { again: false, arrived: 'unknown' });
    };
    await push([lost]);
    crm.onWrite = undefined;
    const others = { leftovers: () => false };
    expect((await push(named('n:d'), others)).counts).toMatchObject({ created: 1 });
    history.outbox.drop('own', {});
    crm.there.clear();
    await push([nameless('a'), nameless('b'), deliverable('c', { organisation: { key: 'n:c' } })]);
    const [, second, third] = companies(3);
    expect((await push([{ ...second, formerly: ['n:a', 'n:b'] } as DeliverableLead])).counts.created).toBe(1);
    expect((await push([{ ...third, formerly: ['n:c'] } as DeliverableLead])).counts.created).toBe(1);
  });

  it('is not sent under both keys where it is still pending, and a plan notes nothing', async () => {
    const crm = memory();
    const { push, entry, history } = pushing(crm);
    crm.onRead = () => {
      throw new HttpFault('memory: cannot reach it', { again: false, arrived: 'no' });
    };
    await push([nameless('a')]);
    history.outbox.retry('own');
    crm.onRead = undefined;
    const subjects = subjectsOf(named('n:a'), crm.opened.fields);
    const { steps } = await plan(crm.opened, history.outbox, 'own', subjects);
    expect(steps.map((step) => [step.key, step.action])).toEqual([[key, 'create']]);
    expect(entry('n:a')).toMatchObject({ state: 'pending' });
    expect((await push(named('n:a'))).counts).toMatchObject({ created: 1, pending: 0 });
    expect(crm.there.size).toBe(1);
  });
});

describe('a mapping that changed', () => {
  it('with a new field: all are updated, a value of people in it stays; without one: nothing is asked', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    await push(companies(3));
    crm.there.set('2', { ...crm.there.get('2'), sessions: 77 });
    crm.opened.fields = [...memoryFields, { to: 'sessions', from: 'sessions', mode: 'owned' }];
    const { counts, kept } = await push(companies(3));
    expect({ counts, kept: kept.values }).toMatchObject({ counts: { updated: 2, kept: 1 }, kept: 1 });
    expect([...crm.there.values()].map(({ sessions }) => sessions)).toEqual([5, 77, 5]);
    const asked = crm.asked.length;
    crm.opened.fields = memoryFields;
    await push(companies(3));
    expect([crm.asked.length, crm.there.get('1')?.sessions]).toEqual([asked, 5]);
  });

  it('to another field of the lead: what we wrote is replaced', async () => {
    const crm = memory();
    const { push } = pushing(crm);
    await push(companies(1));
    crm.opened.fields = memoryFields.map((field) =>
      field.to === 'type' ? { ...field, from: 'window' } : field,
    );
    expect((await push(companies(1))).counts).toMatchObject({ updated: 1 });
    expect(crm.there.get('1')?.type).toBe('2026-W46');
  });
});
