const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Values as bars of one column each, from nothing (▁) to the greatest (█); a space where a value is unknown.
 * Whatever is more than nothing stands out from it.
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const most = values.reduce<number>((greatest, value = 0) => Math.max(greatest, value), 0);
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      if (value <= 0) return bars[0];
      return bars[Math.max(1, Math.round((value / most) * (bars.length - 1)))];
    })
    .join('');
}
