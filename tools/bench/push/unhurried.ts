import { commanderExit, program } from '../../../src/cli/index.ts';
import type { Edge } from '../../../src/edge.ts';

/** As main.ts, without its patience: no turn is waited for, so that fifty thousand leads need no rate limit's hour. */
const edge: Edge = {
  pid: process.pid,
  program: [process.execPath],
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
  sleep: async () => undefined,
  fetch: (...request) => fetch(...request),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: new AbortController().signal,
};
try {
  await program(edge, 'bench', (code) => {
    process.exitCode = code;
  }).parseAsync(process.argv);
} catch (error) {
  const code = commanderExit(error);
  if (code === undefined) throw error;
  process.exitCode = code;
}
