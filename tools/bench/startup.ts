import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare, main, scratch } from './measure.ts';

/** What a person waits for before anything happens, against an empty Node program. */
export async function benchStartup(): Promise<void> {
  const empty = path.join(scratch, 'empty.mjs');
  writeFileSync(empty, '');
  for (const [argv, most] of [
    [['--help'], 150],
    [['explain', 'comcast cable'], 400],
  ] as const) {
    const { a, b, difference } = await compare([main, ...argv], [empty], 9);
    const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;
    console.log(
      `startup: ${argv[0]} ${ms(a)}, an empty program ${ms(b)}: ${ms(difference)} more (at most ${most} ms)`,
    );
  }
}
