import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-for-test.ts';

const { Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } = mongo;

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

let serial = 0;
/** A new collection that holds `docs`. */
async function holding(docs: readonly mongo.Document[]): Promise<mongo.Collection> {
  const collection = opened.db.collection(`c${serial++}`);
  if (docs.length > 0) await collection.insertMany(docs.map((doc) => ({ ...doc })));
  return collection;
}

/** Documents without and with the field, null and arrays: the ones that MongoDB's manual explains its rules with. */
const mixed = [
  { _id: 'missing' },
  { _id: 'null', a: null },
  { _id: 'one', a: 1 },
  { _id: 'five', a: 5 },
  { _id: 'text', a: 'x' },
  { _id: 'empty', a: [] },
  { _id: 'list', a: [1, 5, 9] },
  { _id: 'nullList', a: [null] },
  { _id: 'nested', a: [[1, 5]] },
  { _id: 'doc', a: { b: 1 } },
  { _id: 'docs', a: [{ b: 1 }, { b: 5 }] },
  { _id: 'someB', a: [{ b: 1 }, { c: 1 }] },
  { _id: 'nan', a: Number.NaN },
  { _id: 'date', a: new Date(5) },
];

/** Query, and the documents of `mixed` that MongoDB finds by it. */
const rows: readonly [mongo.Document, string[]][] = [
  [{ a: 1 }, ['one', 'list']],
  [{ a: null }, ['missing', 'null', 'nullList']],
  [{ a: { $ne: null } }, ['one', 'five', 'text', 'empty', 'list', 'nested', 'doc', 'docs', 'someB', 'nan', 'date']],
  [{ a: { $exists: false } }, ['missing']],
  [{ a: { $exists: true, $eq: null } }, ['null', 'nullList']],
  [{ 'a.b': { $exists: true } }, ['doc', 'docs', 'someB']],
  [{ 'a.b': 1 }, ['doc', 'docs', 'someB']],
  [{ 'a.b': null }, ['missing', 'null', 'one', 'five', 'text', 'someB', 'nan', 'date']],
  [{ a: { $gt: 1 } }, ['five', 'list']],
  [{ a: { $gte: 1, $lt: 5 } }, ['one', 'list']],
  [{ a: { $gt: 5, $lt: 6 } }, ['list']],
  [{ a: { $elemMatch: { $gt: 5, $lt: 6 } } }, []],
  [{ a: { $elemMatch: { $gt: 5, $lt: 10 } } }, ['list']],
  [{ a: { $elemMatch: { b: 5 } } }, ['docs']],
  [{ a: { $gt: 'a' } }, ['text']],
  [{ a: { $gt: new Date(0) } }, ['date']],
  [{ a: { $lt: 10 } }, ['one', 'five', 'list']],
  [{ a: Number.NaN }, ['nan']],
  [{ a: [1, 5, 9] }, ['list']],
  [{ a: [1, 5] }, ['nested']],
  [{ a: { $in: [5, null] } }, ['missing', 'null', 'five', 'list', 'nullList']],
  [{ a: { $in: [/^x/] } }, ['text']],
  [{ a: { $nin: [1, null] } }, ['five', 'text', 'empty', 'nested', 'doc', 'docs', 'someB', 'nan', 'date']],
  [{ a: { $all: [1, 9] } }, ['list']],
  [{ 'a.b': { $all: [1, 5] } }, ['docs']],
  [{ a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: 5 } }] } }, ['docs']],
  [{ a: { $size: 0 } }, ['empty']],
  [{ a: { $size: 1 } }, ['nullList', 'nested']],
  [{ a: { $type: 'array' } }, ['empty', 'list', 'nullList', 'nested', 'docs', 'someB']],
  [{ a: { $type: 'int' } }, ['one', 'five', 'list']],
  [{ a: { $type: 'number' } }, ['one', 'five', 'list', 'nan']],
  [{ a: { $type: 'null' } }, ['null', 'nullList']],
  [{ a: { $not: { $gt: 1 } } }, rest(['five', 'list'])],
  [{ a: { $not: /x/ } }, rest(['text'])],
  [{ a: /X/i }, ['text']],
  [{ a: { $regex: '^X', $options: 'i' } }, ['text']],
  [{ a: { $mod: [4, 1] } }, ['one', 'five', 'list']],
  [{ a: { $bitsAllSet: 5 } }, ['five', 'list']],
  [{ 'a.0': 1 }, ['one', 'list'].slice(1)],
  [{ 'a.0.b': 1 }, ['docs', 'someB']],
  [{ 'a.1.b': 5 }, ['docs']],
  [{ a: { b: 1 } }, ['doc', 'docs', 'someB']],
  [{ $or: [{ a: 1 }, { a: 'x' }] }, ['one', 'text', 'list']],
  [{ $nor: [{ a: { $exists: true } }] }, ['missing']],
  [{ $and: [{ a: { $gte: 1 } }, { a: { $lte: 1 } }] }, ['one', 'list']],
  [{ $expr: { $eq: ['$a', 5] } }, ['five']],
  [{ $expr: { $gt: ['$a', 'w'] } }, rest(['missing', 'null', 'one', 'five', 'nan'])],
  [{ a: { $gte: null } }, ['missing', 'null', 'nullList']],
  [{ a: { $lt: new MaxKey() } }, rest(['missing'])],
  [{ _id: { $in: ['one', 'five', 'none'] } }, ['one', 'five']],
  [{ $comment: 'why', a: 5 }, ['five', 'list']],
];

function rest(without: readonly string[]): string[] {
  return mixed.map(({ _id }) => _id).filter((id) => !without.includes(id));
}

describe('a query finds what MongoDB finds', () => {
  test.each(rows)('%o', async (query, expected) => {
    const scanned = await holding(mixed);
    const indexed = await holding(mixed);
    await indexed.createIndex({ a: 1 });
    await indexed.createIndex({ 'a.b': -1 });
    for (const collection of [scanned, indexed]) {
      const found = await collection.find(query).toArray();
      expect(found.map(({ _id }) => _id).sort()).toEqual([...expected].sort());
      expect(await collection.countDocuments(query)).toBe(expected.length);
    }
  });
});

test('all types sort in one order, by index and in memory', async () => {
  const ordered = [
    new MinKey(),
    null,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    Long.fromString('-9223372036854775807'),
    -1.5,
    0,
    new Int32(1),
    Decimal128.fromString('1.1'),
    new Double(1.5),
    Long.fromString('9007199254740993'),
    9007199254740994,
    Number.POSITIVE_INFINITY,
    '',
    'a',
    'a\0',
    'a\0b',
    'b',
    'ক',
    '\uffee',
    '😀',
    {},
    { a: 1 },
    { a: 2 },
    { b: 0 },
    { a: 'x' },
    new Binary(Buffer.from('b')),
    new Binary(Buffer.from('aa')),
    new ObjectId('0'.repeat(24)),
    new ObjectId('f'.repeat(24)),
    false,
    true,
    new Date(-1),
    new Date(1),
    new Timestamp({ t: 1, i: 1 }),
    /a/,
    new MaxKey(),
  ];
  const docs = ordered.map((a, place) => ({ _id: place, a }));
  // Field order counts before the values: {a: 'x'} is after {b: 0} by its type.
  const memory = await holding(docs.toReversed());
  const indexed = await holding(docs.toReversed());
  await indexed.createIndex({ a: 1 });
  for (const collection of [memory, indexed]) {
    const up = await collection.find({}).sort({ a: 1 }).toArray();
    expect(up.map(({ _id }) => _id)).toEqual(docs.map(({ _id }) => _id));
    const down = await collection.find({}).sort({ a: -1 }).toArray();
    expect(down.map(({ _id }) => _id)).toEqual(docs.map(({ _id }) => _id).toReversed());
  }
});

test('an array sorts by its least element upwards and by its greatest downwards', async () => {
  const docs = [{ _id: 1, a: [5, 9] }, { _id: 2, a: 6 }, { _id: 3, a: [] }, { _id: 4 }, { _id: 5, a: [1, 20] }];
  for (const hasIndex of [false, true]) {
    const collection = await holding(docs);
    if (hasIndex) await collection.createIndex({ a: 1 });
    const ids = async (direction: 1 | -1) =>
      (await collection.find().sort({ a: direction }).toArray()).map(({ _id }) => Number(_id));
    expect(await ids(1)).toEqual([3, 4, 5, 1, 2]);
    expect(await ids(-1)).toEqual([5, 1, 2, 4, 3]);
  }
});

const whole = { _id: 1, a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 1 }, { x: 2, y: 2 }, 7] };
const projections: readonly [mongo.Document, mongo.Document][] = [
  [{ a: 1 }, { _id: 1, a: 1 }],
  [{ a: 1, _id: 0 }, { a: 1 }],
  [
    { a: 0, list: 0 },
    { _id: 1, b: { c: 2, d: 3 } },
  ],
  [{ _id: 0 }, { a: whole.a, b: whole.b, list: whole.list }],
  [{ 'b.c': 1 }, { _id: 1, b: { c: 2 } }],
  [{ b: { d: 1 } }, { _id: 1, b: { d: 3 } }],
  [{ 'list.x': 1 }, { _id: 1, list: [{ x: 1 }, { x: 2 }] }],
  [
    { 'list.x': 0, b: 0 },
    { _id: 1, a: 1, list: [{ y: 1 }, { y: 2 }, 7] },
  ],
  [
    { list: { $slice: 1 }, a: 1 },
    { _id: 1, a: 1, list: [{ x: 1, y: 1 }] },
  ],
  [{ list: { $slice: -1 } }, { ...whole, list: [7] }],
  [{ list: { $slice: [1, 1] } }, { ...whole, list: [{ x: 2, y: 2 }] }],
  [{ list: { $elemMatch: { x: 2 } } }, { _id: 1, list: [{ x: 2, y: 2 }] }],
  [{ 'list.$': 1 }, { _id: 1, list: [{ x: 2, y: 2 }] }],
  [{ sum: { $add: ['$a', '$b.c'] } }, { _id: 1, sum: 3 }],
  [{ none: 1 }, { _id: 1 }],
];

test.each(projections)('the projection %o keeps what MongoDB keeps', async (projection, expected) => {
  const collection = await holding([whole]);
  expect(await collection.findOne({ 'list.x': 2 }, { projection })).toEqual(expected);
});

test('a document comes back byte for byte, with its types and the order of its fields', async () => {
  const doc = {
    z: new Double(1),
    y: Long.fromNumber(1),
    x: new Int32(1),
    w: Decimal128.fromString('1.10'),
    '10': new Int32(1),
    v: new Binary(Buffer.from([1, 2]), 128),
    u: [new Double(2), { t: null }],
  };
  const collection = await holding([]);
  await collection.insertOne({ _id: new ObjectId(), ...doc });
  const [found] = await collection.find({}, { promoteValues: false }).project({ _id: 0 }).toArray();
  expect(found).toEqual(doc);
});

test('skip and limit count what matches', async () => {
  const collection = await holding(Array.from({ length: 500 }, (_, n) => ({ _id: n, odd: n % 2 })));
  const found = await collection.find({ odd: 1 }).sort({ _id: -1 }).skip(3).limit(2).toArray();
  expect(found.map(({ _id }) => _id)).toEqual([493, 491]);
  expect(await collection.find({}).batchSize(7).toArray()).toHaveLength(500);
  expect((await collection.distinct('odd')).sort()).toEqual([0, 1]);
  expect(await collection.countDocuments({ odd: 1 }, { skip: 10, limit: 100 })).toBe(100);
  expect(await collection.countDocuments({})).toBe(500);
  expect(await collection.estimatedDocumentCount()).toBe(500);
});
