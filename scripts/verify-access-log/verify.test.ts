/** Somebody with the databases' passwords changes the logs of looks: each way of it is found and named. */
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copiesOn } from '../../subgraphs/access-log/copies.model.ts';
import { headsOn } from '../../subgraphs/access-log/heads.model.ts';
import { ACCESSES, accessLog, type StoredEntry } from '../../subgraphs/kit/access-log/access-log.ts';
import { genesis, link } from '../../subgraphs/kit/access-log/chain.ts';
import type { Look } from '../../subgraphs/kit/access-log/look.ts';
import { testDatabase } from '../../subgraphs/kit/test/database.ts';
import { inWords, verifyAccessLogs } from './verify.ts';

const { url, prefix: all, drop } = testDatabase();
const LOOKED_AT = new Date('2026-03-03T06:00:00Z');
const NEXT_MORNING = new Date('2026-03-04T02:00:00Z');

const look = (citizen: string): Look => ({
  at: LOOKED_AT,
  by: { person: 'official-1', role: 'OFFICIAL', ministry: 'land', desk: null, centre: null, consent: null },
  citizen,
  applicationId: 'land-1',
  service: 'land-mutation',
  purpose: { code: 'TO_DECIDE', text: null },
  fields: ['answers'],
  requestId: 'request-1',
});

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
/** Ten looks of one writer, seven of them copied. */
beforeEach(async () => {
  prefix = `${all}${++number}_`;
  own = connection.useDb(`${prefix}land`);
  center = connection.useDb(`${prefix}access-log`);
  const log = accessLog(own, 'land');
  await log.record(Array.from({ length: 10 }, (_, index) => look(`citizen-${index + 1}`)));
  await copies().take('land', await log.after(0, 7));
});
const copies = () => copiesOn(connection.useDb(`${prefix}access-log`));
const entries = () => own.collection<StoredEntry>(ACCESSES);
const copied = () => center.collection<{ _id: string; citizen: string }>('copies');
const copyId = (seq: number) => `land-${String(seq).padStart(12, '0')}`;
const found = async () => (await verifyAccessLogs(connection, prefix)).findings;
const inOwnLog = (seq: number, fault: string) => ({ writer: 'land', place: 'own log', seq, fault });
const inCopy = (seq: number, fault: string) => ({ writer: 'land', place: 'copy', seq, fault });
const entry = async (seq: number) => {
  const there = await entries().findOne({ _id: seq });
  if (!there) throw new Error(`there is no entry ${seq}`);
  return there;
};

const withoutId = ({ _id, ...rest }: StoredEntry) => rest;

test('logs that nobody touched are whole, also while some is not copied yet', async () => {
  expect(await verifyAccessLogs(connection, prefix)).toEqual({ entries: 10, findings: [] });
});

describe('in a log', () => {
  test('a changed entry is named', async () => {
    await entries().updateOne({ _id: 4 }, { $set: { citizen: 'karim' } });
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
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
    const { _id, ...last } = await entry(10);
    await entries().insertOne({ ...last, _id: 11 });
    expect(await found()).toEqual([inOwnLog(11, 'CHANGED')]);
  });

  test('reordered entries are named', async () => {
    const [fourth, fifth] = [await entry(4), await entry(5)];
    await entries().replaceOne({ _id: 4 }, withoutId(fifth));
    await entries().replaceOne({ _id: 5 }, withoutId(fourth));
    expect(await found()).toEqual([inOwnLog(4, 'CHANGED')]);
  });

  test('one that was written anew from some place on, with every hash right, is named by its copy', async () => {
    const { hash } = await entry(3);
    const forged = link(
      { seq: 3, hash },
      ['karim', ...Array.from({ length: 6 }, (_, index) => `c-${index}`)].map(look),
    );
    for (const { seq, ...each } of forged) await entries().replaceOne({ _id: seq }, { ...each });
    expect(await found()).toEqual([inOwnLog(4, 'UNLIKE_COPY')]);
  });

  test('and when its copy was written anew too, by the head that was published', async () => {
    await headsOn(connection.useDb(`${prefix}access-log`), copies(), { now: () => NEXT_MORNING }).publish();
    await Promise.all([entries().deleteMany({}), copied().deleteMany({})]);
    const forged = link(
      genesis('land'),
      Array.from({ length: 10 }, (_, index) => look(`c-${index}`)),
    );
    await entries().insertMany(forged.map(({ seq, ...each }) => ({ ...each, _id: seq })));
    await copies().take('land', forged);
    expect(await found()).toEqual([inOwnLog(7, 'UNLIKE_HEAD'), inCopy(7, 'UNLIKE_HEAD')]);
  });

  test('that is gone altogether is named', async () => {
    await own.dropDatabase();
    expect(await found()).toEqual([inOwnLog(1, 'MISSING')]);
  });
});

describe('in a copy', () => {
  test('a changed entry is named', async () => {
    await copied().updateOne({ _id: copyId(2) }, { $set: { citizen: 'karim' } });
    expect(await found()).toEqual([inCopy(2, 'CHANGED')]);
  });

  test('a removed entry is named', async () => {
    await copied().deleteOne({ _id: copyId(2) });
    expect(await found()).toEqual([inCopy(2, 'MISSING')]);
  });
});

test('a finding is a sentence', async () => {
  await entries().deleteOne({ _id: 4 });
  expect((await found()).map(inWords)).toEqual(['In the log of land, entry 4 is missing: it was removed.']);
});
