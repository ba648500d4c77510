import type { Readable, Writable } from 'node:stream';

/** A terminal, file or pipe to write to. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** The outside world, made by main.ts alone and handed down; tests make their own. */
export interface Edge {
  /** The process id, by which another process can name this one. */
  pid: number;
  /** How this program was started: Node and our script, absolute. */
  program: readonly string[];
  env: Record<string, string | undefined>;
  /** The folder that relative paths on the command line start from. */
  cwd: string;
  now(): Date;
  /** Resolves after so many milliseconds; rejects at once when `signal` aborts. */
  sleep(milliseconds: number): Promise<void>;
  fetch: typeof fetch;
  stdin: Readable;
  stdout: Output;
  stderr: Output;
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
}
