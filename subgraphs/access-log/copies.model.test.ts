/** Looks lie in blocks here, and everybody reads them as if each lay alone. */
import fc from 'fast-check';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccessEntry, genesis, link } from '#kit/access-log/chain.ts';
import type { Look } from '#kit/access-log/look.ts';
import { connect } from '#kit/storage/connect.ts';
import type { PageRequest } from '#kit/storage/page.ts';
import { testDatabase } from '#kit/test/database.ts';
import { lookAt } from '#kit/test/look.ts';
import { type AccessRecord, COPIES, recordOf } from './copied-blocks.ts';
import { copiesOn } from './copies.model.ts';
import { headsOn } from './heads.model.ts';

const { url, prefix, drop } = testDatabase();
let connection: Connection;
beforeAll(async () => {
  connection = await connect(url, `${prefix}copies`);
});
afterAll(async () => {
  await drop();
  await connection.close();
});

let number = 0;
/** A database of its own, and on it as many processes as are wanted. */
async function fresh() {
  const database = connection.useDb(`${prefix}copies-${++number}`);
  const one = copiesOn(database);
  await one.prepare();
  return { database, one, other: copiesOn(database) };
}
type Copies = ReturnType<typeof copiesOn>;

const NOON = Date.parse('2026-03-03T06:00:00Z');
const WRITERS = ['health', 'land', 'land-two'];
/** Rahima's names; the second is known by her number. */
const RAHIMA = 'rahima';
const NAMES = [RAHIMA, 'nid:1990'];

const someLook = fc.record({
  ms: fc.nat(100),
  citizen: fc.constantFrom(...NAMES, 'karim', 'salma'),
  role: fc.constantFrom('OFFICIAL' as const, 'CITIZEN' as const),
  person: fc.constantFrom(RAHIMA, 'official-1'),
});
/** Looks of about one moment; those of another telling lie in the same second, or long before or after. */
const someTelling = fc.record({
  writer: fc.constantFrom(...WRITERS),
  sinceMs: fc.constantFrom(0, 50, 450, 900, 30_000),
  looks: fc.array(someLook, { minLength: 1, maxLength: 60, size: 'max' }),
  isOld: fc.boolean(),
});
type Telling = typeof someTelling extends fc.Arbitrary<infer Value> ? Value : never;

function looksOf({ looks, sinceMs }: Telling): Look[] {
  return looks.map(({ ms, citizen, role, person }) =>
    lookAt(citizen, { at: new Date(NOON + sinceMs + ms), by: { ...lookAt('').by, role, person } }),
  );
}

/** Chains that grew by tellings, each with what an earlier release copied as documents of their own. */
async function told(copies: Copies, database: Connection, tellings: readonly Telling[]): Promise<AccessRecord[]> {
  const chains = new Map<string, AccessEntry[]>();
  for (const telling of tellings) {
    const { isOld, writer } = telling;
    const chain = chains.get(writer) ?? [];
    const entries = link(chain.at(-1) ?? genesis(writer), looksOf(telling));
    if (isOld)
      await database.collection<AccessRecord>(COPIES).insertMany(entries.map((entry) => recordOf(writer, entry)));
    else expect(await copies.take(writer, entries)).toBe(entries.at(-1)?.seq);
    chains.set(writer, [...chain, ...entries]);
  }
  return [...chains].flatMap(([writer, entries]) => entries.map((entry) => recordOf(writer, entry)));
}

/** A citizen's list from the first page to the last. */
async function walk(copies: Copies, first: number): Promise<AccessRecord[]> {
  const walked: AccessRecord[] = [];
  for (let after: string | null = null; ; ) {
    const request: PageRequest = { first, after };
    const { edges, hasNextPage, hasPreviousPage } = await copies.ofCitizen(RAHIMA, NAMES, request);
    expect(hasPreviousPage).toBe(after !== null);
    walked.push(...edges.map(({ node }) => node));
    const last = edges.at(-1);
    if (!hasNextPage || !last) return walked;
    expect(edges).toHaveLength(first);
    after = last.cursor;
  }
}

test('a list without a cursor’s instant has none: nothing of it would be behind', async () => {
  const { one } = await fresh();
  const after = Buffer.from(JSON.stringify(['at', null, 'land-000000000001'])).toString('base64url');
  await expect(one.ofCitizen(RAHIMA, NAMES, { first: 1, after })).rejects.toThrow('not a cursor of this list');
});

const byIdOf = (one: AccessRecord, other: AccessRecord) => (one._id < other._id ? -1 : 1);

test('in whatever blocks looks lie, a citizen’s list, the ids, the heads and the chain are those of the looks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someTelling, { maxLength: 6 }),
      fc.integer({ min: 1, max: 30 }),
      async (tellings, first) => {
        const { database, one, other } = await fresh();
        const all = await told(one, database, tellings);
        const own = all
          .filter(({ by, citizen }) => NAMES.includes(citizen) && !(by.person === RAHIMA && by.role === 'CITIZEN'))
          .sort((a, b) => b.at.getTime() - a.at.getTime() || byIdOf(b, a));
        expect(await walk(one, first)).toEqual(own);
        expect(await (await one.ofCitizen(RAHIMA, NAMES, { first })).totalCount()).toBe(own.length);
        if (all.length > 0) {
          const some = all.filter((_, index) => index % 7 === 0);
          const found = await one.byIds([...some.map(({ _id }) => _id), 'land-999999999999', 'no-such-look']);
          expect(found.sort(byIdOf)).toEqual(some.sort(byIdOf));
        }
        const noon = new Date(NOON + 500);
        for (const writer of WRITERS) {
          const chain = all.filter((each) => each.writer === writer);
          const headOf = (last: AccessRecord | undefined) =>
            last ? { seq: last.seq, hash: last.hash } : genesis(writer);
          expect(await one.headOf(writer)).toEqual(headOf(chain.at(-1)));
          expect(await one.headBefore(writer, noon)).toEqual(headOf(chain.findLast(({ at }) => at < noon)));
          // A process that has just started has none of it in memory.
          for (const judged of [0, Math.floor(chain.length / 2)])
            expect(await other.unjudged({ _id: writer, judged }, 40)).toEqual(chain.slice(judged, judged + 40));
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('looks that came together lie together', async () => {
  const { database, one } = await fresh();
  const looks = Array.from({ length: 60 }, (_, index) => lookAt(`citizen-${index}`));
  await one.take('land', link(genesis('land'), looks));
  const blocks = await database.collection<{ _id: string; last: number }>(COPIES).find().toArray();
  expect(blocks.map(({ last }) => last)).toEqual([25, 50, 60]);
});

test('two processes that are told the same, cut in other places, take it once', async () => {
  const { database, one, other } = await fresh();
  const entries = link(
    genesis('land'),
    Array.from({ length: 100 }, () => lookAt(RAHIMA)),
  );
  for (let from = 0; from < 100; from += 20)
    await Promise.all([
      one.take('land', entries.slice(from, from + 20)),
      other.take('land', entries.slice(from, from + 13)),
    ]);
  await one.take('land', entries.slice((await one.headOf('land')).seq));
  expect(await one.headOf('land')).toMatchObject({ seq: 100 });
  expect(await copiesOn(database).unjudged({ _id: 'land', judged: 0 }, 200)).toHaveLength(100);
});

describe('when somebody has made a block unreadable', () => {
  const broken = async () => {
    const { database, one, other } = await fresh();
    const looks = Array.from({ length: 60 }, () => lookAt(RAHIMA));
    await one.take('land', link(genesis('land'), looks));
    await one.take('health', link(genesis('health'), looks));
    await database
      .collection<{ _id: string }>(COPIES)
      .updateOne({ _id: 'land-000000000051' }, { $set: { entries: '[' } });
    return { database, one, other };
  };

  test('what comes before it is sought, and then it is told', async () => {
    const { other } = await broken();
    expect(await other.unjudged({ _id: 'land', judged: 0 }, 100)).toHaveLength(50);
    await expect(other.unjudged({ _id: 'land', judged: 50 }, 100)).rejects.toThrow('verify-access-log');
  });

  test('the other looks of a page are shown', async () => {
    const { one } = await broken();
    const found = await one.byIds(['land-000000000052', 'land-000000000002', 'health-000000000052']);
    expect(found.map(({ _id }) => _id).sort()).toEqual(['health-000000000052', 'land-000000000002']);
  });

  test('a citizen’s list shows their other looks', async () => {
    const { one } = await broken();
    expect(await walk(one, 100)).toHaveLength(50 + 60);
  });

  test('and an open one that lacks a part takes none of them away', async () => {
    const { database, one } = await broken();
    await one.take('posts', link(genesis('posts'), [lookAt(RAHIMA)]));
    for (const part of ['purpose', 'by', 'at']) {
      await database.collection<{ _id: string }>(COPIES).updateOne({ writer: 'posts' }, { $unset: { [part]: 1 } });
      expect(await walk(one, 100)).toHaveLength(50 + 60);
    }
    const { totalCount } = await one.ofCitizen(RAHIMA, NAMES, { first: 1 });
    expect(await totalCount()).toBe(60 + 60 + 1);
  });

  test('the heads of the other writers are published, and its own when it can be read again', async () => {
    const { database, one } = await broken();
    const heads = headsOn(database, one, { now: () => new Date(NOON + 86_400_000) });
    const published = async () => (await heads.of('2026-03-03')).map(({ writer }) => writer);
    await one.take('posts', link(genesis('posts'), [lookAt(RAHIMA)]));
    await expect(heads.publish()).rejects.toThrow('verify-access-log');
    expect(await published()).toEqual(['health', 'posts']);
    await expect(heads.publish()).rejects.toThrow('verify-access-log');
    await database.collection<{ _id: string }>(COPIES).deleteOne({ _id: 'land-000000000051' });
    await heads.publish();
    expect(await published()).toEqual(['health', 'land', 'posts']);
  });
});

test('behind what is no entry nothing is taken', async () => {
  const { database, one } = await fresh();
  await database.collection<{ _id: string }>(COPIES).insertOne({ _id: 'land-00000000000x' });
  await expect(one.take('land', link(genesis('land'), [lookAt(RAHIMA)]))).rejects.toThrow('verify-access-log');
});
