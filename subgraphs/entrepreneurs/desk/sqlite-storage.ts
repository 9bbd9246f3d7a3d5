/** A desk's storage in Node: one SQLite file. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pack, unpack } from './pack.ts';
import type { DeskStorage, StoredForm } from './storage.ts';

/**
 * Opens the file, or makes it.
 * @returns the storage, and how to close the file.
 */
export function sqliteStorage(file: string): DeskStorage & { close(): void } {
  const database = new DatabaseSync(file);
  // What a statement has written is on the disk when it returns.
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS header (id INTEGER PRIMARY KEY CHECK (id = 1), header TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS forms ("order" INTEGER PRIMARY KEY, state TEXT NOT NULL, form TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS by_state ON forms (state, "order")`);
  const header = database.prepare('SELECT header AS text FROM header');
  const begin = database.prepare('INSERT OR IGNORE INTO header (id, header) VALUES (1, ?)');
  const add = database.prepare('INSERT OR IGNORE INTO forms ("order", state, form) VALUES (?, ?, ?)');
  const replace = database.prepare('UPDATE forms SET state = ?, form = ? WHERE "order" = ?');
  const remove = database.prepare('DELETE FROM forms WHERE "order" = ?');
  const forms = database.prepare('SELECT "order", form FROM forms ORDER BY "order"');
  const last = database.prepare('SELECT max("order") AS "order" FROM forms');
  const first = database.prepare(`SELECT "order", form FROM forms WHERE state = 'WAITING' ORDER BY "order" LIMIT 1`);
  const waiting = database.prepare(`SELECT count(*) AS count FROM forms WHERE state = 'WAITING'`);
  return {
    header: async () => {
      const row = header.get();
      return row ? unpack(String(row.text)) : null;
    },
    begin: async (value) => {
      begin.run(pack(value));
    },
    add: async (form) => Number(add.run(form.order, form.state, pack(form)).changes) > 0,
    replace: async (order, form) => {
      if (form) replace.run(form.state, pack(form), order);
      else remove.run(order);
    },
    forms: async () => forms.all().map(formIn),
    lastOrder: async () => Number(last.get()?.order ?? 0),
    firstWaiting: async () => {
      const row = first.get();
      return row ? formIn(row) : null;
    },
    waiting: async () => Number(waiting.get()?.count),
    close: () => database.close(),
  };
}

/** Its place is the row's: a record that was moved does not open. */
function formIn(row: Record<string, SQLOutputValue>): StoredForm {
  const form: StoredForm = unpack(String(row.form));
  return { ...form, order: Number(row.order), state: form.state };
}
