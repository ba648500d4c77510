import type { Edge } from '../edge.ts';
import { number } from '../numbers.ts';
import { printable } from '../text.ts';
import { clip } from './table.ts';

export interface Progress {
  (message: string, done: number, total?: number): void;
  /** Takes the line away. */
  clear(): void;
}

/** Nothing is shown before a second has passed: quick work needs no progress. */
const quietMilliseconds = 1_000;
const redrawMilliseconds = 100;

/** One progress line on a terminal's stderr, drawn anew; nothing where stderr is no terminal. */
export function progressLine({ stderr, now }: Pick<Edge, 'stderr' | 'now'>, quiet: boolean): Progress {
  if (quiet || !stderr.isTTY) return Object.assign(() => undefined, { clear: () => undefined });
  const started = now().getTime();
  let drawn = 0;
  const draw = (message: string, done: number, total?: number) => {
    const time = now().getTime();
    if (time - started < quietMilliseconds || time - drawn < redrawMilliseconds) return;
    drawn = time;
    const of = total ? ` of ${number(total)} (${Math.floor((100 * done) / total)} %)` : '';
    stderr.write(
      `\r\u001b[2K${clip(printable(`${message} ${number(done)}${of}`), (stderr.columns ?? 80) - 1)}`,
    );
  };
  const clear = () => {
    if (drawn > 0) stderr.write('\r\u001b[2K');
    drawn = 0;
  };
  return Object.assign(draw, { clear });
}
