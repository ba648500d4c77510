#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import type { Edge } from './edge.ts';

enableCompileCache();
// Left to itself, V8 lets garbage grow to four times what is alive before it looks: a third more memory.
setFlagsFromString('--heap-growing-percent=100');
// It also takes all rows of a CSV for long-lived by its first ones, and keeps every cell until a full collection.
setFlagsFromString('--no-allocation-site-pretenuring');
const { commanderExit, program } = await import('./cli/index.ts');
const { UserError, errnoOf, exitCodes } = await import('./errors.ts');

const interrupt = new AbortController();
let exitCode: number = exitCodes.done;

/** `.env` in the working folder; what the environment has already wins. */
function environment(): Edge['env'] {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
  } catch {
    return process.env;
  }
}

const edge: Edge = {
  pid: process.pid,
  program: [process.execPath, fileURLToPath(import.meta.url)],
  env: environment(),
  cwd: process.cwd(),
  now: () => new Date(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds, undefined, { signal: interrupt.signal });
  },
  fetch: (...request) => fetch(...request),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupt.signal,
};

/** A reader that has gone (`| head`) ends the program quietly: the files are written by then. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode);
    throw error;
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupt.signal.aborted) process.exit(exitCodes.interrupted);
    interrupt.abort();
  });
}

function report(error: unknown): number {
  const known = commanderExit(error);
  if (known !== undefined) return known;
  if (interrupt.signal.aborted) return exitCodes.interrupted;
  if (errnoOf(error) === 'EPIPE') return exitCodes.done;
  if (error instanceof UserError) {
    process.stderr.write(`ga-leads: ${error.message}\n${error.next ? `  ${error.next}\n` : ''}`);
    if (process.argv.includes('--verbose')) process.stderr.write(`${error.stack}\n`);
    return error.exitCode;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`ga-leads: this is a bug of ours, please report it with these lines:\n${stack}\n`);
  return exitCodes.bug;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
try {
  await program(edge, version, (code) => {
    exitCode = code;
  }).parseAsync(process.argv);
} catch (error) {
  exitCode = report(error);
}
// Open sockets and stdin must not keep a finished run alive; what was written to a pipe must still get out.
process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
