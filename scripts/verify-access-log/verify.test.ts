/** Somebody with the databases' passwords changes the logs of looks: each way of it is found and named. */
import { inspect } from 'node:util';
import mongoose, { type Connection, mongo, Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COPIES, recordOf } from '../../subgraphs/access-log/copied-blocks.ts';
import { copiesOn } from '../../subgraphs/access-log/copies.model.ts';
import { headsOn } from '../../subgraphs/access-log/heads.model.ts';
import { accessLog } from '../../subgraphs/kit/access-log/access-log.ts';
import { ACCESSES, type Block, blockOf, entriesOf, idBeside } from '../../subgraphs/kit/access-log/blocks.ts';
import { type AccessEntry, genesis, link } from '../../subgraphs/kit/access-log/chain.ts';
import { testDatabase } from '../../subgraphs/kit/test/database.ts';
import { lookAt } from '../../subgraphs/kit/test/look.ts';
import { inWords, verifyAccessLogs } from './verify.ts';

const { url, prefix: all, drop } = testDatabase();
const NEXT_MORNING = new Date('2026-03-04T02:00:00Z');

const look = (citizen: string) => lookAt(citizen, { applicationId: 'land-1', service: 'land-mutation' });

let connection: Connection;
beforeAll(async () => {
  connection = await mongoose.createConnection(url).asPromise();
});
afterAll(async () => {
  await connection.close();
  await drop();
});

let number = 0;
let [prefix, own, center]: [string, Connection, Connection] = ['', mongoose.connection, mongoose.connection];
const TEN = Array.from({ length: 10 }, (_, index) => look(`citizen-${index + 1}`));
/** Ten looks of one writer, one after the other, seven of them copied. */
beforeEach(async () => {
  prefix = `${all}${++number}_`;
  own = connection.useDb(`${prefix}land`);
  center = connection.useDb(`${prefix}access-log`);
  const log = accessLog(own, 'land');
  for (const each of TEN) await log.record([each]);
  await copies().take('land', await log.after(0, 7));
});
const copies = () => copiesOn(connection.useDb(`${prefix}access-log`));
const entries = () => own.collection<Block>(ACCESSES);
const copied = () => center.collection<{ _id: string; [said: string]: unknown }>(COPIES);
const copyId = (seq: number) => idBeside('land', seq);
const found = async () => (await verifyAccessLogs(connection, prefix)).findings;
const inOwnLog = (seq: number, fault: string) => ({ writer: 'land', place: 'own log', seq, fault });
const inCopy = (seq: number, fault: string) => ({ writer: 'land', place: 'copy', seq, fault });
const entry = async (seq: number) => {
  const there = await entries().findOne({ _id: seq });
  const [found] = there ? entriesOf(there) : [];
  if (!found) throw new Error(`there is no entry ${seq}`);
  return found;
};
const lastEntry = async () => {
  const [last] = await accessLog(own, 'land').after(9, 1);
  if (!last) throw new Error('there is no last entry');
  return last;
};
/** Puts an entry at a place, whatever place it says of itself. */
const put = (_id: number, { seq: _, ...each }: AccessEntry) =>
  entries().replaceOne({ _id }, { ...each }, { upsert: true });

test('logs that nobody touched are whole, also while some is not copied yet', async () => {
  expect(await verifyAccessLogs(connection, prefix)).toEqual({ entries: 10, findings: [] });
});

describe('in a log', () => {
  test('a changed entry is named', async () => {
    await entries().updateOne({ _id: 4 }, { $set: { citizen: 'karim' } });
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
  });

  test.each(['by', 'at', 'purpose', 'hash'])('an entry without its %s is named', async (part) => {
    await entries().updateOne({ _id: 4 }, { $unset: { [part]: 1 } });
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
  });

  test('one that says the same by another type, which no list would find, is named', async () => {
    await entries().updateOne({ _id: 4 }, { $set: { 'by.ministry': new mongo.Binary(Buffer.from('land', 'base64')) } });
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
  });

  test('what is at no place leads nobody behind it', async () => {
    await own.collection<{ _id: string }>(ACCESSES).insertOne({ _id: 'x' });
    await accessLog(own, 'land').record([look('karim')]);
    expect(await verifyAccessLogs(connection, prefix)).toEqual({ entries: 11, findings: [] });
  });

  test('a removed entry is named', async () => {
    await entries().deleteOne({ _id: 4 });
    expect(await found()).toEqual([inOwnLog(4, 'MISSING')]);
  });

  test('a last one that is removed is named by its copy', async () => {
    await entries().deleteMany({ _id: { $gte: 7 } });
    expect(await found()).toEqual([inOwnLog(7, 'MISSING')]);
  });

  test('an added entry is named', async () => {
    await put(11, await entry(10));
    expect(await found()).toEqual([inOwnLog(11, 'CHANGED')]);
  });

  test('one that is added far behind, where nobody would read what comes after it, is named', async () => {
    await put(10 ** 12, await entry(10));
    expect(await found()).toEqual([inOwnLog(11, 'MISSING')]);
  });

  test('reordered entries are named', async () => {
    const [fourth, fifth] = [await entry(4), await entry(5)];
    await put(4, fifth);
    await put(5, fourth);
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
  });

  test('one that was written anew from some place on, with every hash right, is named by its copy', async () => {
    const { hash } = await entry(3);
    const forged = link(
      { seq: 3, hash },
      ['karim', ...Array.from({ length: 6 }, (_, index) => `c-${index}`)].map(look),
    );
    for (const each of forged) await put(each.seq, each);
    expect(await found()).toEqual([inOwnLog(4, 'UNLIKE_COPY')]);
  });

  test('and when its copy was written anew too, by the head that was published', async () => {
    await headsOn(connection.useDb(`${prefix}access-log`), copies(), { now: () => NEXT_MORNING }).publish();
    await Promise.all([entries().deleteMany({}), copied().deleteMany({})]);
    const forged = link(
      genesis('land'),
      Array.from({ length: 10 }, (_, index) => look(`c-${index}`)),
    );
    await entries().insertOne(blockOf(0, forged));
    await copies().take('land', forged);
    expect(await found()).toEqual([inOwnLog(7, 'UNLIKE_HEAD'), inCopy(7, 'UNLIKE_HEAD')]);
  });

  test('that is gone altogether is named', async () => {
    await own.dropDatabase();
    expect(await found()).toEqual([inOwnLog(1, 'MISSING')]);
  });
});

describe('in a block, as looks are written that come together', () => {
  /** What somebody makes of its entries. */
  type Change = (entries: readonly AccessEntry[]) => readonly object[];
  const changed = (change: Change) => async () => {
    const block = await entries().findOne({ _id: 1 });
    if (!block) throw new Error('there is no block');
    await entries().updateOne({ _id: 1 }, { $set: { entries: JSON.stringify(change(entriesOf(block))) } });
  };
  /** Puts something in the place of what an entry says beside the one before, or takes it out. */
  const part = (index: number, said?: object | null) => async () => {
    const block = await entries().findOne({ _id: 1 });
    const parts: object[] = block && 'entries' in block ? JSON.parse(block.entries) : [];
    parts.splice(index, 1, ...(said === undefined ? [] : [said === null ? {} : { ...parts[index], ...said }]));
    await entries().updateOne({ _id: 1 }, { $set: { entries: JSON.stringify(parts) } });
  };
  beforeEach(async () => {
    await own.dropDatabase();
    await center.dropDatabase();
    const log = accessLog(own, 'land');
    await log.record(TEN.slice(0, 8));
    await log.record(TEN.slice(8));
    await copies().take('land', await log.after(0, 7));
  });

  test('what nobody touched is whole', async () => {
    expect(await entries().countDocuments()).toBe(2);
    expect(await verifyAccessLogs(connection, prefix)).toEqual({ entries: 10, findings: [] });
  });

  test.each<[string, () => Promise<unknown>, number, string]>([
    [
      'a changed entry',
      changed((all) => all.map((each) => (each.seq === 4 ? { ...each, citizen: 'karim' } : each))),
      4,
      'CHANGED',
    ],
    ['a removed entry', changed((all) => all.filter(({ seq }) => seq !== 4)), 4, 'MISSING'],
    ['a removed last entry', changed((all) => all.slice(0, -1)), 8, 'CHANGED'],
    ['an added entry', changed((all) => [...all, ...all.slice(-1)]), 9, 'REPEATED'],
    [
      'reordered entries',
      changed(([first, second, third, ...more]) => [first, third, second, ...more] as AccessEntry[]),
      2,
      'MISSING',
    ],
    ['entries that are none', changed(() => [{ seq: 1 }]), 1, 'CHANGED'],
    ['a part that says something else', part(3, { citizen: 'karim' }), 4, 'CHANGED'],
    ['a part that says more', part(3, { service: 'passport' }), 4, 'CHANGED'],
    ['a part that says nothing', part(3, null), 4, 'CHANGED'],
    ['a removed part', part(3), 4, 'CHANGED'],
    ['a text that is none', async () => entries().updateOne({ _id: 9 }, { $set: { entries: '[' } }), 9, 'CHANGED'],
    ['an end that is not its own', async () => entries().updateOne({ _id: 1 }, { $set: { last: 1 } }), 2, 'CHANGED'],
    ['an empty block', async () => entries().insertOne({ _id: 11, last: 11, entries: '[]' }), 11, 'CHANGED'],
    ['a removed block', async () => entries().deleteOne({ _id: 1 }), 1, 'MISSING'],
    ['an added block', async () => entries().insertOne(blockOf(10, [await lastEntry()])), 11, 'CHANGED'],
  ])('%s is named', async (_, change, seq, fault) => {
    await change();
    expect(await found()).toEqual([inOwnLog(seq, fault)]);
  });
});

describe('in a copy', () => {
  /** Of the block in which all seven lie. */
  const set = (change: Record<string, unknown>) => copied().updateOne({ _id: copyId(1) }, { $set: change });
  const withEntries = async (change: (entries: readonly AccessEntry[]) => readonly object[]) => {
    const [block] = await center.collection<Block>(COPIES).find().toArray();
    if (!block) throw new Error('there is no copy');
    return set({ entries: JSON.stringify(change(entriesOf(block))) });
  };
  /** Puts entries in the place of what is there, as blocks of so many, and says of them what is given. */
  const rewrite = async (length: number, said: object) => {
    const entries = await accessLog(own, 'land').after(0, 7);
    await copied().deleteMany({});
    for (let from = 0; from < entries.length; from += length) {
      const some = entries.slice(from, from + length);
      await copied().insertOne({ _id: copyId(from + 1), writer: 'land', entries: JSON.stringify(some), ...said });
    }
  };
  const PEOPLE = TEN.slice(0, 7).map(({ citizen }) => citizen);

  test.each<[string, () => Promise<unknown>, number, string]>([
    [
      'a changed entry',
      () => withEntries((all) => all.map((each) => (each.seq === 2 ? { ...each, citizen: 'karim' } : each))),
      2,
      'CHANGED',
    ],
    ['a removed entry', () => withEntries((all) => all.filter(({ seq }) => seq !== 2)), 2, 'MISSING'],
    ['a look that is kept from a citizen’s list', () => set({ citizen: PEOPLE.with(0, 'karim') }), 1, 'CHANGED'],
    ['one that seems the citizen’s own', () => set({ asker: PEOPLE }), 1, 'CHANGED'],
    ['another time in the list', () => set({ at: new Date(0) }), 1, 'CHANGED'],
    ['the name of another writer', () => set({ writer: 'health' }), 1, 'CHANGED'],
    ['a last hash that is not its own', () => set({ hash: genesis('land').hash }), 1, 'CHANGED'],
    ['an end that is not its own', () => set({ last: 9 }), 8, 'CHANGED'],
    ['a block that is in no list', () => rewrite(7, { last: 7 }), 1, 'CHANGED'],
    ['blocks of one that are in no list', () => rewrite(1, {}), 1, 'CHANGED'],
    [
      'one that is shown before the first',
      () => copied().insertOne({ _id: copyId(0), ...look('karim'), writer: 'land' }),
      0,
      'CHANGED',
    ],
    [
      'one at no place',
      () => copied().insertOne({ _id: 'land-00000000000x', ...look('karim'), writer: 'land' }),
      8,
      'CHANGED',
    ],
  ])('%s is named', async (_, change, seq, fault) => {
    await change();
    expect(await found()).toEqual([inCopy(seq, fault)]);
  });

  test.each(['ghost-000000000001', 'land-x', 'lane-000000000001', 'a', 'zz', 7, new Types.ObjectId()])(
    'one that is no log’s, at %s, is named',
    async (_id) => {
      // Another log there is, behind land's.
      const posts = accessLog(connection.useDb(`${prefix}posts`), 'posts');
      await posts.record([look('karim')]);
      await copies().take('posts', await posts.after(0, 1));
      expect(await found()).toEqual([]);
      const forged = { ...recordOf('land', await lastEntry()), _id };
      await center.collection<{ _id: unknown }>(COPIES).insertOne(forged);
      expect(await found()).toEqual([{ id: inspect(_id), fault: 'ADDED' }]);
    },
  );

  test('looks of different hours in one block, where a citizen’s list does not find them, are named', async () => {
    await Promise.all([own.dropDatabase(), center.dropDatabase()]);
    const log = accessLog(own, 'land');
    await log.record(TEN.map((each, hour) => ({ ...each, at: new Date(each.at.getTime() + hour * 3_600_000) })));
    await copies().take('land', await log.after(0, 7));
    expect(await found()).toEqual([]);
    await rewrite(7, { last: 7, at: TEN[0]?.at, citizen: PEOPLE, asker: PEOPLE.map(() => null) });
    expect(await found()).toEqual([inCopy(1, 'CHANGED')]);
  });

  test('a removed block is named', async () => {
    await copies().take('land', await accessLog(own, 'land').after(7, 3));
    expect(await found()).toEqual([]);
    await copied().deleteOne({ _id: copyId(1) });
    expect(await found()).toEqual([inCopy(1, 'MISSING')]);
  });

  describe('of an earlier release, which kept each look open', () => {
    beforeEach(async () => {
      await copied().deleteMany({});
      const entries = await accessLog(own, 'land').after(0, 7);
      await copied().insertMany(entries.map((each) => recordOf('land', each)));
    });

    test('what nobody touched is whole', async () => {
      expect(await found()).toEqual([]);
    });

    test('a changed entry is named', async () => {
      await copied().updateOne({ _id: copyId(2) }, { $set: { citizen: 'karim' } });
      expect(await found()).toEqual([inCopy(2, 'CHANGED')]);
    });

    test('one that is made to look like several is named', async () => {
      await copied().updateOne({ _id: copyId(2) }, { $set: { asker: [] } });
      expect(await found()).toEqual([inCopy(2, 'CHANGED')]);
    });

    test('a removed entry is named', async () => {
      await copied().deleteOne({ _id: copyId(2) });
      expect(await found()).toEqual([inCopy(2, 'MISSING')]);
    });
  });
});

test('a finding is a sentence', async () => {
  await entries().deleteOne({ _id: 4 });
  await copied().insertOne({ _id: 'ghost-000000000001' });
  expect((await found()).map(inWords)).toEqual([
    'In the log of land, entry 4 is missing: it was removed.',
    "In access-log lies 'ghost-000000000001', which is the copy of no log’s entry: it was added.",
  ]);
});
