/** One database server for the whole test run: the user's own (MONGODB_URL), or an embedded store in a new folder. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '../../subgraphs/kit/embedded-store/server.ts';

/** A day. A test's platform has a clock of its own, often long past; what it keeps for an hour, the database takes for outlived. */
const NEVER_MS = 24 * 60 * 60 * 1000;

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MONGODB_URL) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'nagarik-store-'));
  const password = randomBytes(16).toString('hex');
  const store = await startEmbeddedStore({ dataDir, port: 0, password, ttlIntervalMs: NEVER_MS });
  process.env.MONGODB_URL = store.url;
  return async () => {
    await store.stop();
    await rm(dataDir, { recursive: true });
  };
}
