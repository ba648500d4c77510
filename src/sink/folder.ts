import { constants, createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf, exitCodes, inputError, UserError } from '../errors.ts';
import type { RunResult } from '../run-types.ts';
import type { Lead } from '../types.ts';
import { excludedCsv, leadsCsv } from './csv.ts';

/** Excel takes a CSV for UTF-8 only if it begins with this. */
const byteOrderMark = '\ufeff';

function* withMark(pieces: Iterable<string>): Generator<string> {
  yield byteOrderMark;
  yield* pieces;
}

/** The leads of each saved segment, by its name. */
export type Segments = ReadonlyMap<string, readonly Lead[]>;

/** A run's files and their contents, piece by piece. */
function filesOf(
  { leads, excluded, manifest }: RunResult,
  segments: Segments,
): [name: string, pieces: Iterable<string>][] {
  const ofSegments = [...segments].map(([name, members]): [string, Iterable<string>] => [
    `leads-${name}.csv`,
    withMark(leadsCsv(members)),
  ]);
  return [
    ['leads.csv', withMark(leadsCsv(leads))],
    ...ofSegments,
    ['excluded.csv', withMark(excludedCsv(excluded))],
    ['run.json', [`${JSON.stringify(manifest, null, 2)}\n`]],
  ];
}

const tag = 'ga-leads-partial';

/** Makes the folder if it is absent and sees that it can be written to, before anything is read. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/**
 * Writes leads.csv, excluded.csv, run.json and a leads-NAME.csv for each segment into `folder` (which exists):
 * all are written beside the old ones first and take their names only when each is whole. Returns the paths. Exit 2 if it can't.
 */
export async function writeRun(
  result: RunResult,
  folder: string,
  signal: AbortSignal,
  segments: Segments = new Map(),
): Promise<string[]> {
  const files = filesOf(result, segments).map(([name, pieces]) => {
    const target = path.join(folder, name);
    return { target, partial: `${target}.${tag}`, pieces };
  });
  try {
    for (const { partial, pieces } of files) {
      await pipeline(Readable.from(pieces), createWriteStream(partial, { flush: true }), { signal });
    }
    for (const { partial, target } of files) await rename(partial, target);
  } catch (error) {
    await Promise.all(files.map(({ partial }) => rm(partial, { force: true }).catch(() => undefined)));
    throw errnoOf(error) && !signal.aborted ? unwritable(folder, error) : error;
  }
  return files.map(({ target }) => target);
}

function unwritable(folder: string, error: unknown): UserError {
  const code = errnoOf(error) ?? '';
  const reasons: Record<string, string> = {
    EACCES: 'the folder may not be written to',
    EPERM: 'the folder may not be written to',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk quota is used up',
    ENOTDIR: 'a part of the path is a file, not a folder',
    EEXIST: 'a file of that name is in the way',
    EISDIR: 'a folder has the name of one of the files',
  };
  const reason = reasons[code] ?? String(error);
  const next = 'Earlier files there are as they were. Give another folder with --out, or make room.';
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new UserError(exitCodes.source, `out: ${folder}: ${reason}`, next)
    : inputError(`out: ${folder}: ${reason}`, next);
}
