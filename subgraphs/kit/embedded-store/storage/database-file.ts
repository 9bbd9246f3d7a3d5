import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Statements } from './rows.ts';

/** Prepared statements kept for a database; the oldest goes first, and is prepared anew when it is used again. */
const MAX_STATEMENTS = 512;

/**
 * One SQLite file in WAL mode with synchronous=FULL: when `commit` has returned, the data is on the disk.
 * The lock is exclusive: no second process reads or writes the file while this one has it.
 */
export class DatabaseFile implements Statements {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -32768;
      PRAGMA temp_store = MEMORY;
      PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, uuid BLOB NOT NULL);
      CREATE TABLE IF NOT EXISTS indexes (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS retries (
        session BLOB PRIMARY KEY, txn INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
    `);
  }

  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.#db.prepare(sql);
    this.#statements.set(sql, prepared);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MAX_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    return prepared;
  }

  exec(sql: string): void {
    this.#db.exec(sql);
  }

  begin(): void {
    this.statement('BEGIN IMMEDIATE').run();
  }

  commit(): void {
    this.statement('COMMIT').run();
  }

  rollback(): void {
    if (this.#db.isTransaction) this.statement('ROLLBACK').run();
  }

  /** Runs `work`; when it throws, the database is as before it. */
  savepoint<T>(work: () => T): T {
    this.statement('SAVEPOINT command').run();
    try {
      const result = work();
      this.statement('RELEASE command').run();
      return result;
    } catch (error) {
      this.statement('ROLLBACK TO command').run();
      this.statement('RELEASE command').run();
      throw error;
    }
  }

  /** Moves the write-ahead log into the file and closes it. */
  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}
