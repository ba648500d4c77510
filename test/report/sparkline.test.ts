import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparkline } from '../../src/report/sparkline.ts';

describe('sparkline', () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[undefined, 4, undefined, 8], ' ▅ █'],
    [[0, 0, 0], '▁▁▁'],
    [[0, 1, 1_000], '▁▂█'],
    [[5], '█'],
    [[], ''],
  ] as const)('%j is "%s"', (values, expected) => {
    expect(sparkline(values)).toBe(expected);
  });

  it('has a column for each value, and never a lower bar for a higher one', () => {
    const some = fc.array(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined }));
    fc.assert(
      fc.property(some, (values) => {
        const bars = [...sparkline(values)];
        expect(bars).toHaveLength(values.length);
        for (const [i, a] of values.entries()) {
          for (const [j, b] of values.entries()) {
            if (a !== undefined && b !== undefined && a <= b)
              expect((bars[i] ?? '') <= (bars[j] ?? '')).toBe(true);
          }
        }
      }),
    );
  });
});
