import type { Database } from './database.ts';
import { newerThanTool } from './faults.ts';
import { decisionTables } from './schema/decisions.ts';
import { deliveryTables } from './schema/deliveries.ts';
import { outboxTables } from './schema/outbox.ts';
import { ruleVersionTables } from './schema/rule-versions.ts';
import { runTables } from './schema/runs.ts';

/** A named step from one version of the file to the next: SQL, or a function for what SQL cannot say. */
export interface Migration {
  name: string;
  up: string | ((db: Database) => void);
}

/** Every step there ever was, in order. What was released is never edited: add a step. */
export const migrations: readonly Migration[] = [
  { name: 'runs', up: runTables },
  { name: 'decisions', up: decisionTables },
  { name: 'deliveries', up: deliveryTables },
  { name: 'outbox', up: outboxTables },
  { name: 'rule-versions', up: ruleVersionTables },
];

/** `gaLd`: tells a history from other SQLite files. */
export const applicationId = 0x67614c64;

/**
 * Brings a file up to date, each missing step in a transaction of its own that also notes its name and time.
 * A file with a step that this tool does not know is refused (UserError, exit 2).
 */
export function migrate(db: Database, steps: readonly Migration[], at: string): void {
  while (missing(db, steps).length > 0) {
    db.transaction(() => {
      // Asked again inside the transaction: another program may have been faster.
      const [step] = missing(db, steps);
      if (step === undefined) return;
      db.exec(`PRAGMA application_id = ${applicationId}`);
      db.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT');
      if (typeof step.up === 'string') db.exec(step.up);
      else step.up(db);
      db.run('INSERT INTO migration (name, at) VALUES (?, ?)', step.name, at);
    });
  }
}

function missing(db: Database, steps: readonly Migration[]): readonly Migration[] {
  const done = tablesOf(db).includes('migration')
    ? db.all<{ name: string }>('SELECT name FROM migration ORDER BY rowid').map(({ name }) => name)
    : [];
  const stranger = done.find((name, index) => steps[index]?.name !== name);
  if (stranger !== undefined) throw newerThanTool(db.file, stranger);
  return steps.slice(done.length);
}

export const tablesOf = (db: Database): string[] =>
  db
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .map(({ name }) => name);
