import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../errors.ts';
import { Database } from './database.ts';

const EXTENSION = '.sqlite';
const LOCK_FILE = 'store.lock';

/** All databases of one data directory, which no other process has open at the same time. */
export class Store {
  readonly #dataDir: string;
  readonly #lock: DatabaseSync;
  readonly #open = new Map<string, Database>();

  /** @throws Error, in words for a person, when another process has the directory. */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.#dataDir = dataDir;
    this.#lock = lockDirectory(dataDir);
    for (const name of this.names()) this.#open.set(name, new Database(name, this.#path(name)));
  }

  names(): string[] {
    return readdirSync(this.#dataDir)
      .filter((file) => file.endsWith(EXTENSION))
      .map((file) => decodeURIComponent(file.slice(0, -EXTENSION.length)))
      .sort();
  }

  databases(): readonly Database[] {
    return [...this.#open.values()];
  }

  /** The database for a read: undefined when nothing was ever written to it. */
  database(name: string): Database | undefined {
    checkDatabaseName(name);
    return this.#open.get(name);
  }

  databaseForWrite(name: string): Database {
    const known = this.database(name);
    if (known !== undefined) return known;
    const other = this.names().find((own) => own.toLowerCase() === name.toLowerCase());
    if (other !== undefined) {
      throw new StoreError(
        'DatabaseDifferCase',
        `db already exists with different case already have: [${other}] trying to create [${name}]`,
      );
    }
    const made = new Database(name, this.#path(name));
    this.#open.set(name, made);
    return made;
  }

  fileBytes(name: string): number {
    return statSync(this.#path(name), { throwIfNoEntry: false })?.size ?? 0;
  }

  async dropDatabase(name: string): Promise<void> {
    const database = this.database(name);
    if (database === undefined) return;
    // In one transaction first: a kill between here and the removal of the file leaves an empty database, not half of one.
    await database.write(() => {
      for (const collection of database.collections()) database.dropCollection(collection);
    });
    if (this.#open.get(name) !== database) return;
    this.#open.delete(name);
    await database.close();
    rmSync(this.#path(name), { force: true });
  }

  async close(): Promise<void> {
    await Promise.all(this.databases().map((database) => database.close()));
    this.#open.clear();
    this.#lock.close();
  }

  #path(name: string): string {
    return join(this.#dataDir, `${encodeURIComponent(name)}${EXTENSION}`);
  }
}

/** An SQLite lock, which the operating system takes back when the process ends in whatever way. */
function lockDirectory(dataDir: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDir, LOCK_FILE));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `the data directory ${dataDir} is in use by another embedded store: stop that one, or choose another`,
    );
  }
  return lock;
}

/** MongoDB's rules for a database's name, which also keep it a file's name. */
function checkDatabaseName(name: string): void {
  if (name === '' || Buffer.byteLength(name) > 63 || /[/\\. "$*<>:|?\0]/.test(name)) {
    throw new StoreError('InvalidNamespace', `Invalid database name: '${name}'`);
  }
}
