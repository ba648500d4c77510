import { errnoOf, exitCodes, inputError, UserError } from '../errors.ts';

const asItWas = 'What was in the history is as it was.';
const aside = (file: string) =>
  `Bring back a copy of ${file} from a backup, or move it away (with ${file}-wal and ${file}-shm) to begin a new one; what is whole in it, \`sqlite3 ${file} .recover\` saves.`;

const full = (file: string) =>
  new UserError(
    exitCodes.source,
    `history: ${file}: the disk is full`,
    `Nothing was added. ${asItWas} Make room, or set \`history\` to a file on another disk.`,
  );
const closed = (file: string, reason: string) =>
  inputError(
    `history: ${file}: ${reason}`,
    `${asItWas} Make the file and its folder writable, or set \`history\` to another file.`,
  );
const failing = (file: string, what: string) =>
  new UserError(
    exitCodes.source,
    `history: ${file}: reading or writing failed (${what})`,
    `${asItWas} See that the disk is sound and has room, then run again.`,
  );

/** The file, or a part of it, is not what was written. */
export const damaged = (file: string, what: string): UserError =>
  inputError(`history: ${file} is damaged (${what})`, aside(file));

/** Another program's SQLite file. */
export const foreign = (file: string): UserError =>
  inputError(
    `history: ${file} is a SQLite database, but not one of ga-leads`,
    'It was not touched. Set `history` to another file.',
  );

/** A file with a migration that this tool does not know. */
export const newerThanTool = (file: string, step: string): UserError =>
  inputError(
    `history: ${file} was written by a newer ga-leads (it has the step "${step}")`,
    'It was not touched. Update ga-leads, or set `history` to another file.',
  );

/** SQLite's primary result codes that a person can do something about: https://sqlite.org/rescode.html */
const bySqlite: Record<number, (file: string, what: string) => UserError> = {
  5: (file) =>
    new UserError(
      exitCodes.locked,
      `history: ${file}: another program is writing to it`,
      'Nothing was added. Wait until it is done, then run again.',
    ),
  8: (file) => closed(file, 'it may not be written to'),
  10: failing,
  11: (file, what) => damaged(file, what),
  13: full,
  14: (file) => closed(file, 'it cannot be opened'),
  26: (file) =>
    inputError(
      `history: ${file} is no SQLite database, or its beginning is damaged`,
      `If \`history\` in the settings names the wrong file, mend it. ${aside(file)}`,
    ),
};

const byErrno: Record<string, (file: string) => UserError> = {
  EACCES: (file) => closed(file, 'the file or its folder may not be written to'),
  EPERM: (file) => closed(file, 'the file or its folder may not be written to'),
  EROFS: (file) => closed(file, 'the disk is read-only'),
  ENOTDIR: (file) => closed(file, 'a part of the path is a file, not a folder'),
  EEXIST: (file) => closed(file, 'a part of the path is a file, not a folder'),
  EISDIR: (file) => closed(file, 'it is a folder'),
  ENOSPC: full,
  EDQUOT: full,
};

/** SQLite's extended result code of an error of node:sqlite, else undefined. */
function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined;
}

/** Whether another connection holds what was asked for. */
export const isBusy = (error: unknown): boolean => ((sqliteCode(error) ?? 0) & 0xff) === 5;

/** Whether a file is no database, or not a whole one. */
export const isDamage = (error: unknown): boolean => [11, 26].includes((sqliteCode(error) ?? 0) & 0xff);

/** The same failure as a UserError, where a person can mend it; else as it is. */
export function historyFault(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  if (code !== undefined && error instanceof Error)
    return bySqlite[code & 0xff]?.(file, error.message) ?? error;
  return byErrno[errnoOf(error) ?? '']?.(file) ?? error;
}
