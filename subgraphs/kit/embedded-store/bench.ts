/**
 * Measures the embedded store on this machine beside SQLite itself: `node subgraphs/kit/embedded-store/bench.ts`.
 * Takes about two minutes, most of it to load a million documents; leaves nothing behind.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { serialize } from 'bson';
import { mongo } from 'mongoose';
import { urlOf } from './commands/handshake.ts';

/** How long each rate is measured, in milliseconds. */
const MEASURE_MS = 3_000;
const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 1_000_000);
const BATCH = 5_000;

interface Application {
  _id: number;
  applicant: string;
  state: string;
  at: Date;
  form: { name: string; ward: number; note: string };
}

function application(n: number): Application {
  return {
    _id: n,
    applicant: `nid-${(n * 7919) % 1_000_003}-${n}`,
    state: n % 5 === 0 ? 'APPROVED' : 'SUBMITTED',
    at: new Date(1_700_000_000_000 + n * 1000),
    form: { name: `Citizen ${n}`, ward: n % 64, note: 'x'.repeat(100) },
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs `work` from `parallel` loops for the measured time. @returns how often a second. */
async function rate(parallel: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - start < MEASURE_MS) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: parallel }, loop));
  return Math.round((done * 1000) / (performance.now() - start));
}

/** SQLite alone, with the store's settings: what a durable insert costs at the least. */
function rawInserts(folder: string, group: number): number {
  const db = new DatabaseSync(join(folder, `raw${group}.sqlite`));
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  db.exec(
    'CREATE TABLE c (rid INTEGER PRIMARY KEY, doc BLOB); CREATE TABLE i (k BLOB PRIMARY KEY, rid INTEGER) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO c (rid, doc) VALUES (?, ?)');
  const index = db.prepare('INSERT INTO i (k, rid) VALUES (?, ?)');
  const start = performance.now();
  let n = 0;
  while (performance.now() - start < MEASURE_MS) {
    db.exec('BEGIN IMMEDIATE');
    for (let i = 0; i < group; i++) {
      n++;
      insert.run(n, serialize(application(n)));
      index.run(Buffer.from(String(n)), n);
    }
    db.exec('COMMIT');
  }
  const perSecond = Math.round((n * 1000) / (performance.now() - start));
  db.close();
  return perSecond;
}

function rawFinds(folder: string): number {
  const db = new DatabaseSync(join(folder, 'raw32.sqlite'));
  const find = db.prepare('SELECT c.doc FROM i JOIN c ON c.rid = i.rid WHERE i.k = ?');
  const start = performance.now();
  let n = 0;
  while (performance.now() - start < MEASURE_MS) find.get(Buffer.from(String((n++ % 5_000) + 1)));
  db.close();
  return Math.round((n * 1000) / (performance.now() - start));
}

async function load(collection: mongo.Collection<Application>, count: number): Promise<number> {
  await collection.createIndex({ applicant: 1 });
  const start = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    await collection.insertMany(Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => application(from + i)));
  }
  return Math.round((count * 1000) / (performance.now() - start));
}

/** Median of one find by an indexed field, in microseconds, each for another document. */
async function medianFindUs(collection: mongo.Collection<Application>, count: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3_000; i++) {
    const { applicant } = application((i * 104_729) % count);
    const start = performance.now();
    const found = await collection.find({ applicant }).toArray();
    times.push((performance.now() - start) * 1000);
    if (found.length !== 1) throw new Error(`${applicant} was not found`);
  }
  return Math.round(times.slice(500).sort((a, b) => a - b)[1_250] ?? 0);
}

async function measure(url: string, folder: string): Promise<void> {
  print(`raw SQLite, WAL and FULL: inserts/s, 1 a transaction     ${rawInserts(folder, 1)}`);
  print(`raw SQLite, WAL and FULL: inserts/s, 32 a transaction    ${rawInserts(folder, 32)}`);
  print(`raw SQLite: finds/s by an indexed field                  ${rawFinds(folder)}`);
  const client = await mongo.MongoClient.connect(url, { maxPoolSize: 32 });
  const db = client.db('bench');
  let next = 0;
  for (const connections of [1, 32]) {
    const inserts = db.collection<Application>(`inserts${connections}`);
    const perSecond = await rate(connections, () => inserts.insertOne(application(next++)));
    print(`durable inserts/s, ${String(connections).padStart(2)} connections                        ${perSecond}`);
  }
  const small = db.collection<Application>('small');
  await load(small, 1_000);
  for (const connections of [1, 32]) {
    const perSecond = await rate(connections, () =>
      small.findOne({ applicant: application(next++ % 1_000).applicant }),
    );
    print(`indexed finds/s, ${String(connections).padStart(2)} connections                          ${perSecond}`);
  }
  const large = db.collection<Application>('large');
  print(`insertMany, one index besides _id: documents/s           ${await load(large, LARGE)}`);
  const [among1000, amongMany] = [await medianFindUs(small, 1_000), await medianFindUs(large, LARGE)];
  print(`median find by an indexed field among 1,000, µs          ${among1000}`);
  print(`median find among ${LARGE.toLocaleString('en')}, µs`.padEnd(57) + amongMany);
  print(`ratio (goal: at most 2)                                  ${(amongMany / among1000).toFixed(2)}`);
  await client.close();
}

const folder = await mkdtemp(join(tmpdir(), 'nagarik-bench-'));
const password = randomBytes(16).toString('hex');
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const startedAt = performance.now();
const child = spawn(process.execPath, [main], {
  env: { ...process.env, STORE_DATA_DIR: join(folder, 'data'), STORE_PORT: '0', STORE_PASSWORD: password },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  print(`from start to listening, ms                              ${Math.round(performance.now() - startedAt)}`);
  await measure(urlOf(Number(String(line).split(':')[1]), password), folder);
} finally {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true });
}
