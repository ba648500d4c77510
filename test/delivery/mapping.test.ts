import { describe, expect, it } from 'vitest';
import { mappingOf, subjectsOf } from '../../src/delivery/mapping.ts';
import { meteredOutside } from '../../src/delivery/outside.ts';
import type { CrmField } from '../../src/sink/crm.ts';
import { fakeEdge } from '../edge.ts';
import { deliverable, fakeClock } from './make.ts';

const defaults: readonly CrmField[] = [
  { to: 'ga_key', from: 'key', mode: 'owned' },
  { to: 'name', from: 'name', mode: 'createOnly' },
  { to: 'ga_score', from: 'score', mode: 'owned' },
];

describe('the mapping', () => {
  it('is the default with what the settings change, leave out and add, in order', () => {
    expect(mappingOf(defaults, {}, 'sinks.x.fields')).toEqual(defaults);
    const own = {
      country: 'country',
      ga_score: { from: 'confidence', mode: 'owned' },
      name: 'off',
      city: { from: 'countries', mode: 'createOnly' },
    } as const;
    expect(mappingOf(defaults, own, 'sinks.x.fields')).toEqual([
      { to: 'ga_key', from: 'key', mode: 'owned' },
      { to: 'ga_score', from: 'confidence', mode: 'owned' },
      { to: 'country', from: 'country', mode: 'owned' },
      { to: 'city', from: 'countries', mode: 'createOnly' },
    ]);
  });

  it('says what cannot be left out because it is not there', () => {
    expect(() => mappingOf(defaults, { ga_scroe: 'off' }, 'sinks.x.fields')).toThrow(
      /sinks\.x\.fields\.ga_scroe: .*ga_key, name, ga_score/,
    );
  });

  it('makes of a lead what should be there, and nothing of what is not known', () => {
    const fields: CrmField[] = [...defaults, { to: 'country', from: 'country', mode: 'owned' }];
    expect([...subjectsOf([deliverable('Acme\u202e Inc')], fields)]).toEqual([
      {
        key: 'd:acme-inc.example',
        name: 'Acme Inc',
        domain: 'acme-inc.example',
        desired: { ga_key: 'd:acme-inc.example', name: 'Acme Inc', ga_score: 50 },
      },
    ]);
  });
});

describe('the outside of a sink', () => {
  const outside = (signal = new AbortController().signal) => {
    const clock = fakeClock();
    const at: number[] = [];
    const { edge } = fakeEdge({
      ...clock,
      signal,
      fetch: async () => {
        at.push(clock.now().getTime() - Date.parse('2026-11-22T08:00:00Z'));
        return new Response();
      },
    });
    return { metered: meteredOutside(edge), at };
  };

  it('counts requests, and lets no more of them begin in any stretch of time than may be', async () => {
    const { metered, at } = outside();
    metered.keepPace({ requests: 3, milliseconds: 1_000 });
    for (let i = 0; i < 8; i++) await metered.outside.fetch('http://localhost');
    expect(at).toEqual([0, 0, 0, 1_000, 1_000, 1_000, 2_000, 2_000]);
    expect(metered.requests()).toBe(8);
  });

  it('keeps the pace also where many ask at once', async () => {
    const { metered, at } = outside();
    metered.keepPace({ requests: 2, milliseconds: 1_000 });
    await Promise.all(Array.from({ length: 6 }, () => metered.outside.fetch('http://localhost')));
    expect(metered.requests()).toBe(6);
    expect(at.filter((time) => time >= 2_000).length).toBeGreaterThanOrEqual(2);
  });

  it('begins no request after Ctrl-C, and breaks off none', async () => {
    const interrupt = new AbortController();
    const { metered, at } = outside(interrupt.signal);
    interrupt.abort();
    expect(metered.outside.signal.aborted).toBe(false);
    await expect(metered.outside.fetch('http://localhost')).rejects.toThrow();
    expect([at, metered.requests()]).toEqual([[], 0]);
  });
});
