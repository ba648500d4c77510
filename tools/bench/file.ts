import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import path from 'node:path';
import { compare, madeName, main, scratch } from './measure.ts';

const rows = 1_000_000;
const names = 200_000;

async function writeReport(file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write(
    'Service Provider,Sessions,Engaged sessions,Views,Average engagement time per session,Key events\n',
  );
  for (let row = 0; row < rows; row++) {
    const line = `${madeName((row * 7919) % names)},${(row % 40) + 1},${row % 17},"${(row % 90) + 1}",${row % 300}.5,${row % 3}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** A long report through the whole run, against the same CSV library only parsing it. */
export async function benchFile(): Promise<void> {
  const file = path.join(scratch, 'report.csv');
  await writeReport(file);
  const run = [
    main,
    'run',
    '--input',
    file,
    '--out',
    path.join(scratch, 'out'),
    '--quiet',
    '--format',
    'csv',
    '--limit',
    '1',
  ];
  const { a, b, ratio, megabytes } = await compare(
    run,
    [path.join(import.meta.dirname, 'parse-only.ts'), file],
    3,
  );
  const size = Math.round(statSync(file).size / 1e6);
  console.log(
    `file: ${rows.toLocaleString('en-GB')} rows (${size} MB), ${names.toLocaleString('en-GB')} names: whole run ${a.toFixed(1)} s, ` +
      `papaparse alone ${b.toFixed(1)} s, ratio ${ratio.toFixed(2)} (at most 3), ${Math.round(megabytes)} MB (under 600)`,
  );
}
