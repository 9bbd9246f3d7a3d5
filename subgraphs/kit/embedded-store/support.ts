import type { mongo } from 'mongoose';

/**
 * What the embedded store supports of MongoDB 7.0, and what it leaves to a real server: the one list.
 * `support.test.ts` runs every row against the running store through the real driver, so the list is true.
 */
export interface SupportRow {
  readonly kind: 'command' | 'query' | 'update' | 'stage' | 'expression' | 'option' | 'index';
  readonly name: string;
  /** False: the store answers with an error of MongoDB's that names MONGODB_URL; it never ignores it. */
  readonly isSupported: boolean;
  readonly note: string;
  /** A small use of it, on a database that holds the collection `things` below. */
  readonly run: (db: mongo.Db) => Promise<unknown>;
  /** What a supported row's use gives, at least. */
  readonly answer?: unknown;
}

/** Every row finds these in the collection `things`. */
export const things = [
  { _id: 1, n: 1, tags: ['a', 'b'], at: new Date('2026-01-01T00:00:00Z') },
  { _id: 2, n: 2, tags: [], at: new Date('2026-02-01T00:00:00Z') },
] as const;

type Kind = SupportRow['kind'];
interface Thing {
  _id: number;
  [field: string]: unknown;
}

function yes(kind: Kind, name: string, run: SupportRow['run'], answer?: unknown, note = ''): SupportRow {
  return { kind, name, isSupported: true, note, run, answer };
}

function no(kind: Kind, name: string, run: SupportRow['run'], note = ''): SupportRow {
  return { kind, name, isSupported: false, note, run };
}

function all(db: mongo.Db): mongo.Collection<Thing> {
  return db.collection<Thing>('things');
}

/** A query, and the `_id`s that it finds. */
function query(name: string, filter: mongo.Document, ids: readonly number[], note = ''): SupportRow {
  return yes(
    'query',
    name,
    async (db) => (await all(db).find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id),
    ids,
    note,
  );
}

function noQuery(name: string, filter: mongo.Document, note = ''): SupportRow {
  return no('query', name, (db) => all(db).find(filter).toArray(), note);
}

/** An update of thing 1, and what it looks like then. */
function update(
  name: string,
  change: mongo.Document | mongo.Document[],
  answer: mongo.Document,
  note = '',
): SupportRow {
  const run = (db: mongo.Db) => all(db).findOneAndUpdate({ _id: 1 }, change, { returnDocument: 'after' });
  return yes('update', name, run, answer, note);
}

function stage(name: string, stages: mongo.Document[], answer: readonly mongo.Document[], note = ''): SupportRow {
  return yes('stage', name, (db) => all(db).aggregate(stages).toArray(), answer, note);
}

function noStage(name: string, stages: mongo.Document[], note = ''): SupportRow {
  return no('stage', name, (db) => all(db).aggregate(stages).toArray(), note);
}

/** An expression over thing 1, and its value. */
function expression(name: string, operand: unknown, value: unknown, note = ''): SupportRow {
  const stages = [{ $match: { _id: 1 } }, { $project: { _id: 0, value: operand } }];
  return yes('expression', name, (db) => all(db).aggregate(stages).toArray(), [{ value }], note);
}

function noExpression(name: string, operand: unknown, note = ''): SupportRow {
  return no(
    'expression',
    name,
    (db) =>
      all(db)
        .aggregate([{ $project: { value: operand } }])
        .toArray(),
    note,
  );
}

function command(name: string, body: mongo.Document, answer: mongo.Document = { ok: 1 }, note = ''): SupportRow {
  return yes('command', name, (db) => db.command(body), answer, note);
}

function noCommand(name: string, body: mongo.Document, note = ''): SupportRow {
  return no('command', name, (db) => db.command(body), note);
}

const commands: readonly SupportRow[] = [
  command(
    'hello',
    { hello: 1 },
    { isWritablePrimary: true, setName: 'nagarik' },
    'the primary of a replica set of one',
  ),
  command('ping', { ping: 1 }),
  command('buildInfo', { buildInfo: 1 }, { version: '7.0.0' }),
  command('insert', { insert: 'others', documents: [{ _id: 1 }] }, { n: 1 }),
  command('update', { update: 'things', updates: [{ q: { _id: 1 }, u: { $set: { n: 5 } } }] }, { n: 1, nModified: 1 }),
  command('delete', { delete: 'things', deletes: [{ q: { _id: 1 }, limit: 1 }] }, { n: 1 }),
  command('find', { find: 'things', filter: { _id: 1 } }, { cursor: { firstBatch: [{ _id: 1 }] } }),
  command('findAndModify', { findAndModify: 'things', query: { _id: 1 }, remove: true }, { value: { _id: 1 } }),
  yes('command', 'getMore', async (db) => (await all(db).find().batchSize(1).toArray()).length, 2),
  command('killCursors', { killCursors: 'things', cursors: [] }),
  command('aggregate', { aggregate: 'things', pipeline: [], cursor: {} }),
  command('count', { count: 'things', query: { n: 1 } }, { n: 1 }),
  command('distinct', { distinct: 'things', key: 'tags' }, { values: ['a', 'b'] }),
  command('create', { create: 'fresh' }),
  command('drop', { drop: 'things' }),
  command('dropDatabase', { dropDatabase: 1 }),
  command(
    'createIndexes',
    { createIndexes: 'things', indexes: [{ key: { n: 1 }, name: 'n' }] },
    { numIndexesAfter: 2 },
  ),
  command('listIndexes', { listIndexes: 'things' }, { cursor: { firstBatch: [{ name: '_id_' }] } }),
  yes(
    'command',
    'dropIndexes',
    async (db) => {
      await all(db).createIndex({ n: 1 });
      return db.command({ dropIndexes: 'things', index: '*' });
    },
    { nIndexesWas: 2 },
  ),
  command('listCollections', { listCollections: 1 }, { cursor: { firstBatch: [{ name: 'things' }] } }),
  yes('command', 'listDatabases', (db) => db.admin().listDatabases(), { ok: 1 }),
  command('dbStats', { dbStats: 1 }, { objects: 2 }),
  command('endSessions', { endSessions: [] }),
  command(
    'nagarikStats',
    { nagarikStats: 1 },
    { collections: { things: { count: 2 } } },
    'ours: rows read, by collection',
  ),
  noCommand('explain', { explain: { find: 'things' } }, 'nagarikStats counts what was read'),
  noCommand('mapReduce', { mapReduce: 'things' }),
  noCommand('collMod', { collMod: 'things' }),
  noCommand('renameCollection', { renameCollection: 'test.things', to: 'test.x' }),
  noCommand('commitTransaction', { commitTransaction: 1 }),
  noCommand(
    'bulkWrite',
    { bulkWrite: 1 },
    'of MongoDB 8.0; the driver’s and mongoose’s bulkWrite of a collection work',
  ),
  noCommand('createUser', { createUser: 'x' }, 'one user, with the password the store is started with'),
  noCommand('serverStatus', { serverStatus: 1 }),
];

const queries: readonly SupportRow[] = [
  query('$eq', { n: { $eq: 1 } }, [1]),
  query('$ne', { n: { $ne: 1 } }, [2]),
  query('$gt $gte', { n: { $gt: 1, $gte: 2 } }, [2]),
  query('$lt $lte', { n: { $lt: 2, $lte: 1 } }, [1]),
  query('$in $nin', { n: { $in: [1, 2], $nin: [2] } }, [1]),
  query('$and $or $nor', { $and: [{ $or: [{ n: 1 }, { n: 2 }] }, { $nor: [{ n: 2 }] }] }, [1]),
  query('$not', { n: { $not: { $gt: 1 } } }, [1]),
  query('$exists', { tags: { $exists: true } }, [1, 2]),
  query('$type', { at: { $type: 'date' } }, [1, 2]),
  query('$regex', { tags: { $regex: '^A', $options: 'i' } }, [1], 'as JavaScript reads it; the options i, m and s'),
  query('$mod', { n: { $mod: [2, 0] } }, [2]),
  query('$all', { tags: { $all: ['a', 'b'] } }, [1]),
  query('$elemMatch', { tags: { $elemMatch: { $gte: 'b' } } }, [1]),
  query('$size', { tags: { $size: 0 } }, [2]),
  query('$bitsAllSet …', { n: { $bitsAllSet: 2, $bitsAnySet: 3, $bitsAllClear: 1, $bitsAnyClear: 1 } }, [2]),
  query('$expr', { $expr: { $eq: ['$n', 1] } }, [1]),
  query('$comment', { $comment: 'why', n: 1 }, [1]),
  noQuery('$where', { $where: 'true' }),
  noQuery('$text', { $text: { $search: 'x' } }),
  noQuery('$jsonSchema', { $jsonSchema: {} }),
  noQuery('$near', { at: { $near: [0, 0] } }),
  noQuery('$geoWithin', { at: { $geoWithin: {} } }),
  noQuery('$regex with option x', { tags: { $regex: 'a', $options: 'x' } }),
];

const updates: readonly SupportRow[] = [
  update('$set', { $set: { 'x.y': 1 } }, { x: { y: 1 } }),
  update('$unset', { $unset: { at: '' } }, { _id: 1, n: 1, tags: ['a', 'b'] }),
  update('$inc', { $inc: { n: 1 } }, { n: 2 }, '32- and 64-bit integers and doubles; Decimal128 is refused'),
  update('$mul', { $mul: { n: 3 } }, { n: 3 }),
  update('$min $max', { $min: { n: 0 }, $max: { m: 9 } }, { n: 0, m: 9 }),
  update('$rename', { $rename: { n: 'm' } }, { m: 1 }),
  update('$currentDate', { $currentDate: { when: true } }, { n: 1 }),
  update('$bit', { $bit: { n: { or: 4 } } }, { n: 5 }),
  update(
    '$push, $each, $position, $sort, $slice',
    { $push: { tags: { $each: ['0'], $sort: 1, $slice: 2 } } },
    { tags: ['0', 'a'] },
  ),
  update('$addToSet', { $addToSet: { tags: 'a' } }, { tags: ['a', 'b'] }),
  update('$pop', { $pop: { tags: 1 } }, { tags: ['a'] }),
  update('$pull', { $pull: { tags: { $in: ['a'] } } }, { tags: ['b'] }),
  update('$pullAll', { $pullAll: { tags: ['a', 'b'] } }, { tags: [] }),
  update('$[]', { $set: { 'tags.$[]': 'c' } }, { tags: ['c', 'c'] }),
  yes('update', '$', (db) => all(db).updateOne({ tags: 'b' }, { $set: { 'tags.$': 'c' } }), { modifiedCount: 1 }),
  yes(
    'update',
    '$[identifier] with arrayFilters',
    (db) => all(db).updateOne({ _id: 1 }, { $set: { 'tags.$[t]': 'c' } }, { arrayFilters: [{ t: 'a' }] }),
    { modifiedCount: 1 },
  ),
  yes(
    'update',
    'upsert, $setOnInsert',
    (db) => all(db).findOneAndUpdate({ _id: 9 }, { $setOnInsert: { a: 1 } }, { upsert: true, returnDocument: 'after' }),
    { _id: 9, a: 1 },
  ),
  yes('update', 'replacement', (db) => all(db).replaceOne({ _id: 1 }, { fresh: 1 }), { modifiedCount: 1 }),
  update(
    'pipeline',
    [{ $set: { m: { $add: ['$n', 1] } } }],
    { m: 2 },
    '$set, $addFields, $unset, $project, $replaceRoot, $replaceWith',
  ),
  no('update', '$inc of a Decimal128', async (db) => {
    const { Decimal128 } = await import('bson');
    const change: mongo.Document = { $inc: { n: Decimal128.fromString('0.1') } };
    return all(db).updateOne({ _id: 1 }, change);
  }),
];

const stages: readonly SupportRow[] = [
  stage(
    '$match',
    [{ $match: { n: 1 } }, { $project: { _id: 1 } }],
    [{ _id: 1 }],
    'leading ones use indexes, with $sort, $skip and $limit',
  ),
  stage(
    '$sort $skip $limit',
    [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }],
    [{ _id: 1, n: 1 }],
  ),
  stage('$project', [{ $project: { _id: 0, twice: { $multiply: ['$n', 2] } } }], [{ twice: 2 }, { twice: 4 }]),
  stage(
    '$addFields $set $unset',
    [{ $set: { m: '$n' } }, { $unset: ['n', 'at', 'tags'] }],
    [
      { _id: 1, m: 1 },
      { _id: 2, m: 2 },
    ],
  ),
  stage('$group', [{ $group: { _id: null, sum: { $sum: '$n' } } }], [{ _id: null, sum: 3 }]),
  stage(
    '$unwind',
    [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
    ],
  ),
  stage('$facet $count', [{ $facet: { all: [{ $count: 'n' }] } }], [{ all: [{ n: 2 }] }]),
  stage(
    '$lookup',
    [
      { $lookup: { from: 'things', localField: 'n', foreignField: '_id', as: 'same' } },
      { $project: { n: { $size: '$same' } } },
    ],
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 1 },
    ],
    'within a database, by fields (through their index) or by a pipeline',
  ),
  stage('$unionWith', [{ $unionWith: 'things' }, { $count: 'n' }], [{ n: 4 }]),
  stage('$replaceRoot $replaceWith', [{ $match: { _id: 1 } }, { $replaceWith: { a: '$n' } }], [{ a: 1 }]),
  stage('$sortByCount', [{ $sortByCount: '$none' }], [{ _id: null, count: 2 }]),
  stage(
    '$bucket',
    [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 4] } }],
    [
      { _id: 0, count: 1 },
      { _id: 2, count: 1 },
    ],
  ),
  stage('$sample', [{ $sample: { size: 9 } }, { $count: 'n' }], [{ n: 2 }]),
  noStage('$out', [{ $out: 'x' }]),
  noStage('$merge', [{ $merge: 'x' }]),
  noStage('$graphLookup', [{ $graphLookup: {} }]),
  noStage('$setWindowFields', [{ $setWindowFields: {} }]),
  noStage('$bucketAuto', [{ $bucketAuto: {} }]),
  noStage('$densify $fill', [{ $densify: {} }]),
  noStage('$redact', [{ $redact: '$$KEEP' }]),
  noStage('$geoNear', [{ $geoNear: {} }]),
  noStage('$search', [{ $search: {} }]),
  noStage('$collStats $indexStats', [{ $collStats: {} }]),
  no('stage', '$changeStream', (db) => db.collection('things').watch().next(), 'change streams'),
];

/** A name apart, lest the linter take the object for a promise. */
const branchResult = 'then';

const expressions: readonly SupportRow[] = [
  expression(
    'arithmetic',
    { $add: ['$n', { $multiply: [2, 3] }] },
    7,
    'up to 2^53; wider numbers and Decimal128 are refused',
  ),
  expression('comparison', { $and: [{ $gt: ['$n', 0] }, { $lt: ['$n', 'text'] }] }, true),
  expression('conditional', { $cond: [{ $eq: ['$n', 1] }, 'one', { $ifNull: ['$none', 'x'] }] }, 'one'),
  expression('array', { $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } }, ['a!', 'b!']),
  expression('set', { $setUnion: ['$tags', ['b']] }, ['a', 'b']),
  expression('string', { $toUpper: { $arrayElemAt: ['$tags', 0] } }, 'A'),
  expression('date', { $dateToString: { date: '$at', format: '%Y-%m-%d' } }, '2026-01-01'),
  expression('object', { $mergeObjects: [{ a: 1 }, { b: '$n' }] }, { a: 1, b: 1 }),
  expression('$let', { $let: { vars: { x: '$n' }, in: { $subtract: ['$$x', 1] } } }, 0),
  expression(
    '$switch',
    { $switch: { branches: [{ case: { $eq: ['$n', 1] }, [branchResult]: 'y' }], default: 'n' } },
    'y',
  ),
  noExpression('$function', { $function: { body: '', args: [], lang: 'js' } }),
  noExpression('$convert', { $convert: { input: '$n', to: 'string' } }, '$toString, $toInt and their kin work'),
  noExpression('$median', { $median: { input: '$n', method: 'approximate' } }),
];

const options: readonly SupportRow[] = [
  yes(
    'option',
    'projection',
    (db) => all(db).findOne({ _id: 1 }, { projection: { n: 1 } }),
    { _id: 1, n: 1 },
    'with $slice, $elemMatch, field.$ and expressions',
  ),
  yes(
    'option',
    'hint',
    (db) => all(db).find({ n: 1 }).hint('_id_').toArray(),
    [{ _id: 1 }],
    'taken and not followed: the answer is the same',
  ),
  yes('option', 'collation simple', (db) => all(db).find({ n: 1 }).collation({ locale: 'simple' }).toArray(), [
    { _id: 1 },
  ]),
  yes(
    'option',
    'let',
    (db) =>
      all(db)
        .find({ $expr: { $eq: ['$n', '$$x'] } }, { let: { x: 1 } })
        .toArray(),
    [{ _id: 1 }],
  ),
  yes('option', 'readConcern', (db) => all(db).find({ n: 1 }, { readConcern: 'majority' }).toArray(), [{ _id: 1 }]),
  yes(
    'option',
    'writeConcern',
    (db) => all(db).updateOne({ _id: 1 }, { $set: { n: 9 } }, { writeConcern: { w: 'majority', journal: true } }),
    { modifiedCount: 1 },
    'every write is on the disk before its answer',
  ),
  yes(
    'option',
    'retryable writes',
    async (db) => (await db.command({ hello: 1 })).logicalSessionTimeoutMinutes,
    30,
    'applied once, also over a kill',
  ),
  yes(
    'option',
    'maxTimeMS',
    (db) => all(db).find({ n: 1 }).maxTimeMS(1_000).toArray(),
    [{ _id: 1 }],
    'taken; no command is ended by it',
  ),
  no('option', 'collation', (db) => all(db).find({ n: 1 }).collation({ locale: 'bn' }).toArray()),
  no('option', 'transactions', async (db) => {
    const session = db.client.startSession();
    try {
      return await session.withTransaction(() => all(db).insertOne({ _id: 9 }, { session }));
    } finally {
      await session.endSession();
    }
  }),
  no('option', 'readConcern snapshot', (db) => db.command({ find: 'things', readConcern: { level: 'snapshot' } })),
  no('option', 'tailable cursors', (db) => all(db).find({}, { tailable: true }).toArray()),
  no('option', 'capped collections', (db) => db.createCollection('capped', { capped: true, size: 1000 })),
  no('option', 'time series', (db) => db.createCollection('series', { timeseries: { timeField: 'at' } })),
  no('option', 'views', (db) => db.createCollection('view', { viewOn: 'things' })),
  no('option', 'validators', (db) => db.createCollection('checked', { validator: { n: 1 } })),
  no('option', 'explain', (db) => all(db).find({}).explain()),
];

const indexes: readonly SupportRow[] = [
  yes('index', 'unique, compound', (db) => all(db).createIndex({ n: 1, at: -1 }, { unique: true }), 'n_1_at_-1'),
  yes('index', 'multikey', (db) => all(db).createIndex({ tags: 1 }), 'tags_1'),
  yes('index', 'sparse', (db) => all(db).createIndex({ x: 1 }, { sparse: true }), 'x_1'),
  yes('index', 'partial', (db) => all(db).createIndex({ n: 1 }, { partialFilterExpression: { n: { $gt: 1 } } }), 'n_1'),
  yes('index', 'TTL', (db) => all(db).createIndex({ at: 1 }, { expireAfterSeconds: 2_000_000_000 }), 'at_1'),
  no('index', 'text', (db) => all(db).createIndex({ tags: 'text' })),
  no('index', '2dsphere', (db) => all(db).createIndex({ at: '2dsphere' })),
  no('index', 'hashed', (db) => all(db).createIndex({ n: 'hashed' })),
  no('index', 'wildcard', (db) => all(db).createIndex({ '$**': 1 })),
  no('index', 'hidden', (db) => all(db).createIndex({ n: 1 }, { hidden: true })),
  no('index', 'collation', (db) => all(db).createIndex({ n: 1 }, { collation: { locale: 'bn' } })),
];

export const support: readonly SupportRow[] = [
  ...commands,
  ...queries,
  ...updates,
  ...stages,
  ...expressions,
  ...options,
  ...indexes,
];
