/** What stands in the way of judging one writer's looks; the rest is in access-log.test.ts. */
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { genesis, link } from '#kit/access-log/chain.ts';
import type { Peer } from '#kit/peer.ts';
import { connect } from '#kit/storage/connect.ts';
import { testDatabase } from '#kit/test/database.ts';
import { lookAt } from '#kit/test/look.ts';
import { COPIES } from './copied-blocks.ts';
import { copiesOn } from './copies.model.ts';
import { crowdsOn } from './crowds.model.ts';
import { flagsOn } from './flags.model.ts';
import { seekUnusual } from './seek-unusual.ts';

const { url, prefix, drop } = testDatabase();
let connection: Connection;
beforeAll(async () => {
  connection = await connect(url, `${prefix}seeking`);
});
afterAll(async () => {
  await drop();
  await connection.close();
});

/** In the place of `identity`: nobody knows anybody. */
const identity: Peer = {
  call: async (_path, { pairs }: { pairs: readonly unknown[] }) => ({ acquaintances: pairs.map(() => []) }),
};
const AT_NIGHT = lookAt('rahima', { at: new Date('2026-03-03T19:30:00Z') });

test('copies that somebody made unreadable end the search in no other writer’s, and are told of', async () => {
  const copies = copiesOn(connection);
  for (const writer of ['health', 'land']) await copies.take(writer, link(genesis(writer), [AT_NIGHT, AT_NIGHT]));
  await copies.take('agriculture', link(genesis('agriculture'), [AT_NIGHT]));
  const blocks = connection.collection<{ _id: string }>(COPIES);
  await blocks.updateOne({ writer: 'health' }, { $set: { entries: '[' } });
  // One that lies open.
  await blocks.updateOne({ writer: 'agriculture' }, { $unset: { by: 1 } });
  const [crowds, flags] = [crowdsOn(connection), flagsOn(connection)];
  // Of a process that has just started: nothing is in memory.
  const parts = { copies: copiesOn(connection), crowds, flags, identity };
  await expect(seekUnusual(parts)).rejects.toThrow('verify-access-log');
  const { edges } = await flags.page({ first: 10 });
  expect(edges.map(({ node }) => node.accessId)).toEqual(['land-000000000002', 'land-000000000001']);
});

test('when identity does not answer, it is asked no more in this search', async () => {
  const copies = copiesOn(connection);
  for (const writer of ['posts', 'water']) await copies.take(writer, link(genesis(writer), [AT_NIGHT]));
  let calls = 0;
  const silent: Peer = {
    call: async () => {
      calls += 1;
      throw new Error('identity does not answer');
    },
  };
  const parts = { copies, crowds: crowdsOn(connection), flags: flagsOn(connection), identity: silent };
  await expect(seekUnusual(parts)).rejects.toThrow('identity does not answer');
  expect(calls).toBe(1);
});
