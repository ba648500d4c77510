import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/delivery/compare.ts';
import type { CrmField, Found, Values } from '../../src/sink/crm.ts';

const fields: readonly CrmField[] = [
  { to: 'score', from: 'score', mode: 'owned' },
  { to: 'pages', from: 'topPages', mode: 'owned' },
  { to: 'name', from: 'name', mode: 'createOnly' },
];

const compared = (
  desired: Values,
  theirs: Values,
  { written = {}, inflight, by = 'id' }: { written?: Values; inflight?: Values; by?: Found['by'] } = {},
) => compare(fields, { desired, written, ...(inflight && { inflight }) }, { values: theirs, by });

describe('a field that is kept current', () => {
  it.each([
    ['is empty and was never written', {}, {}, undefined, 'written'],
    ['holds what we wrote last', { score: 50 }, { score: 50 }, undefined, 'written'],
    ['holds what was in flight', { score: 60 }, { score: 50 }, { score: 60 }, 'written'],
    ['holds what was in flight, the first time', { score: 60 }, {}, { score: 60 }, 'written'],
    ['holds what a person wrote', { score: 99 }, { score: 50 }, undefined, 'kept'],
    [
      'holds what a person wrote while something was in flight',
      { score: 99 },
      { score: 50 },
      { score: 60 },
      'kept',
    ],
    ['holds something though we never wrote', { score: 99 }, {}, undefined, 'kept'],
    ['was emptied by a person', { score: '' }, { score: 50 }, undefined, 'kept'],
    ['is as it should be', { score: 70 }, { score: 50 }, undefined, 'left'],
    ['is as it should be, as a text', { score: '70' }, { score: '50' }, undefined, 'left'],
  ])('that %s', (_, theirs, written, inflight, fate) => {
    const { changes, kept } = compared({ score: 70 }, theirs as Values, {
      written: written as Values,
      ...(inflight && { inflight }),
    });
    const found = changes.length > 0 ? 'written' : kept.length > 0 ? 'kept' : 'left';
    expect(found).toBe(fate);
  });

  it('is compared as a number where it is one, as a text without line ends and white space around it', () => {
    expect(compared({ score: 70 }, { score: '70.0' })).toMatchObject({ changes: [], kept: [] });
    expect(compared({ score: 0 }, { score: '' }).changes).toEqual([{ field: 'score', new: 0 }]);
    expect(compared({ pages: '/a\n/b' }, { pages: ' /a\r\n/b\r\n' })).toMatchObject({
      changes: [],
      kept: [],
    });
    expect(compared({ pages: '/a\n/b' }, { pages: '/a /b' }).kept).toHaveLength(1);
  });

  it('is not blanked where there is nothing to write', () => {
    expect(compared({}, { score: 50 }, { written: { score: 50 } })).toMatchObject({ changes: [], kept: [] });
  });

  it('tells what was there and what stays', () => {
    expect(compared({ score: 70 }, { score: 50 }, { written: { score: 50 } }).changes).toEqual([
      { field: 'score', old: 50, new: 70 },
    ]);
    expect(compared({ score: 70 }, { score: 99 }, { written: { score: 50 } }).kept).toEqual([
      { field: 'score', ours: 70, theirs: 99 },
    ]);
  });

  it('that holds what was in flight is known to be written by us from then on', () => {
    const { written, changes } = compared(
      { score: 60 },
      { score: 60 },
      { written: { score: 50 }, inflight: { score: 60 } },
    );
    expect({ written, changes }).toEqual({ written: { score: 60 }, changes: [] });
  });

  it('that a person changed and we would now write the same into is still the person’s later', () => {
    const { written } = compared({ score: 99 }, { score: 99 }, { written: { score: 50 } });
    expect(compared({ score: 70 }, { score: 99 }, { written }).kept).toHaveLength(1);
  });

  it('in a company with our key that holds what we would write is ours, where we know of no writing', () => {
    expect(compared({ score: 50 }, { score: 50 }, { by: 'key' }).written).toEqual({ score: 50 });
    expect(compared({ score: 50 }, { score: 50 }, { by: 'domain' }).written).toEqual({});
  });
});

describe('a field that is written on create only', () => {
  it('is filled where it is empty in an adopted company, and else left alone', () => {
    expect(compared({ name: 'Acme' }, {}, { by: 'domain' }).changes).toEqual([
      { field: 'name', new: 'Acme' },
    ]);
    expect(compared({ name: 'Acme' }, { name: 'ACME' }, { by: 'domain' })).toMatchObject({
      changes: [],
      kept: [],
    });
    for (const by of ['id', 'key'] as const) {
      expect(compared({ name: 'Acme' }, {}, { by })).toMatchObject({ changes: [], kept: [] });
    }
  });
});

describe('whatever happened', () => {
  it('a value that we neither wrote nor were writing is never written over, and none is blanked', () => {
    const value = fc.constantFrom(undefined, 1, 2, 3, '', '2', 'a');
    const values = fc
      .record({ score: value, pages: value, name: value })
      .map(
        (some) => Object.fromEntries(Object.entries(some).filter(([, one]) => one !== undefined)) as Values,
      );
    const by = fc.constantFrom('id' as const, 'key' as const, 'domain' as const);
    fc.assert(
      fc.property(values, values, values, values, by, (desired, theirs, written, inflight, how) => {
        const { changes } = compared(desired, theirs, { written, inflight, by: how });
        for (const { field, old, new: ours } of changes) {
          expect(ours).toBe(desired[field]);
          if (old === undefined) continue;
          expect([written[field], inflight[field]].map(String)).toContain(String(old));
        }
      }),
    );
  });
});
