import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { type EmbeddedStore, startEmbeddedStore } from './server.ts';

/** A store of its own over real TCP, with the real driver; everything is gone after `close`. */
export interface TestStore {
  readonly store: EmbeddedStore;
  readonly client: mongo.MongoClient;
  readonly db: mongo.Db;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** Documents of any shape and any kind of `_id`. */
export interface AnyDocument {
  _id?: mongo.ObjectId | string | number;
  [field: string]: unknown;
}

/** Always the embedded store, whatever MONGODB_URL says. */
export async function openTestStore(options: { ttlIntervalMs?: number } = {}): Promise<TestStore> {
  const dataDir = await temporaryFolder();
  const store = await startEmbeddedStore({ dataDir, port: 0, password: randomBytes(16).toString('hex'), ...options });
  const client = await mongo.MongoClient.connect(store.url);
  return {
    store,
    client,
    db: client.db('test'),
    dataDir,
    close: async () => {
      await client.close();
      await store.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'nagarik-embedded-store-'));
}

/** Documents of `collection` that the store has read from disk since it started. */
export async function rowsRead(db: mongo.Db, collection: string): Promise<number> {
  const stats = await db.command({ nagarikStats: 1 });
  const read: unknown = stats.collections?.[collection]?.rowsRead;
  return typeof read === 'number' ? read : 0;
}
