import { parseStored } from './bson/document.ts';
import type { Cursors } from './cursors.ts';
import type { Collection } from './storage/collection.ts';
import type { Database } from './storage/database.ts';
import { findNow, searchFor } from './storage/find.ts';
import type { IndexTable } from './storage/index-table.ts';
import type { Store } from './storage/store.ts';

/** Documents removed in one transaction. */
const BATCH = 500;
/** Answers of numbered writes are kept this long; drivers retry within seconds, sessions end after 30 minutes. */
const RETRY_RECORD_MS = 60 * 60 * 1000;

/**
 * Removes what has outlived its time: documents of TTL indexes, old answers of retryable writes, idle cursors.
 * A document goes when its date, or the earliest in its array of dates, is `expireAfterSeconds` past.
 */
export function startTtlMonitor(store: Store, cursors: Cursors, intervalMs: number): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => sweep(store, cursors)).catch(() => undefined); // the next round tries again
  }, intervalMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function sweep(store: Store, cursors: Cursors): Promise<void> {
  const now = Date.now();
  cursors.closeIdle(now);
  for (const database of store.databases()) {
    await removeOldAnswers(database, now);
    for (const collection of database.collections()) {
      for (const index of collection.indexes) await removeExpired(database, collection, index, now);
    }
  }
}

async function removeOldAnswers(database: Database, now: number): Promise<void> {
  const before = now - RETRY_RECORD_MS;
  const old = database.file.statement('SELECT 1 FROM retries WHERE at < ? LIMIT 1').get(before);
  if (old === undefined) return;
  await database.write(() => database.file.statement('DELETE FROM retries WHERE at < ?').run(before));
}

async function removeExpired(
  database: Database,
  collection: Collection,
  index: IndexTable,
  now: number,
): Promise<void> {
  const { expireAfterSeconds, fields, partialFilter } = index.definition;
  const path = fields[0]?.path;
  if (expireAfterSeconds === undefined || path === undefined) return;
  const filter = { ...partialFilter, $and: [{ [path]: { $lte: new Date(now - expireAfterSeconds * 1000) } }] };
  const search = searchFor(filter, { limit: BATCH });
  for (;;) {
    if (collection.isDropped || findNow(collection, { ...search, limit: 1 }).length === 0) return;
    const removed = await database.write(() => {
      const expired = collection.isDropped ? [] : findNow(collection, search);
      for (const { rid, bytes } of expired) collection.remove(rid, parseStored(bytes));
      return expired.length;
    });
    if (removed < BATCH) return;
  }
}
