import { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './store-for-test.ts';

let opened: TestStore;
let orders: mongo.Collection<mongo.Document>;

const documents: readonly mongo.Document[] = [
  { _id: 1, who: 'a', n: 2, tags: ['x', 'y'], at: new Date('2026-01-05T00:00:00Z'), sub: [{ p: 1 }, { p: 2 }] },
  { _id: 2, who: 'b', n: 5, tags: [], at: new Date('2026-02-05T00:00:00Z') },
  { _id: 3, who: 'a', n: 3, tags: ['x'], at: new Date('2026-02-06T00:00:00Z'), sub: [] },
  { _id: 4, n: 1 },
];

beforeAll(async () => {
  opened = await openTestStore();
  orders = opened.db.collection<mongo.Document>('orders');
  await orders.insertMany(documents.map((doc) => ({ ...doc })));
  const people = opened.db.collection<{ _id: string; name: string; age: number }>('people');
  await people.insertMany([
    { _id: 'a', name: 'Anika', age: 30 },
    { _id: 'b', name: 'Babul', age: 40 },
  ]);
});
afterAll(() => opened.close());

/** Pipeline, and what MongoDB's manual says it gives. */
const rows: readonly [mongo.Document[], mongo.Document[]][] = [
  [
    [{ $match: { n: { $gt: 2 } } }, { $sort: { n: -1 } }, { $project: { n: 1 } }],
    [
      { _id: 2, n: 5 },
      { _id: 3, n: 3 },
    ],
  ],
  [
    [{ $group: { _id: '$who', total: { $sum: '$n' }, count: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: null, total: 1, count: 1 },
      { _id: 'a', total: 5, count: 2 },
      { _id: 'b', total: 5, count: 1 },
    ],
  ],
  [
    [
      { $sort: { _id: 1 } },
      {
        $group: {
          _id: null,
          avg: { $avg: '$n' },
          min: { $min: '$n' },
          max: { $max: '$who' },
          first: { $first: '$n' },
          last: { $last: '$n' },
          all: { $push: '$who' },
          set: { $addToSet: '$who' },
        },
      },
    ],
    [{ _id: null, avg: 2.75, min: 1, max: 'b', first: 2, last: 1, all: ['a', 'b', 'a'], set: ['a', 'b'] }],
  ],
  [[{ $group: { _id: { who: '$who', big: { $gte: ['$n', 3] } } } }, { $count: 'groups' }], [{ groups: 4 }]],
  [
    [{ $match: { _id: { $lte: 3 } } }, { $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 3, tags: 'x' },
    ],
  ],
  [
    [
      { $match: { _id: { $in: [1, 2, 4] } } },
      { $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } },
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 1, tags: 'x', i: 0 },
      { _id: 1, tags: 'y', i: 1 },
      { _id: 2, i: null },
      { _id: 4, i: null },
    ],
  ],
  [
    [
      { $match: { _id: 1 } },
      { $addFields: { 'sub.q': 9, twice: { $multiply: ['$n', 2] } } },
      { $project: { sub: 1, twice: 1 } },
    ],
    [
      {
        _id: 1,
        sub: [
          { p: 1, q: 9 },
          { p: 2, q: 9 },
        ],
        twice: 4,
      },
    ],
  ],
  [[{ $match: { _id: 4 } }, { $set: { a: { b: '$n' } } }, { $unset: 'n' }], [{ _id: 4, a: { b: 1 } }]],
  [
    [{ $facet: { count: [{ $count: 'n' }], top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }] } }],
    [{ count: [{ n: 4 }], top: [{ _id: 2, n: 5 }] }],
  ],
  [
    [
      { $match: { _id: { $in: [1, 4] } } },
      { $lookup: { from: 'people', localField: 'who', foreignField: '_id', as: 'person' } },
      { $project: { person: 1 } },
    ],
    [
      { _id: 1, person: [{ _id: 'a', name: 'Anika', age: 30 }] },
      { _id: 4, person: [] },
    ],
  ],
  [
    [
      { $match: { _id: 2 } },
      {
        $lookup: {
          from: 'people',
          let: { who: '$who' },
          pipeline: [{ $match: { $expr: { $ne: ['$_id', '$$who'] } } }, { $project: { _id: 0, name: 1 } }],
          as: 'others',
        },
      },
      { $project: { others: 1 } },
    ],
    [{ _id: 2, others: [{ name: 'Anika' }] }],
  ],
  [
    [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { $mergeObjects: [{ a: 1 }, { b: '$n' }] } } }],
    [{ a: 1, b: 2 }],
  ],
  [[{ $match: { who: 'a' } }, { $sortByCount: '$who' }], [{ _id: 'a', count: 2 }]],
  [
    [{ $bucket: { groupBy: '$n', boundaries: [1, 3, 5], default: 'more', output: { ids: { $push: '$_id' } } } }],
    [
      { _id: 1, ids: [1, 4] },
      { _id: 3, ids: [3] },
      { _id: 'more', ids: [2] },
    ],
  ],
  [[{ $match: { _id: 1 } }, { $project: { _id: 0, m: { $month: '$at' }, s: { $size: '$tags' } } }], [{ m: 1, s: 2 }]],
  [
    [
      { $match: { _id: 1 } },
      { $project: { _id: 0, big: { $filter: { input: '$sub', as: 's', cond: { $gt: ['$$s.p', 1] } } } } },
    ],
    [{ big: [{ p: 2 }] }],
  ],
  [
    [{ $match: { _id: 1 } }, { $project: { _id: 0, day: { $dateToString: { date: '$at', format: '%Y-%m-%d' } } } }],
    [{ day: '2026-01-05' }],
  ],
  [
    [
      { $match: { _id: 4 } },
      { $project: { who: { $ifNull: ['$who', 'none'] }, is: { $cond: [{ $gt: ['$n', 0] }, 'y', 'n'] } } },
    ],
    [{ _id: 4, who: 'none', is: 'y' }],
  ],
  [
    [{ $sort: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
    [{ _id: 2 }, { _id: 3 }],
  ],
  [
    [{ $limit: 1 }, { $unionWith: { coll: 'people', pipeline: [{ $match: { _id: 'b' } }] } }, { $project: { _id: 1 } }],
    [{ _id: 1 }, { _id: 'b' }],
  ],
  [[{ $match: { n: 99 } }, { $count: 'n' }], []],
];

test.each(rows)('%j', async (pipeline, expected) => {
  expect(await orders.aggregate(pipeline).toArray()).toEqual(expected);
});

test('an expression that MongoDB does not know is refused before any document is read', async () => {
  const run = opened.db
    .collection('nothing')
    .aggregate([{ $project: { x: { $foo: 1 } } }])
    .toArray();
  await expect(run).rejects.toMatchObject({ code: 2 });
});

test('a number wider than a double is refused, not rounded', async () => {
  const collection = opened.db.collection('wide');
  await collection.insertOne({ n: mongo.Decimal128.fromString('0.1') });
  const run = collection.aggregate([{ $group: { _id: null, total: { $sum: '$n' } } }]).toArray();
  await expect(run).rejects.toMatchObject({ code: 238 });
});
