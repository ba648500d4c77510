import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { commanderExit, program } from '../src/cli/index.ts';
import type { Edge } from '../src/edge.ts';
import { UserError } from '../src/errors.ts';

function gatherer() {
  let text = '';
  const stream = new Writable({
    write(piece, _encoding, done) {
      text += piece;
      done();
    },
  });
  return { stream, text: () => text };
}

/** A world of its own for a test: an empty working folder, given stdin, what was written to be read. */
export function fakeEdge(more: Partial<Edge> = {}, stdin = '') {
  const [out, err] = [gatherer(), gatherer()];
  const edge: Edge = {
    pid: process.pid,
    program: [process.execPath, '/opt/ga-leads/dist/main.js'],
    env: {},
    cwd: mkdtempSync(path.join(tmpdir(), 'ga-leads-test-')),
    now: () => new Date('2026-11-22T08:00:00Z'),
    sleep: async () => undefined,
    fetch: () => Promise.reject(new Error('no network in tests')),
    stdin: Readable.from(stdin === '' ? [] : [stdin]),
    stdout: out.stream,
    stderr: err.stream,
    signal: new AbortController().signal,
    ...more,
  };
  return { edge, stdout: out.text, stderr: err.text };
}

/** Runs a command line in a fake world, as main.ts would, and tells how it ended. */
export async function runCli(argv: string[], more: Partial<Edge> = {}, stdin = '') {
  const { edge, stdout, stderr } = fakeEdge(more, stdin);
  let code = 0;
  let next: string | undefined;
  try {
    const exit = (given: number) => {
      code = given;
    };
    await program(edge, '0.0.0-test', exit).parseAsync(['node', 'ga-leads', ...argv]);
  } catch (error) {
    const known = commanderExit(error) ?? (error instanceof UserError ? error.exitCode : undefined);
    if (known === undefined) throw error;
    code = known;
    if (error instanceof UserError) {
      edge.stderr.write(`${error.message}\n`);
      next = error.next;
    }
  }
  return { code, next, stdout: stdout(), stderr: stderr(), cwd: edge.cwd };
}
