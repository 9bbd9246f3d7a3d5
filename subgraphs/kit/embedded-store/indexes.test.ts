import mongoose, { type mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnyDocument, openTestStore, rowsRead, type TestStore } from './store-for-test.ts';

let opened: TestStore;
let db: mongo.Db;
beforeAll(async () => {
  opened = await openTestStore({ ttlIntervalMs: 50 });
  db = opened.db;
});
afterAll(() => opened.close());

let serial = 0;
function newCollection(): mongo.Collection<AnyDocument> {
  return db.collection<AnyDocument>(`c${serial++}`);
}

/** Rows that `read` takes from disk. */
async function cost(collection: mongo.Collection<AnyDocument>, read: () => Promise<unknown>): Promise<number> {
  const before = await rowsRead(db, collection.collectionName);
  await read();
  return (await rowsRead(db, collection.collectionName)) - before;
}

describe('a find reads only what it returns', () => {
  let people: mongo.Collection<AnyDocument>;
  beforeAll(async () => {
    people = newCollection();
    await people.insertMany(
      Array.from({ length: 2_000 }, (_, n) => ({
        _id: n,
        ward: n % 20,
        age: n % 100,
        name: `n${String(n).padStart(4, '0')}`,
        tags: [`t${n % 50}`, `u${n}`],
      })),
    );
    await people.createIndexes([
      { key: { ward: 1, age: -1 } },
      { key: { name: 1 }, unique: true },
      { key: { tags: 1 } },
    ]);
  });

  const finds: readonly [string, number, (c: mongo.Collection<AnyDocument>) => Promise<unknown[]>][] = [
    ['by _id', 1, (c) => c.find({ _id: 77 }).toArray()],
    ['by a list of _ids', 3, (c) => c.find({ _id: { $in: [1, 5, 900] } }).toArray()],
    ['by a unique field', 1, (c) => c.find({ name: 'n0042' }).toArray()],
    ['by a prefix of text', 10, (c) => c.find({ name: /^n004/ }).toArray()],
    ['by a prefix given as text', 10, (c) => c.find({ name: { $regex: '^n005' } }).toArray()],
    ['by a range', 11, (c) => c.find({ name: { $gte: 'n0100', $lte: 'n0110' } }).toArray()],
    ['by the first field of two', 100, (c) => c.find({ ward: 3 }).toArray()],
    ['by both fields', 20, (c) => c.find({ ward: 3, age: 23 }).toArray()],
    ['by equality and a range', 60, (c) => c.find({ ward: 3, age: { $gt: 30, $lt: 90 } }).toArray()],
    ['by an array element', 40, (c) => c.find({ tags: 't7' }).toArray()],
    ['by $or of two indexes', 2, (c) => c.find({ $or: [{ _id: 1 }, { name: 'n0002' }] }).toArray()],
    ['the first ten in the order of an index', 10, (c) => c.find().sort({ name: 1 }).limit(10).toArray()],
    ['the last ten in its reverse', 10, (c) => c.find().sort({ name: -1 }).limit(10).toArray()],
    ['a page of a group in the next field’s order', 5, (c) => c.find({ ward: 3 }).sort({ age: -1 }).limit(5).toArray()],
    ['the same backwards', 5, (c) => c.find({ ward: 3 }).sort({ age: 1 }).limit(5).toArray()],
    [
      'an aggregation’s first stages',
      1,
      (c) => c.aggregate([{ $match: { name: 'n0001' } }, { $project: { _id: 1 } }]).toArray(),
    ],
    ['the newest, unsorted', 5, (c) => c.find().sort({ $natural: -1 }).limit(5).toArray()],
  ];
  test.each(finds)('%s: %d', async (_, expected, find) => {
    let found = 0;
    const read = await cost(people, async () => {
      found = (await find(people)).length;
    });
    expect(found).toBe(expected);
    expect(read).toBe(expected);
  });
});

describe('unique', () => {
  test('a second document with the value is refused in MongoDB’s words', async () => {
    const users = newCollection();
    await users.createIndex({ email: 1, kind: 1 }, { unique: true });
    await users.insertOne({ email: 'a@b', kind: 1 });
    const again = users.insertOne({ email: 'a@b', kind: 1 });
    await expect(again).rejects.toMatchObject({
      code: 11000,
      keyPattern: { email: 1, kind: 1 },
      keyValue: { email: 'a@b', kind: 1 },
    });
    await expect(again).rejects.toThrow(
      `E11000 duplicate key error collection: ${users.namespace} index: email_1_kind_1 dup key: { email: "a@b", kind: 1 }`,
    );
    await users.insertOne({ email: 'c@d', kind: 1 });
    await expect(users.updateOne({ email: 'c@d' }, { $set: { email: 'a@b' } })).rejects.toMatchObject({ code: 11000 });
    expect(await users.countDocuments({ email: 'a@b' })).toBe(1);
  });

  test('two documents without the field are duplicates, unless the index is sparse or partial', async () => {
    const plain = newCollection();
    const sparse = newCollection();
    const partial = newCollection();
    await plain.createIndex({ a: 1 }, { unique: true });
    await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
    await partial.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await plain.insertOne({});
    await expect(plain.insertOne({})).rejects.toMatchObject({ code: 11000 });
    await sparse.insertMany([{}, {}, { a: 1 }]);
    await expect(sparse.insertOne({ a: 1 })).rejects.toMatchObject({ code: 11000 });
    expect(await sparse.countDocuments({ a: null })).toBe(2);
    expect(await sparse.find().sort({ a: 1 }).toArray()).toHaveLength(3);
    await partial.insertMany([{ a: 1 }, { a: 1, open: true }, { a: 1, open: false }]);
    await expect(partial.insertOne({ a: 1, open: true })).rejects.toMatchObject({ code: 11000 });
    expect(await partial.countDocuments({ a: 1 })).toBe(3);
    expect(await cost(partial, () => partial.find({ a: 1, open: true }).toArray())).toBe(1);
  });

  test('an ordered insertMany keeps the documents before the failing one, an unordered one all others', async () => {
    const ordered = newCollection();
    const unordered = newCollection();
    const docs = [{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }];
    await expect(ordered.insertMany(docs.map((doc) => ({ ...doc })))).rejects.toMatchObject({ code: 11000 });
    await expect(unordered.insertMany(docs, { ordered: false })).rejects.toMatchObject({ code: 11000 });
    expect(await ordered.countDocuments()).toBe(2);
    expect(await unordered.countDocuments()).toBe(3);
  });

  test('cannot be made over documents that disagree', async () => {
    const collection = newCollection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
  });

  test('holds across the elements of arrays, but not within one document', async () => {
    const collection = newCollection();
    await collection.createIndex({ ids: 1 }, { unique: true });
    await collection.insertOne({ ids: [1, 2, 2] });
    await expect(collection.insertOne({ ids: [2, 3] })).rejects.toMatchObject({ code: 11000 });
    await collection.updateOne({ ids: 1 }, { $set: { ids: [3, 2] } });
    await collection.insertOne({ ids: [1] });
  });
});

test('two arrays cannot share an index', async () => {
  const collection = newCollection();
  await collection.createIndex({ a: 1, b: 1 });
  await expect(collection.insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
});

describe('TTL', () => {
  test('removes a document whose date is past its time, and no other', async () => {
    const codes = newCollection();
    await codes.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const [old, now] = [new Date(Date.now() - 61_000), new Date()];
    await codes.insertMany([
      { _id: 'old', at: old },
      { _id: 'new', at: now },
      { _id: 'earliest', at: [now, old] },
      { _id: 'text', at: 'x' },
      { _id: 'none' },
    ]);
    await expect.poll(() => codes.countDocuments()).toBe(3);
    expect(await codes.distinct('_id')).toEqual(['new', 'none', 'text']);
  });
});

describe('the catalogue', () => {
  test('an index asked for again is the same; another of its name or key is a conflict', async () => {
    const collection = newCollection();
    await collection.createIndex({ a: 1 }, { name: 'mine' });
    await collection.createIndex({ a: 1 }, { name: 'mine' });
    await expect(collection.createIndex({ b: 1 }, { name: 'mine' })).rejects.toMatchObject({ code: 86 });
    await expect(collection.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(collection.createIndex({ a: 1 }, { name: 'third', unique: true })).rejects.toMatchObject({ code: 85 });
    await expect(collection.dropIndex('none')).rejects.toMatchObject({ code: 27 });
    await collection.dropIndex('mine');
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_']);
  });

  test('collections and databases are made by a write, listed and dropped', async () => {
    const other = opened.client.db('another');
    await other.collection('x').insertOne({});
    await other.createCollection('y');
    await expect(other.createCollection('y')).rejects.toMatchObject({ code: 48 });
    expect((await other.listCollections().toArray()).map(({ name }) => name)).toEqual(['x', 'y']);
    expect((await other.admin().listDatabases()).databases.map(({ name }) => name)).toContain('another');
    await other.collection('x').drop();
    expect(await other.listCollections({ name: 'x' }).toArray()).toEqual([]);
    await other.dropDatabase();
    expect((await other.admin().listDatabases()).databases.map(({ name }) => name)).not.toContain('another');
    await other.collection('x').insertOne({ fresh: true });
    expect(await other.collection('x').countDocuments()).toBe(1);
    await other.dropDatabase();
  });

  test('mongoose makes, compares and drops its indexes', async () => {
    const connection = await mongoose.createConnection(opened.store.url, { dbName: 'm' }).asPromise();
    const schema = new mongoose.Schema({ nid: { type: String, unique: true }, at: Date });
    schema.index({ at: -1 }, { expireAfterSeconds: 100 });
    const Citizen = connection.model('Citizen', schema);
    await Citizen.init();
    await Citizen.collection.createIndex({ gone: 1 });
    expect(await Citizen.syncIndexes()).toEqual(['gone_1']);
    expect(await Citizen.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
    await Citizen.create({ nid: '1' });
    await expect(Citizen.create({ nid: '1' })).rejects.toMatchObject({ code: 11000, keyValue: { nid: '1' } });
    await connection.close();
  });
});

test('a cursor goes on while documents are written, and ends with an error when its collection is dropped', async () => {
  const collection = newCollection();
  await collection.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ _id: n })));
  const cursor = collection.find().sort({ _id: 1 }).batchSize(10);
  const seen = [];
  for await (const { _id } of cursor) {
    seen.push(_id);
    if (_id === 500) await collection.deleteMany({ _id: { $gte: 900 } });
  }
  expect(seen).toHaveLength(900);
  const doomed = collection.find().batchSize(10);
  await doomed.next();
  await collection.drop();
  await expect(doomed.toArray()).rejects.toMatchObject({ code: 175 });
});
