import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { DateTime } from 'luxon';
import { exitCodes, inputError, UserError } from '../errors.ts';
import { historyFault, isBusy, isDamage } from './faults.ts';
import { makeFile } from './file.ts';

/** Who holds a lock, or asks for it. */
export interface Holder {
  pid: number;
  /** The ga-leads command, e.g. `run`. */
  command: string;
  at: Date;
}

/**
 * Runs `work` while no other process may, on this machine, for the history in `file`; a UserError with exit 75
 * that names the other one if one does. The lock is a SQLite file beside it, held exclusively: the operating
 * system frees it however the process ends, so it never has to be removed by hand.
 */
export async function withLock<Result>(
  file: string,
  who: Holder,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  const lock = hold(`${file}.lock`, who);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

function hold(file: string, who: Holder): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    makeFile(file);
    lock = new DatabaseSync(file, { timeout: 0 });
    // In this mode a lock that was taken stays until the file is closed, so what is written can be committed.
    lock.exec(
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS holder (pid, command, at)',
    );
    lock.exec('DELETE FROM holder');
    lock.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(who.pid, who.command, who.at.toISOString());
    lock.exec('COMMIT');
    return lock;
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? held(holderIn(file), who.at) : lockFault(error, file);
  }
}

interface Written {
  pid: number;
  command: string;
  at: string;
}

/** Read past the lock, which is what `immutable` is for; unknown while the holder is just writing it. */
function holderIn(file: string): Written | undefined {
  try {
    const url = pathToFileURL(file);
    url.search = 'immutable=1';
    const db = new DatabaseSync(url, { readOnly: true });
    try {
      return db.prepare('SELECT pid, command, at FROM holder').get() as Written | undefined;
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

function held(holder: Written | undefined, now: Date): UserError {
  const who = holder ? ` (process ${holder.pid}, ${holder.command}, since ${since(holder.at, now)})` : '';
  return new UserError(
    exitCodes.locked,
    `another ga-leads run${who} holds the lock`,
    'Nothing was done. Wait until it is done, then run again.',
  );
}

/** The time of day, with the day if it is another one. */
function since(at: string, now: Date): string {
  const time = DateTime.fromISO(at);
  return time.toFormat(time.hasSame(DateTime.fromJSDate(now), 'day') ? 'HH:mm' : 'yyyy-MM-dd HH:mm');
}

const lockFault = (error: unknown, file: string): unknown =>
  isDamage(error)
    ? inputError(
        `history: ${file} is damaged`,
        'It only serves as a lock and holds nothing else: delete it, then run again.',
      )
    : historyFault(error, file);
