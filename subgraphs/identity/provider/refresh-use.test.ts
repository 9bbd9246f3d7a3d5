/** A refresh whose answer never came: the process was killed in between. Nobody is logged out, and nobody gains a second token. */
import { createHash } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import type { Adapter } from 'oidc-provider';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '#kit/test/database.ts';
import { artifactModel } from './artifacts.model.ts';
import { type Artifacts, providerArtifacts } from './artifacts.ts';
import { inRequestScope, requestScope } from './request-scope.ts';
import { revocationList } from './revocations.model.ts';
import { sealedBy } from './seal.ts';

const database = testDatabase();
let now = new Date('2026-03-01T00:00:00Z');
const clock = { now: () => now };
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

let connection: Connection;
let artifacts: Artifacts;
let tokens: Adapter;
beforeAll(async () => {
  connection = await mongoose.createConnection(database.url, { dbName: `${database.prefix}identity` }).asPromise();
  artifacts = providerArtifacts({
    connection,
    hash: (purpose, text) => createHash('sha256').update(`${purpose} ${text}`).digest('hex'),
    seal: sealedBy(Buffer.alloc(32, 7)),
    revocations: revocationList(connection, clock),
    clock,
  });
  await artifacts.prepare();
  tokens = artifacts.adapter('RefreshToken');
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const save = (id: string) => tokens.upsert(id, { jti: id, grantId: 'a-grant' }, 3_600);
/** A refresh up to where the process is killed; or to its end. */
const refresh = (from: string, to: string, how: 'killed' | 'answered') =>
  inRequestScope(async () => {
    await tokens.consume(from);
    await save(to);
    if (how === 'answered') await artifacts.answered(requestScope()?.used ?? []);
  });
const isUsed = async (id: string) => (await tokens.find(id))?.consumed !== undefined;
const isThere = async (id: string) => (await tokens.find(id)) !== undefined;

test('a token that was used and answered is used', async () => {
  await save('a-1');
  await refresh('a-1', 'a-2', 'answered');
  expect([await isUsed('a-1'), await isUsed('a-2')]).toEqual([true, false]);
});

test('a token that comes back while it is being written that its answer is out is used', async () => {
  await save('e-1');
  const used = await inRequestScope(async () => {
    await tokens.consume('e-1');
    await save('e-2');
    return requestScope()?.used ?? [];
  });
  const { promise: mayWrite, resolve: letWrite } = Promise.withResolvers<void>();
  const { collection } = artifactModel(connection);
  const updateMany = collection.updateMany.bind(collection);
  const slow = vi.spyOn(collection, 'updateMany').mockImplementation(async (...all) => {
    await mayWrite;
    return updateMany(...all);
  });
  const written = artifacts.answered(used);
  const comesBack = isUsed('e-1');
  letWrite();
  expect(await comesBack).toBe(true);
  expect(slow).toHaveBeenCalledOnce();
  slow.mockRestore();
  await written;
});

test('a token whose answer never came works again after some seconds, and what was made of it is gone', async () => {
  await save('b-1');
  await refresh('b-1', 'b-2', 'killed');
  expect(await isUsed('b-1')).toBe(false);
  // Not at once: the process may be alive, and only slow.
  await expect(refresh('b-1', 'b-3', 'answered')).rejects.toMatchObject({ error: 'temporarily_unavailable' });
  later(3_000);
  await refresh('b-1', 'b-4', 'answered');
  expect([await isThere('b-2'), await isThere('b-3'), await isThere('b-4')]).toEqual([false, false, true]);
  expect(await isUsed('b-1')).toBe(true);
});

test('a token whose answer came, though the process was killed before it wrote that down, is used with the next one', async () => {
  await save('c-1');
  await refresh('c-1', 'c-2', 'killed');
  await refresh('c-2', 'c-3', 'answered');
  expect(await isUsed('c-1')).toBe(true);
});

test('of many requests with one token, one goes on', async () => {
  await save('d-1');
  const attempts = Array.from({ length: 8 }, (_, index) => refresh('d-1', `d-2-${index}`, 'answered'));
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
