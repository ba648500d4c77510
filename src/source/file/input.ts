import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, openSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Edge } from '../../edge.ts';
import { errnoOf, inputError, type UserError } from '../../errors.ts';
import { printable } from '../../text.ts';

/** Bytes that can be read from the start as often as needed. */
export interface Input {
  /** For people: the file's own name without its folders, or `stdin`. */
  name: string;
  size: number;
  read(): AsyncIterable<Buffer>;
}

const chunkSize = 256 * 1024;

/**
 * Opens `--input`: a file, or what can be read only once (stdin, a pipe), which is spooled first. What is
 * missing, a folder, empty or may not be read is a UserError (exit 2).
 */
export async function openInput(input: string, edge: Edge): Promise<Input> {
  const opened = input === '-' ? await spool('stdin', edge.stdin, edge) : await openFile(input, edge);
  if (opened.size > 0) return opened;
  throw inputError(`${opened.name} is empty`, 'Export the report again: even one without rows has a header.');
}

async function openFile(input: string, edge: Edge): Promise<Input> {
  const file = path.resolve(edge.cwd, input);
  const name = printable(path.basename(file));
  const found = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (found.isDirectory()) {
    throw inputError(`${printable(file)} is a folder`, 'Give --input the exported file itself.');
  }
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!found.isFile()) return spool(name, handle.createReadStream(), edge);
  await handle.close();
  const options = { highWaterMark: chunkSize, signal: edge.signal };
  return { name, size: found.size, read: () => readable(createReadStream(file, options), file) };
}

/**
 * Copies a stream into a temporary file whose name goes as soon as it is open: nothing is left behind
 * however the process ends, and the system frees the bytes with the process.
 */
async function spool(name: string, stream: Readable, { signal }: Edge): Promise<Input> {
  const file = path.join(tmpdir(), `ga-leads-${randomUUID()}`);
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(stream, target, { signal });
    const options = { fd: openSync(file, 'r'), start: 0, autoClose: false, highWaterMark: chunkSize, signal };
    return { name, size: target.bytesWritten, read: () => readable(createReadStream(file, options), name) };
  } catch (error) {
    throw signal.aborted ? error : unreadable(name, error);
  } finally {
    await rm(file, { force: true });
  }
}

async function* readable(stream: Readable, file: string): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw errnoOf(error) === 'ABORT_ERR' ? error : unreadable(file, error);
  }
}

const wrongPath = 'Correct --input; a path starts from the working folder.';
const noRight = 'Give yourself the right to read it.';
const reasons: Record<string, [why: string, next: string]> = {
  ENOENT: ['does not exist', wrongPath],
  ENOTDIR: ['does not exist', wrongPath],
  EACCES: ['may not be read', noRight],
  EPERM: ['may not be read', noRight],
  ENOSPC: ['does not fit into the temporary folder', 'Make room there, or give --input a saved file.'],
};

function unreadable(file: string, error: unknown): UserError {
  const detail = error instanceof Error ? error.message : String(error);
  const [why, next] = reasons[errnoOf(error) ?? ''] ?? [`cannot be read: ${detail}`, 'Try a copy of it.'];
  return inputError(`${printable(file)} ${why}`, next, { cause: error });
}
