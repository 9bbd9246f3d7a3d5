/** A desk's storage in browsers: one IndexedDB database. */
import type { DeskStorage, Header, StoredForm } from './storage.ts';

/** What is used of IndexedDB: pass the browser's `indexedDB`. Its whole types would bring the page's with them. */
export type IndexedDb = { open(name: string, version: number): OpenRequest };
type Request<Value> = { result: Value; error: unknown; onsuccess: unknown; onerror: unknown };
type OpenRequest = Request<Database> & { onupgradeneeded: unknown };
type Database = {
  createObjectStore(
    name: string,
    options?: { keyPath: string },
  ): { createIndex(name: string, keyPath: string): unknown };
  transaction(stores: string, mode: 'readonly' | 'readwrite', options?: { durability: 'strict' }): Transaction;
};
type Transaction = {
  objectStore(name: string): Store;
  error: unknown;
  oncomplete: unknown;
  onerror: unknown;
  onabort: unknown;
};
type Store = {
  add(value: unknown, key?: number): unknown;
  put(value: unknown): unknown;
  delete(key: number): unknown;
  get(key: number): Request<unknown>;
  getAll(): Request<unknown[]>;
  getAllKeys(): Request<unknown[]>;
  index(name: string): { get(key: string): Request<unknown>; count(key: string): Request<number> };
};

const HEADER = 'header';
const FORMS = 'forms';
const STATE = 'state';

/** @param name of the desk: another has another database. */
export async function indexedDbStorage(indexedDb: IndexedDb, name: string): Promise<DeskStorage> {
  const opening = indexedDb.open(`nagarik-desk-${name}`, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(HEADER);
    // Its place is the record's own: one that was moved does not open.
    opening.result.createObjectStore(FORMS, { keyPath: 'order' }).createIndex(STATE, STATE);
  };
  const database = await answerOf(opening);

  const read = <Value>(store: string, ask: (from: Store) => Request<Value>) =>
    answerOf(ask(database.transaction(store, 'readonly').objectStore(store)));

  /** Settles when it is on the disk. @returns false when the key was taken. */
  function write(store: string, change: (to: Store) => unknown): Promise<boolean> {
    const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
    change(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(true);
      transaction.onabort = () => {
        const { error } = transaction;
        if (error instanceof Error && error.name === 'ConstraintError') resolve(false);
        else reject(error);
      };
    });
  }

  return {
    // Only this storage writes here: what is read is what was written.
    header: async () => ((await read(HEADER, (store) => store.get(1))) as Header | undefined) ?? null,
    begin: async (header) => {
      await write(HEADER, (store) => store.add(header, 1));
    },
    add: (form) => write(FORMS, (store) => store.add(form)),
    replace: async (order, form) => {
      await write(FORMS, (store) => (form ? store.put(form) : store.delete(order)));
    },
    forms: async () => (await read(FORMS, (store) => store.getAll())) as StoredForm[],
    lastOrder: async () => Number((await read(FORMS, (store) => store.getAllKeys())).at(-1) ?? 0),
    // Of several with a state, the one with the least order.
    firstWaiting: async () =>
      ((await read(FORMS, (store) => store.index(STATE).get('WAITING'))) as StoredForm | undefined) ?? null,
    waiting: () => read(FORMS, (store) => store.index(STATE).count('WAITING')),
  };
}

function answerOf<Value>(request: Request<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
