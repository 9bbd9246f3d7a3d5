import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareValues, encodeKey } from './bson/key.ts';
import { keyField, sortKey } from './index/keys.ts';
import { type AnyDocument, openTestStore, type TestStore } from './store-for-test.ts';

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('a', 'b', 'ab', ''),
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom(new Date(0), new Date(5)),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ b: scalar }) },
  { weight: 1, arbitrary: fc.array(fc.record({ b: scalar }), { maxLength: 2 }) },
);
/** `b` is never an array: two arrays in one index are refused, which is another test's. */
const document = fc.record({ a: value, b: scalar, c: value }, { requiredKeys: [] });

const condition = fc.oneof(
  scalar,
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.constant({ $regex: '^a' }),
);
const filter: fc.Arbitrary<AnyDocument> = fc.oneof(
  fc.record({ a: condition, b: condition, 'a.b': condition, c: condition }, { requiredKeys: [] }),
  fc.record({
    $or: fc.array(fc.record({ a: condition, b: condition }, { requiredKeys: ['a'] }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ $and: fc.tuple(fc.record({ a: condition }), fc.record({ a: condition })) }),
);
const direction = fc.constantFrom<1 | -1>(1, -1);
const sort = fc.constantFrom('a', 'b', 'a.b', 'c').chain((first) => fc.tuple(fc.constant(first), direction, direction));

const indexes = [{ a: 1 }, { b: -1, a: 1 }, { b: 1, c: -1 }, { 'a.b': 1 }, { 'a.b': -1, b: 1 }] as const;

test('with indexes and without, any find finds the same in the same order', async () => {
  const runs = fc.record({
    documents: fc.array(document, { minLength: 1, maxLength: 25 }),
    finds: fc.array(fc.record({ filter, sort }), { minLength: 1, maxLength: 8 }),
  });
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(runs, async ({ documents, finds }) => {
      const scanned = opened.db.collection<AnyDocument>(`scan${serial}`);
      const indexed = opened.db.collection<AnyDocument>(`index${serial++}`);
      for (const index of indexes) await indexed.createIndex({ ...index });
      for (const collection of [scanned, indexed]) {
        await collection.insertMany(documents.map((doc, _id) => ({ ...doc, _id })));
      }
      for (const { filter: query, sort: order } of finds) {
        const [path, up, last] = order;
        const read = (collection: mongo.Collection<AnyDocument>) =>
          collection
            .find(query)
            .sort({ [path]: up, _id: last })
            .toArray();
        const [expected, found] = [await read(scanned), await read(indexed)];
        expect(found).toEqual(expected);
        const unsorted = await indexed.find(query).toArray();
        expect(unsorted).toHaveLength(expected.length);
        // Sorted by the one field, as an index may give it: ties come in any order, so only the keys are compared.
        const fields = [keyField(path, up === -1)];
        const keysOf = (docs: AnyDocument[]) => docs.map((doc) => sortKey(fields, { ...doc }).toString('hex'));
        const byField = await indexed
          .find(query)
          .sort({ [path]: up })
          .toArray();
        expect(keysOf(byField)).toEqual(keysOf(expected));
        const paged = await indexed
          .find(query)
          .sort({ [path]: up })
          .skip(1)
          .limit(3)
          .toArray();
        expect(keysOf(paged)).toEqual(keysOf(expected).slice(1, 4));
      }
      await scanned.drop();
      await indexed.drop();
    }),
    { numRuns: 60 },
  );
});

/** What a client may do, and the same on a plain map. */
type Operation =
  | { kind: 'insert'; id: number; n: number }
  | { kind: 'set'; from: number; n: number; many: boolean }
  | { kind: 'inc'; id: number; by: number; upsert: boolean }
  | { kind: 'delete'; from: number; many: boolean }
  | { kind: 'find'; from: number };

const small = fc.integer({ min: 0, max: 9 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), id: small, n: small }),
  fc.record({ kind: fc.constant('set' as const), from: small, n: small, many: fc.boolean() }),
  fc.record({ kind: fc.constant('inc' as const), id: small, by: small, upsert: fc.boolean() }),
  fc.record({ kind: fc.constant('delete' as const), from: small, many: fc.boolean() }),
  fc.record({ kind: fc.constant('find' as const), from: small }),
);

/** Documents by `_id`, with a unique `u` that is the `_id`'s text; what MongoDB would hold. */
class Model {
  readonly docs = new Map<number, number>();

  /** Matching documents in the order of `n`, then `_id`. */
  from(n: number): [number, number][] {
    return [...this.docs].filter(([, own]) => own >= n).sort(([a, x], [b, y]) => x - y || a - b);
  }
}

async function apply(operation: Operation, collection: mongo.Collection<AnyDocument>, model: Model): Promise<void> {
  switch (operation.kind) {
    case 'insert': {
      const { id, n } = operation;
      const isThere = model.docs.has(id);
      const insert = collection.insertOne({ _id: id, u: String(id), n });
      if (isThere) await expect(insert).rejects.toMatchObject({ code: 11000 });
      else await insert;
      if (!isThere) model.docs.set(id, n);
      return;
    }
    case 'set': {
      const { from, n, many } = operation;
      const matching = model.from(from);
      if (!many) {
        const before = await collection.findOneAndUpdate(
          { n: { $gte: from } },
          { $set: { n } },
          { sort: { n: 1, _id: 1 } },
        );
        const [first] = matching;
        expect(before?._id).toBe(first?.[0]);
        if (first !== undefined) model.docs.set(first[0], n);
        return;
      }
      const result = await collection.updateMany({ n: { $gte: from } }, { $set: { n } });
      expect(result.matchedCount).toBe(matching.length);
      expect(result.modifiedCount).toBe(matching.filter(([, own]) => own !== n).length);
      for (const [id] of matching) model.docs.set(id, n);
      return;
    }
    case 'inc': {
      const { id, by, upsert } = operation;
      const change: mongo.Document = { $inc: { n: by } };
      await collection.updateOne({ _id: id, u: String(id) }, change, { upsert });
      if (model.docs.has(id) || upsert) model.docs.set(id, (model.docs.get(id) ?? 0) + by);
      return;
    }
    case 'delete': {
      const { from, many } = operation;
      const matching = model.from(from);
      if (many) expect((await collection.deleteMany({ n: { $gte: from } })).deletedCount).toBe(matching.length);
      else await collection.findOneAndDelete({ n: { $gte: from } }, { sort: { n: 1, _id: 1 } });
      for (const [id] of many ? matching : matching.slice(0, 1)) model.docs.delete(id);
      return;
    }
    case 'find': {
      const found = await collection
        .find({ n: { $gte: operation.from } })
        .sort({ n: 1, _id: 1 })
        .toArray();
      expect(found.map(({ _id, n }) => [_id, n])).toEqual(model.from(operation.from));
    }
  }
}

test('any sequence of operations leaves what a plain map would hold', async () => {
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 25 }), fc.boolean(), async (operations, hasIndexes) => {
      const collection = opened.db.collection<AnyDocument>(`sequence${serial++}`);
      if (hasIndexes) {
        await collection.createIndex({ n: 1, _id: 1 });
        await collection.createIndex({ u: 1 }, { unique: true });
      }
      const model = new Model();
      for (const one of operations) await apply(one, collection, model);
      const stored = await collection.find().sort({ _id: 1 }).toArray();
      const held = [...model.docs].sort(([a], [b]) => a - b);
      expect(stored.map(({ _id, n }) => [_id, n])).toEqual(held);
      await opened.db.dropCollection(collection.collectionName);
    }),
    { numRuns: 60 },
  );
});

test('the bytes of two numbers are in the order of the numbers', () => {
  const double = fc.double();
  fc.assert(
    fc.property(double, double, (a, b) => {
      const order = Buffer.compare(encodeKey(a), encodeKey(b));
      if (Number.isNaN(a) || Number.isNaN(b)) return Object.is(a, b) ? order === 0 : order !== 0;
      return a === b ? order === 0 : Math.sign(order) === (a < b ? -1 : 1);
    }),
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), double, (a, b) => {
      if (!Number.isFinite(b)) return true;
      const order = Math.sign(compareValues(a, b));
      const exact = a < b ? -1 : a > b ? 1 : 0; // JavaScript compares a bigint with a double exactly
      return order === exact;
    }),
  );
});

test('the bytes of two texts are in the order of their UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
      return Buffer.compare(encodeKey(a), encodeKey(b)) === expected && (a !== b || isDeepStrictEqual(a, b));
    }),
  );
});
