import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { calculateObjectSize, deserialize, serialize } from 'bson';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-for-test.ts';

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

async function rawSocket(): Promise<Socket> {
  const socket = connect(opened.store.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

function message(command: mongo.Document, flags = 0): Buffer {
  const body = serialize(command);
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + body.length, 0);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  return Buffer.concat([head, body]);
}

async function reply(socket: Socket): Promise<mongo.Document> {
  const [chunk]: unknown[] = await once(socket, 'data');
  return chunk instanceof Buffer ? deserialize(chunk.subarray(21)) : {};
}

describe('who is let in', () => {
  test('nobody with a wrong password, or a wrong name', async () => {
    const { url } = opened.store;
    for (const wrong of [url.replace(/:[^:@]+@/, ':wrong@'), url.replace('nagarik', 'other')]) {
      await expect(mongo.MongoClient.connect(wrong)).rejects.toMatchObject({ code: 18 });
    }
  });

  test.each(['find', 'insert', 'listDatabases', 'nagarikStats', 'buildInfo', 'nonsense'])(
    'before the login, %s is Unauthorized',
    async (name) => {
      const socket = await rawSocket();
      socket.write(message({ [name]: 'x', $db: 'test' }));
      expect(await reply(socket)).toMatchObject({ ok: 0, code: 13 });
      socket.destroy();
    },
  );

  test('an old driver’s hello (OP_QUERY) is answered', async () => {
    const body = serialize({ isMaster: 1 });
    const head = Buffer.alloc(20);
    const name = Buffer.from('admin.$cmd\0');
    const rest = Buffer.alloc(8);
    head.writeInt32LE(20 + name.length + 8 + body.length, 0);
    head.writeInt32LE(2004, 12);
    rest.writeInt32LE(-1, 4);
    const socket = await rawSocket();
    socket.write(Buffer.concat([head, name, rest, body]));
    const [chunk]: unknown[] = await once(socket, 'data');
    expect(chunk instanceof Buffer && deserialize(chunk.subarray(36))).toMatchObject({ ismaster: true, ok: 1 });
    socket.destroy();
  });
});

describe('garbage', () => {
  test('any bytes close the connection or are answered with an error; the store goes on', async () => {
    const closes = async (bytes: Uint8Array) => {
      const socket = await rawSocket();
      socket.on('error', () => undefined);
      const ended = once(socket, 'close');
      socket.end(bytes);
      socket.resume();
      await ended;
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 200 }), closes), { numRuns: 100 });
    const whole = message({ ping: 1, $db: 'test', list: [1, { a: 'text' }] });
    const flipped = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(whole);
      copy[at] = byte;
      return copy;
    });
    await fc.assert(fc.asyncProperty(flipped, closes), { numRuns: 150 });
    expect(await opened.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});

test('any value in any field of a command is answered, and the store goes on', async () => {
  const odd: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, -1, 0, 1.5, 2 ** 40, Number.NaN, '', 'a', '$a', 'a.b', new Date(0), 'a(', /x/),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'a',
          'b.c',
          '$set',
          '$gt',
          '$in',
          '$push',
          '$each',
          '$expr',
          '_id',
          '$match',
          '$group',
          '$',
          'q',
          'u',
          'key',
          'name',
          'multi',
          'limit',
        ),
        tie('value'),
        { maxKeys: 3 },
      ),
    ),
  })).value;
  const commands = {
    find: ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize'],
    insert: ['documents', 'ordered'],
    update: ['updates', 'ordered'],
    delete: ['deletes'],
    findAndModify: ['query', 'update', 'new', 'fields', 'sort', 'upsert', 'remove', 'arrayFilters'],
    aggregate: ['pipeline', 'cursor'],
    count: ['query', 'limit'],
    distinct: ['key', 'query'],
    createIndexes: ['indexes'],
    dropIndexes: ['index'],
    getMore: ['collection', 'batchSize'],
    listCollections: ['filter'],
  };
  const command = fc
    .constantFrom(...Object.entries(commands))
    .chain(([name, fields]) =>
      fc
        .record(Object.fromEntries(fields.map((field) => [field, odd])), { requiredKeys: [] })
        .map((rest) => ({ [name]: 'odd', ...rest })),
    );
  const db = opened.client.db('odd');
  await db.collection('odd').insertMany([{ a: 1, b: { c: [1, 2] } }, { a: [1, { b: 2 }] }]);
  await fc.assert(
    fc.asyncProperty(command, async (body) => {
      const answer = await db.command(body).catch((error: unknown) => error);
      if (answer instanceof mongo.MongoServerError) expect(answer.code, answer.message).not.toBe(1);
      else expect(answer).toMatchObject({ ok: 1 });
    }),
    { numRuns: 1_500 },
  );
  expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

describe('limits', () => {
  test('a document over 16 MiB, by insert or by growing, is refused', async () => {
    const collection = opened.db.collection('large');
    const fits = 'x'.repeat(16 * 1024 * 1024 - 200);
    const { insertedId } = await collection.insertOne({ fits });
    expect(calculateObjectSize((await collection.findOne({ _id: insertedId })) ?? {})).toBeGreaterThan(16_000_000);
    await expect(collection.updateOne({}, { $set: { more: 'y'.repeat(400) } })).rejects.toMatchObject({ code: 10334 });
    await collection.drop();
  });

  test('a document nested more than 100 deep is refused', async () => {
    let nested: mongo.Document = {};
    for (let depth = 0; depth < 130; depth++) nested = { nested };
    await expect(opened.db.collection('deep').insertOne(nested)).rejects.toMatchObject({ ok: 0 });
  });

  test('a cursor that does not exist is not found', async () => {
    const getMore = opened.db.command({ getMore: mongo.Long.fromNumber(5), collection: 'x' });
    await expect(getMore).rejects.toMatchObject({ code: 43 });
  });

  test('cursors end when they are read, limited or killed', async () => {
    const collection = opened.db.collection('cursors');
    await collection.insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));
    await collection.find().toArray();
    await collection.find().limit(150).batchSize(100).toArray();
    const killed = collection.find().batchSize(2);
    await killed.next();
    expect(await opened.db.command({ nagarikStats: 1 })).toMatchObject({ openCursors: 1 });
    await killed.close();
    expect(await opened.db.command({ nagarikStats: 1 })).toMatchObject({ openCursors: 0 });
  });
});

test('a write without an answer (w: 0) is done', async () => {
  const collection = opened.db.collection('quiet');
  const quiet = await mongo.MongoClient.connect(opened.store.url, { maxPoolSize: 1, writeConcern: { w: 0 } });
  await quiet.db('test').collection('quiet').insertOne({ n: 1 });
  await quiet.db('test').command({ ping: 1 }); // the same connection: answered after it
  expect(await collection.countDocuments({ n: 1 })).toBe(1);
  await quiet.close();
});
