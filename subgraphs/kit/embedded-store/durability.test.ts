import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { mongo } from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { urlOf } from './commands/handshake.ts';
import { temporaryFolder } from './store-for-test.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const PASSWORD = 'a password with / and @';

let dataDir: string;
const children = new Set<ChildProcess>();

beforeEach(async () => {
  dataDir = await temporaryFolder();
});
afterEach(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  children.clear();
  await rm(dataDir, { recursive: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly url: string;
  /** What it has said beside its answers. */
  complaint(): string;
}

/** The store in a process of its own. @throws with what it said, when it ends instead of listening. */
async function start(port = 0): Promise<Running> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, STORE_DATA_DIR: dataDir, STORE_PORT: String(port), STORE_PASSWORD: PASSWORD },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const first = await Promise.race([
    once(lines, 'line').then(([line]: unknown[]) => String(line)),
    once(child, 'close').then(() => undefined),
  ]);
  if (first === undefined) throw new Error(`${child.exitCode}: ${complaint}`);
  const bound = Number(first.split(':')[1]);
  return { child, port: bound, url: urlOf(bound, PASSWORD), complaint: () => complaint };
}

async function kill({ child }: Running): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('every acknowledged write is there after kill -9, at random moments, and indexes agree with documents', async () => {
  const acknowledged = new Map<number, number>();
  let next = 0;
  let store = await start();
  for (let round = 0; round < 4; round++) {
    const client = await mongo.MongoClient.connect(store.url, { retryWrites: false, serverSelectionTimeoutMS: 2000 });
    const accounts = client.db('bank').collection<{ _id: number; nid: string; tags: string[]; n: number }>('accounts');
    await accounts.createIndex({ nid: 1 }, { unique: true });
    await accounts.createIndex({ tags: 1 });
    let isRunning = true;
    const writer = async () => {
      while (isRunning) {
        const id = next++;
        await accounts.insertOne({ _id: id, nid: `nid${id}`, tags: [`t${id % 3}`, 'all'], n: 0 });
        acknowledged.set(id, 0);
        await accounts.updateOne({ _id: id }, { $set: { n: 1, tags: ['changed'] } });
        acknowledged.set(id, 1);
      }
    };
    const writers = Array.from({ length: 8 }, () => writer().catch(() => undefined));
    const target = acknowledged.size + 40 + Math.floor(Math.random() * 200);
    while (acknowledged.size < target) await new Promise((resolve) => setImmediate(resolve));
    await kill(store);
    isRunning = false;
    await Promise.all(writers);
    await client.close();
    store = await start(store.port);
  }

  const client = await mongo.MongoClient.connect(store.url);
  const accounts = client.db('bank').collection<{ _id: number; nid: string; tags: string[]; n: number }>('accounts');
  const stored = await accounts.find().sort({ $natural: 1 }).toArray();
  const byId = new Map(stored.map((doc) => [doc._id, doc]));
  expect([...acknowledged].filter(([id, n]) => (byId.get(id)?.n ?? -1) < n)).toEqual([]);
  // The same documents by each index as by the scan.
  const byNid = await accounts.find({ nid: { $gte: '' } }).toArray();
  expect(byNid.map(({ _id }) => _id).sort()).toEqual(stored.map(({ _id }) => _id).sort());
  const changed = await accounts.find({ tags: 'changed' }).toArray();
  expect(changed).toHaveLength(stored.filter(({ n }) => n === 1).length);
  const first = stored[0];
  await expect(accounts.insertOne({ _id: -1, nid: first?.nid ?? '', tags: [], n: 0 })).rejects.toMatchObject({
    code: 11000,
  });
  await client.close();
});

test('a retried write is applied once and gets its first answer, also after kill -9', async () => {
  let store = await start();
  const client = await mongo.MongoClient.connect(store.url);
  const session = client.startSession(); // its id goes with every command; the numbers are ours
  const send = (command: mongo.Document, txnNumber: number) =>
    client.db('test').command({ ...command, txnNumber: mongo.Long.fromNumber(txnNumber) }, { session });
  const restart = async () => {
    await kill(store);
    store = await start(store.port);
    await client.db('test').collection('none').findOne(); // a read is retried until there is a connection
  };
  const increment = {
    findAndModify: 'counters',
    query: { _id: 'n' },
    update: { $inc: { n: 1 } },
    upsert: true,
    new: true,
  };
  const insert = { insert: 'log', documents: [{ _id: 1 }, { _id: 1 }] };

  expect(await send(increment, 1)).toMatchObject({ value: { n: 1 } });
  const first = await send(increment, 2);
  expect(first).toMatchObject({ value: { n: 2 } });
  expect(await send(increment, 2)).toEqual(first);
  await restart();
  expect(await send(increment, 2)).toEqual(first);
  await expect(send(increment, 1)).rejects.toMatchObject({ code: 225 });

  const inserted = await send(insert, 3);
  expect(inserted).toMatchObject({ n: 1, ok: 1, writeErrors: [{ index: 1, code: 11000 }] });
  await restart();
  expect(await send(insert, 3)).toEqual(inserted);
  expect(await client.db('test').collection('counters').findOne()).toMatchObject({ n: 2 });
  await session.endSession();
  await client.close();
});

test('the driver’s own retries carry its writes over a kill and a restart on the same port', async () => {
  let store = await start();
  const client = await mongo.MongoClient.connect(store.url);
  const collection = client.db('test').collection<{ _id: number }>('writes');
  await collection.insertOne({ _id: 0 });
  for (let round = 1; round <= 2; round++) {
    const isNoticed = once(client, 'serverDescriptionChanged'); // the monitor's open hello ends with the process
    await kill(store);
    await isNoticed;
    const write = collection.insertOne({ _id: round });
    store = await start(store.port);
    await write;
  }
  expect(await collection.countDocuments()).toBe(3);
  await client.close();
});

test('SIGTERM ends the process with code 0, and the data is there', async () => {
  const store = await start();
  // The store is gone when the client is closed: the driver would look for it for half a minute to end its session.
  const client = await mongo.MongoClient.connect(store.url, { serverSelectionTimeoutMS: 2_000 });
  await client.db('test').collection('a').insertOne({ kept: true });
  const ended = once(store.child, 'exit');
  store.child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await client.close();
  const again = await start();
  const second = await mongo.MongoClient.connect(again.url);
  expect(await second.db('test').collection('a').countDocuments({ kept: true })).toBe(1);
  await second.close();
});

test('a parent process is told the port, and takes the store with it when it goes', async () => {
  const env = { ...process.env, STORE_DATA_DIR: dataDir, STORE_PORT: '0', STORE_PASSWORD: PASSWORD };
  const child = fork(MAIN, { env, silent: true });
  children.add(child);
  const [message]: unknown[] = await once(child, 'message');
  expect(message).toEqual({ type: 'listening', port: expect.any(Number) });
  const ended = once(child, 'exit');
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

test('a connection that reads many large answers leaves nothing behind for each', async () => {
  const store = await start();
  const client = await mongo.MongoClient.connect(store.url);
  const collection = client.db('test').collection('large');
  await collection.insertOne({ text: 'x'.repeat(8_000_000) });
  for (let time = 0; time < 20; time++) await collection.find().toArray();
  await client.close();
  const closed = once(store.child, 'close');
  store.child.kill('SIGTERM');
  await closed;
  // Node warns of more than ten listeners.
  expect(store.complaint()).toBe('');
});

test('a second process on the same folder, or on the same port, is refused in words', async () => {
  const store = await start();
  await expect(start()).rejects.toThrow(/^1: embedded store: the data directory .* is in use/);
  const folder = dataDir;
  dataDir = await temporaryFolder();
  await expect(start(store.port)).rejects.toThrow(new RegExp(`^1: embedded store: port ${store.port} .* is in use`));
  await rm(dataDir, { recursive: true });
  dataDir = folder;
});
