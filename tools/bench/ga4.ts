import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { measure } from './measure.ts';

const rows = 1_000_000;
const here = import.meta.dirname;

/** A large property through gRPC, from a stand-in in a process of its own: rows a second and peak memory. */
export async function benchGa4(): Promise<void> {
  const server = spawn(
    process.execPath,
    [path.join(here, '../../test/stand-ins/many-rows.ts'), '--rows', String(rows)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const [line] = await once(server.stdout, 'data');
    const { seconds, megabytes } = await measure([
      path.join(here, 'ga4-read.ts'),
      String(line).trim(),
      String(rows),
    ]);
    console.log(
      `ga4: ${rows.toLocaleString('en-GB')} rows by gRPC in ${seconds.toFixed(1)} s, ` +
        `${Math.round(rows / seconds / 1000)}k rows/s, ${Math.round(megabytes)} MB (under 600)`,
    );
  } finally {
    server.kill();
  }
}
