import { accessSync, chmodSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { Database } from './database.ts';
import { foreign, historyFault } from './faults.ts';
import { applicationId, migrate, migrations, tablesOf } from './migrations.ts';

/** Read and written by its owner alone; SQLite gives -wal and -shm the same mode. */
const mode = 0o600;

/**
 * Opens the history's file, up to date; makes it, and its folder, where absent. What is no history, is damaged,
 * newer than this tool, or cannot be written to is a UserError, and stays as it is.
 */
export function openFile(file: string, at: string): Database {
  makeFile(file);
  const db = new Database(file);
  try {
    // On an old file it would be a write at each opening.
    if (isNew(db)) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    db.exec('PRAGMA journal_mode = WAL');
    closeToOthers(file);
    migrate(db, migrations, at);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** An empty file, for its owner alone, where there is none, in a folder that can be written to. */
export function makeFile(file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', mode));
    accessSync(path.dirname(file), constants.W_OK);
  } catch (error) {
    throw historyFault(error, file);
  }
}

function closeToOthers(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, mode);
  } catch (error) {
    throw historyFault(error, file);
  }
}

/** Whether nothing was ever written to it; refuses another program's database. */
function isNew(db: Database): boolean {
  // In this order: another process may be making the file right now, the number with its first tables.
  const isEmpty = tablesOf(db).length === 0;
  const id = db.get<{ application_id: number }>('PRAGMA application_id')?.application_id;
  if (id === applicationId) return false;
  if (id !== 0 || !isEmpty) throw foreign(db.file);
  return true;
}
