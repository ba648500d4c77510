import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, inputError } from '../errors.ts';

/** A change of a text file: what it held when it was read ('' for none), and what it shall hold. */
export interface FileChange {
  path: string;
  before: string;
  after: string;
}

const mark = '\ufeff';

/**
 * Writes a file whole or not at all; its mode, its byte order mark and what a symbolic link points to stay.
 * Refuses (UserError, exit 2) where somebody else has changed it since it was read.
 */
export async function replaceFile({ path: file, before, after }: FileChange): Promise<void> {
  let partial = `${file}.ga-leads-partial`;
  try {
    const there = await readFile(file, 'utf8').catch(absent);
    if ((there ?? '').replace(mark, '') !== before) {
      throw inputError(`${file} was changed while it was looked at`, 'Nothing was written. Run again.');
    }
    const target = there === undefined ? file : await realpath(file);
    partial = `${target}.ga-leads-partial`;
    await mkdir(path.dirname(target), { recursive: true });
    const text = there?.startsWith(mark) ? mark + after : after;
    await writeFile(partial, text, there === undefined ? {} : { mode: (await stat(target)).mode });
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    if (errnoOf(error) === undefined) throw error;
    throw inputError(`${file} cannot be written (${errnoOf(error)})`, 'It is as it was.');
  }
}

function absent(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT') throw error;
}
