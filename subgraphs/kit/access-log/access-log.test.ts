/** The log on a real database, with one process and with two that write at once. */
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import type { Connection } from 'mongoose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../storage/connect.ts';
import { testDatabase } from '../test/database.ts';
import { lookAt as look } from '../test/look.ts';
import { accessLog } from './access-log.ts';
import { ACCESSES, type Block } from './blocks.ts';
import { followAll, genesis } from './chain.ts';

const { url, prefix, drop } = testDatabase();
const open: Connection[] = [];
let number = 0;
let [first, second]: Connection[] = [];
beforeEach(async () => {
  const name = `${prefix}${++number}`;
  [first, second] = await Promise.all([connect(url, name), connect(url, name)]);
  open.push(first, second);
});
afterAll(async () => {
  await drop();
  await Promise.all(open.map((each) => each.close()));
});

const logOn = (connection: Connection | undefined) => {
  if (!connection) throw new Error('no database');
  return accessLog(connection, 'land');
};
const citizens = (count: number, whose = 'citizen') => Array.from({ length: count }, (_, index) => `${whose}-${index}`);

test('what is recorded is there when the writer is told so, in one chain', async () => {
  const log = logOn(first);
  await log.record([look('rahima'), look('karim')]);
  const entries = await log.after(0, 10);
  expect(entries.map(({ citizen }) => citizen)).toEqual(['rahima', 'karim']);
  expect(followAll(genesis('land'), entries).broken).toBeNull();
});

test.each([
  [0, ['a', 'b', 'c', 'd', 'e']],
  [1, ['b', 'c', 'd', 'e']],
  [2, ['c', 'd', 'e']],
  [3, ['d', 'e']],
  [4, ['e']],
  [5, []],
])('entries after place %d are read, wherever in what was written together it lies', async (seq, expected) => {
  const log = logOn(first);
  await log.record([look('a')]);
  await log.record([look('b'), look('c'), look('d')]);
  await log.record([look('e')]);
  // By a process that has written none of them.
  const read = async (limit: number) => (await logOn(second).after(seq, limit)).map(({ citizen }) => citizen);
  expect(await read(10)).toEqual(expected);
  expect(await read(2)).toEqual(expected.slice(0, 2));
});

test('a hundred requests at once are one chain, and each is there', async () => {
  const log = logOn(first);
  const asked = citizens(100);
  await Promise.all(asked.map((each) => log.record([look(each)])));
  const entries = await log.after(0, 200);
  expect(followAll(genesis('land'), entries)).toMatchObject({ broken: null, head: { seq: 100 } });
  expect(entries.map(({ citizen }) => citizen).sort()).toEqual(asked.sort());
});

/** The log of the first process, and how many writes it made so far. */
async function countedLog() {
  const connection = await connect(url, `${prefix}${number}`, true);
  open.push(connection);
  let writes = 0;
  connection.getClient().on('commandStarted', ({ commandName }) => {
    if (commandName === 'insert') writes++;
  });
  return { log: logOn(connection), writes: () => writes };
}

test('looks that come during a write are written together', async () => {
  const { log, writes } = await countedLog();
  await Promise.all(citizens(100).map((each) => log.record([look(each)])));
  expect(writes()).toBe(2);
});

test('who came during a write waits for who comes next', async () => {
  const { log, writes } = await countedLog();
  const rahima = log.record([look('rahima')]);
  const karim = log.record([look('karim')]);
  await rahima;
  await Promise.all([karim, log.record([look('amina')])]);
  expect(writes()).toBe(2);
});

test('two processes write one chain, and lose nothing', async () => {
  const logs = [logOn(first), logOn(second)];
  const asked = citizens(60);
  // One after the other in each process, so that both are at it again and again.
  await Promise.all(
    logs.map(async (log, index) => {
      for (const each of asked) await log.record([look(`${each}-${index}`), look(`${each}-${index}-too`)]);
    }),
  );
  const entries = await logOn(first).after(0, 1_000);
  expect(followAll(genesis('land'), entries)).toMatchObject({ broken: null, head: { seq: 240 } });
  expect(new Set(entries.map(({ citizen }) => citizen)).size).toBe(240);
});

test('a process that starts again goes on behind what is there', async () => {
  await logOn(first).record([look('rahima')]);
  await logOn(second).record([look('karim')]);
  expect(followAll(genesis('land'), await logOn(first).after(0, 10))).toMatchObject({ broken: null, head: { seq: 2 } });
});

/** A line to the database that can be cut at the next insert: before it arrives, or before its answer does. */
async function cuttingLine() {
  const { hostname, port } = new URL(url);
  let cutNext: 'before' | 'after' | null = null;
  let cuts = 0;
  const proxy = createServer((client) => {
    const database = createConnection(Number(port), hostname);
    for (const socket of [client, database]) socket.on('error', () => undefined);
    client.on('close', () => database.destroy());
    database.on('close', () => client.destroy());
    let isAnswerLost = false;
    database.on('data', (chunk) => (isAnswerLost ? client.destroy() : client.write(chunk)));
    client.on('data', (chunk) => {
      const cut = chunk.includes('insert\0') ? cutNext : null;
      if (cut === 'before') client.destroy();
      else database.write(chunk);
      if (!cut) return;
      isAnswerLost = true;
      cuts++;
      cutNext = null;
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const { port: own } = proxy.address() as AddressInfo;
  const connection = await connect(url.replace(`:${port}`, `:${own}`), `${prefix}${number}`);
  open.push(connection);
  return {
    connection,
    cut: (when: 'before' | 'after') => {
      cutNext = when;
    },
    cuts: () => cuts,
    close: () => proxy.close(),
  };
}

test('behind a chain that ends with nothing, nothing is written, and who looks is told', async () => {
  await logOn(first).record([look('rahima')]);
  await first?.collection<Block>(ACCESSES).insertOne({ _id: 2, last: 2, entries: '[]' });
  await expect(logOn(first).record([look('karim')])).rejects.toThrow('are not as they were written');
});

test('behind a chain whose end says another place, nothing is written for ever, and who looks is told', async () => {
  const log = logOn(first);
  await log.record([look('rahima')]);
  const [entry] = await log.after(0, 1);
  const entries = JSON.stringify([entry]);
  await first?.collection<Block>(ACCESSES).insertOne({ _id: 1e9, last: 1, entries });
  await expect(logOn(second).record([look('karim'), look('salma')])).resolves.toBeUndefined();
  await expect(logOn(second).record([look('amina')])).rejects.toThrow('the database refuses the look at 2');
});

describe('when the database does not take it', () => {
  test.each(['before', 'after'] as const)('a line that is cut %s the write costs nobody a look', async (when) => {
    const line = await cuttingLine();
    const log = logOn(line.connection);
    await log.record([look('rahima')]);
    line.cut(when);
    await log.record([look('karim')]);
    await log.record([look('salma')]);
    expect(line.cuts()).toBe(1);
    const entries = await logOn(second).after(0, 10);
    expect(entries.map(({ citizen }) => citizen)).toEqual(['rahima', 'karim', 'salma']);
    expect(followAll(genesis('land'), entries).broken).toBeNull();
    line.close();
  });

  test('who looks is told, and the next look goes on', async () => {
    const log = logOn(first);
    await log.record([look('rahima')]);
    let told = 0;
    log.whenWritten(() => told++);
    await first?.close();
    await expect(log.record([look('karim')])).rejects.toThrow();
    // It may be there all the same: only its answer may have been lost.
    expect(told).toBe(1);
    await logOn(second).record([look('salma')]);
    const entries = await second?.collection(ACCESSES).countDocuments();
    expect(entries).toBe(2);
  });
});
