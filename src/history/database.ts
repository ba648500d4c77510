import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { historyFault } from './faults.ts';

export type Value = SQLInputValue;

/** How long a write waits for another program's. */
const patience = 5_000;

/**
 * One connection to a SQLite file. Statements are prepared once each; whatever a person can mend (disk full,
 * damaged, locked …) is thrown as a UserError.
 */
export class Database {
  readonly file: string;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string) {
    this.file = file;
    this.#db = this.#guarded(() => new DatabaseSync(file, { timeout: patience }));
  }

  /** Statements without values, `;` between them. */
  exec(sql: string): void {
    this.#guarded(() => this.#db.exec(sql));
  }

  /** How many rows were changed. */
  run(sql: string, ...values: Value[]): number {
    return this.#guarded(() => Number(this.#prepared(sql).run(...values).changes));
  }

  get<Found>(sql: string, ...values: Value[]): Found | undefined {
    return this.#guarded(() => this.#prepared(sql).get(...values) as Found | undefined);
  }

  all<Found>(sql: string, ...values: Value[]): Found[] {
    return this.#guarded(() => this.#prepared(sql).all(...values) as Found[]);
  }

  /** Many rows as arrays of their columns: half the time of `all`. */
  tuples<Found extends readonly unknown[]>(sql: string, ...values: Value[]): Found[] {
    return this.#guarded(() => {
      const statement = this.#db.prepare(sql);
      statement.setReturnArrays(true);
      return statement.all(...values) as unknown as Found[];
    });
  }

  /** All of `work` or nothing of it; other programs that want to write wait. */
  transaction<Result>(work: () => Result): Result {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself where the disk is full.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guarded<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw historyFault(error, this.file);
    }
  }
}
