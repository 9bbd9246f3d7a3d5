/** Keys that rotate: who verifies with the published ones is never without the one that signs. */
import { randomBytes } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#kit/test/database.ts';
import { sealedBy } from './seal.ts';
import { type SigningKeys, signingKeys } from './signing-keys.model.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const database = testDatabase();
const secret = randomBytes(32);
let now = new Date('2026-03-01T00:00:00Z');
const clock = { now: () => now };
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

let connections: Connection[];
let here: SigningKeys;
let there: SigningKeys;
beforeAll(async () => {
  const connect = () => mongoose.createConnection(database.url, { dbName: `${database.prefix}identity` }).asPromise();
  connections = await Promise.all([connect(), connect()]);
});
beforeEach(async () => {
  await connections[0]?.collection('signingKeys').deleteMany({});
  [here, there] = connections.map((connection) => signingKeys(connection, sealedBy(secret), clock)) as [
    SigningKeys,
    SigningKeys,
  ];
});
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await database.drop();
});

const kids = async (keys: SigningKeys) => (await keys.current()).keys.map(({ kid }) => kid);

test('two processes that start at once have the same key', async () => {
  const [one, other] = await Promise.all([here.current(), there.current()]);
  expect(one).toEqual(other);
  expect(one.keys).toHaveLength(1);
  expect(one.keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
});

test('the next key is published a day before it signs, the last one until its tokens have ended', async () => {
  const [first] = await kids(here);
  later(28 * DAY_MS);
  expect(await kids(here)).toEqual([first]);
  later(DAY_MS);
  const [signing, second] = await kids(here);
  expect([signing, typeof second]).toEqual([first, 'string']);
  expect(await kids(there)).toEqual([first, second]);
  later(DAY_MS - 1);
  expect(await kids(here)).toEqual([first, second]);
  later(1);
  expect(await kids(there)).toEqual([second, first]);
  later(2 * HOUR_MS - 1);
  expect(await kids(here)).toEqual([second, first]);
  later(1);
  expect(await kids(here)).toEqual([second]);
});

test('whoever fetched the keys in the last day has each that signs, over a year', async () => {
  let published: (string | undefined)[] = [];
  for (let hour = 0; hour < 365 * 24; hour += 20) {
    const [signing, ...others] = await kids(hour % 40 ? here : there);
    if (hour > 0) expect(published).toContain(signing);
    published = [signing, ...others];
    later(20 * HOUR_MS);
  }
  expect(published[0]).not.toBe('identity-1-2026-03-01');
});

test('after months of standing still, the key of before goes on until the next was published for a day', async () => {
  const [first] = await kids(here);
  later(200 * DAY_MS);
  const [signing, next] = await kids(here);
  expect(signing).toBe(first);
  later(DAY_MS);
  expect((await kids(here))[0]).toBe(next);
});

test('a copied database has no private key', async () => {
  const { keys } = await here.current();
  const kept = JSON.stringify(await connections[0]?.collection('signingKeys').find().toArray());
  expect(kept).toContain(String(keys[0]?.kid));
  expect(kept).not.toContain(String(keys[0]?.d));
});
