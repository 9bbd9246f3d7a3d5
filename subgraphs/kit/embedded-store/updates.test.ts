import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-for-test.ts';

const { Decimal128, Double, Int32, Long } = mongo;

let opened: TestStore;
let collection: mongo.Collection;
beforeAll(async () => {
  opened = await openTestStore();
  collection = opened.db.collection('updates');
});
afterAll(() => opened.close());

interface Row {
  readonly before: mongo.Document;
  readonly update: mongo.Document | mongo.Document[];
  readonly after: mongo.Document;
  readonly filter?: mongo.Document;
  readonly arrayFilters?: mongo.Document[];
}

function row(before: mongo.Document, update: Row['update'], after: mongo.Document, rest: Partial<Row> = {}): Row {
  return { before, update, after, ...rest };
}

const updates: readonly Row[] = [
  row({ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }),
  row({}, { $set: { z: 1, a: 2, m: 3 } }, { a: 2, m: 3, z: 1 }),
  row({ a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }),
  row({ a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }),
  row({ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', none: '' } }, { b: { d: 2 } }),
  row({ a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }),
  row({ n: 1 }, { $inc: { n: 2, m: -1 } }, { n: 3, m: -1 }),
  row({ n: 3 }, { $mul: { n: 2, m: 5 } }, { n: 6, m: 0 }),
  row({ a: 5, b: 5 }, { $min: { a: 3, b: 9, c: 1 } }, { a: 3, b: 5, c: 1 }),
  row({ a: 5, b: 5 }, { $max: { a: 3, b: 9, c: 1 } }, { a: 5, b: 9, c: 1 }),
  row({ a: 1, b: { c: 2 } }, { $rename: { a: 'x', 'b.c': 'y' } }, { b: {}, x: 1, y: 2 }),
  row({ a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }),
  row({ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }),
  row({ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }),
  row({ a: [1, 4] }, { $push: { a: { $each: [3, 2], $sort: 1, $slice: -3 } } }, { a: [2, 3, 4] }),
  row({ a: [1, 4] }, { $push: { a: { $each: [9], $slice: 0 } } }, { a: [] }),
  row(
    { a: [{ n: 2, m: 1 }] },
    {
      $push: {
        a: {
          $each: [
            { n: 2, m: 0 },
            { n: 5, m: 9 },
          ],
          $sort: { n: -1, m: 1 },
        },
      },
    },
    {
      a: [
        { n: 5, m: 9 },
        { n: 2, m: 0 },
        { n: 2, m: 1 },
      ],
    },
  ),
  row({ a: [1, 2] }, { $addToSet: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }),
  row({ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, { x: 1 }, { x: 1 }] } } }, { a: [1, 2, { x: 1 }] }),
  row({ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }),
  row({ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }),
  row({ a: [1, 5, 9, 'x'] }, { $pull: { a: { $gte: 5 } } }, { a: [1, 'x'] }),
  row({ a: [1, 5, 1] }, { $pull: { a: 1 } }, { a: [5] }),
  row({ a: [{ x: 1, y: 2 }, { x: 2 }, 3] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }, 3] }),
  row({ a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }),
  row({ a: [1, 5, 9] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 9] }, { filter: { a: 5 } }),
  row(
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 1 },
      ],
    },
    { $inc: { 'a.$.n': 5 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 6 },
      ],
    },
    {
      filter: { 'a.k': 2 },
    },
  ),
  row(
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 1 },
      ],
    },
    { $set: { 'a.$.n': 5 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 5 },
      ],
    },
    {
      filter: { a: { $elemMatch: { k: 2, n: 1 } } },
    },
  ),
  row({ a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }),
  row({ a: [{ n: [1] }, { n: [2] }] }, { $push: { 'a.$[].n': 9 } }, { a: [{ n: [1, 9] }, { n: [2, 9] }] }),
  row({ a: [1, 5, 9] }, { $set: { 'a.$[big]': 0 } }, { a: [1, 0, 0] }, { arrayFilters: [{ big: { $gte: 5 } }] }),
  row(
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$[e].n': 0 } },
    { a: [{ k: 1 }, { k: 2, n: 0 }] },
    {
      arrayFilters: [{ 'e.k': 2 }],
    },
  ),
  row({ a: 5 }, { $bit: { a: { and: 4 } } }, { a: 4 }),
  row({ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }),
  row({ a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], { b: 2, c: 3 }),
  row({ a: { x: 1 } }, [{ $replaceWith: { b: '$a.x' } }], { b: 1 }),
  row({ a: [{ n: 1 }, { n: 2 }] }, [{ $set: { 'a.m': 0 } }], {
    a: [
      { n: 1, m: 0 },
      { n: 2, m: 0 },
    ],
  }),
];

test.each(updates)('$update makes of $before what MongoDB makes of it', async ({ before, update, after, ...rest }) => {
  await collection.deleteMany({});
  await collection.insertOne({ _id: new mongo.ObjectId(), ...before });
  const filters = rest.arrayFilters === undefined ? {} : { arrayFilters: rest.arrayFilters };
  await collection.updateOne(rest.filter ?? {}, update, filters);
  const found = await collection.findOne({}, { projection: { _id: 0 } });
  expect(JSON.stringify(found)).toBe(JSON.stringify(after));
});

/** Update, and the code of the error that MongoDB answers. */
const refused: readonly [mongo.Document, number][] = [
  [{ $set: { _id: 2 } }, 66],
  [{ $set: { a: 1, 'a.b': 2 } }, 40],
  [{ $set: { 'a.b': 2 } }, 28],
  [{ $inc: { a: 'x' } }, 14],
  [{ $inc: { text: 1 } }, 14],
  [{ $push: { a: 1 } }, 2],
  [{ $foo: { a: 1 } }, 9],
  [{ $set: { 'list.$[x]': 1 } }, 2],
  [{ $set: { 'list.$': 1 } }, 2],
  [{ $pop: { list: 2 } }, 9],
];

test.each(refused)('%o is refused with code %d and changes nothing', async (update, code) => {
  await collection.deleteMany({});
  await collection.insertOne({ _id: new mongo.ObjectId('0'.repeat(24)), a: 1, text: 'x', list: [1] });
  const before = await collection.findOne({});
  await expect(collection.updateOne({}, update)).rejects.toMatchObject({ code });
  expect(await collection.findOne({})).toEqual(before);
});

test('numbers keep the type that MongoDB would give them', async () => {
  await collection.deleteMany({});
  await collection.insertOne({ int: 1, long: Long.fromNumber(1), double: new Double(1), max: 2 ** 31 - 1 });
  await collection.updateOne({}, { $inc: { int: 1, long: 1, double: 1, max: 1 } });
  const [raw] = await collection.find({}, { promoteValues: false }).project({ _id: 0 }).toArray();
  expect(raw).toEqual({
    int: new Int32(2),
    long: Long.fromNumber(2),
    double: new Double(2),
    max: Long.fromNumber(2 ** 31),
  });
});

test('a pipeline update keeps the number types of what it does not compute', async () => {
  await collection.deleteMany({});
  await collection.insertOne({ double: new Double(1), money: Decimal128.fromString('1.50'), n: 1 });
  await collection.updateOne({}, [{ $set: { n: { $add: ['$n', 1] } } }]);
  const [raw] = await collection.find({}, { promoteValues: false }).project({ _id: 0 }).toArray();
  expect(raw).toEqual({ double: new Double(1), money: Decimal128.fromString('1.50'), n: new Int32(2) });
});

describe('upsert', () => {
  test('starts from what the query is equal to, then updates', async () => {
    await collection.deleteMany({});
    const result = await collection.updateOne(
      { _id: new mongo.ObjectId('1'.repeat(24)), 'a.b': 1, c: { $gt: 5 }, d: { $in: [7] } },
      { $set: { e: 1 }, $setOnInsert: { f: 2 }, $inc: { n: 1 } },
      { upsert: true },
    );
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: { b: 1 }, d: 7, e: 1, f: 2, n: 1 });
  });

  test('of a replacement takes only the _id from the query', async () => {
    await collection.deleteMany({});
    await collection.replaceOne({ a: 1 }, { b: 2 }, { upsert: true });
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ b: 2 });
  });

  test('by findOneAndUpdate answers with the new document, or with null', async () => {
    await collection.deleteMany({});
    const before = await collection.findOneAndUpdate({ k: 1 }, { $set: { n: 1 } }, { upsert: true });
    const after = await collection.findOneAndUpdate({ k: 1 }, { $inc: { n: 1 } }, { returnDocument: 'after' });
    expect(before).toBeNull();
    expect(after).toMatchObject({ k: 1, n: 2 });
    expect(await collection.findOneAndDelete({ k: 1 }, { projection: { _id: 0, n: 1 } })).toEqual({ n: 2 });
    expect(await collection.findOneAndDelete({ k: 1 })).toBeNull();
  });
});

test('updateMany counts what matched and what changed', async () => {
  await collection.deleteMany({});
  await collection.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
  const result = await collection.updateMany({ n: { $gte: 2 } }, { $set: { n: 3 } });
  expect(result).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
  expect(await collection.deleteMany({ n: 3 })).toMatchObject({ deletedCount: 2 });
});

test('a bulk write does each of its operations', async () => {
  await collection.deleteMany({});
  const result = await collection.bulkWrite([
    { insertOne: { document: { k: 1 } } },
    { updateOne: { filter: { k: 1 }, update: { $set: { n: 1 } } } },
    { replaceOne: { filter: { k: 2 }, replacement: { k: 2 }, upsert: true } },
    { deleteOne: { filter: { k: 1 } } },
  ]);
  expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
});

test('writes of many clients at once are all done, and each once', async () => {
  await collection.deleteMany({});
  await collection.insertOne({ name: 'counter', n: 0 });
  await Promise.all(Array.from({ length: 300 }, () => collection.updateOne({ name: 'counter' }, { $inc: { n: 1 } })));
  expect(await collection.findOne({ name: 'counter' })).toMatchObject({ n: 300 });
});
