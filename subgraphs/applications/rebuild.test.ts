import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Snapshot } from '#kit/application/snapshot.ts';
import { nobody } from '#kit/auth/caller.ts';
import { createLogger } from '#kit/log.ts';
import { PeerUnavailable } from '#kit/peer.ts';
import { connect } from '#kit/storage/connect.ts';
import { testDatabase } from '#kit/test/database.ts';
import { type ApplicationIndex, applicationIndex } from './application-index.ts';
import type { MinistryDesks } from './ministry-desks.ts';
import { rebuildFrom, rebuildWhatIsMissing } from './rebuild.ts';

const rahima = { ...nobody, subject: 'rahima', scopes: new Set(['citizen']) };
const log = createLogger('applications', 'silent');

let connection: Connection;
let index: ApplicationIndex;
let rebuild: ReturnType<typeof rebuildWhatIsMissing>;
/** What the ministries have, by name; one that is `down` does not answer. */
let records: Record<string, Snapshot[]> = {};
let down = new Set<string>();
let asked: string[] = [];

beforeAll(async () => {
  const { url, prefix } = testDatabase();
  connection = await connect(url, `${prefix}applications`);
});
beforeEach(async () => {
  await connection.dropDatabase();
  connection.deleteModel(/./);
  index = applicationIndex(connection, new Set());
  await index.prepare();
  rebuild = rebuildWhatIsMissing(index, desks, log);
  records = {};
  down = new Set();
  asked = [];
});
afterEach(() => rebuild.stop());
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const desks: MinistryDesks = {
  command: () => Promise.reject(new Error('no command is given here')),
  ministries: async () => Object.keys(records),
  snapshots: async (ministry, after, limit) => {
    if (down.has(ministry)) throw new PeerUnavailable(`${ministry} is down`);
    asked.push(`${ministry} after ${after}`);
    return (records[ministry] ?? []).filter(({ id }) => id > after).slice(0, limit);
  },
};

function snapshots(ministry: string, count: number): Snapshot[] {
  return Array.from({ length: count }, (_, position) => ({
    id: `${ministry}-${String(position).padStart(26, '0')}`,
    ministry,
    serviceCode: 'well',
    kind: 'APPLICATION',
    applicantId: 'rahima',
    confidentialTo: null,
    reference: `${ministry}-${position}`,
    status: 'SUBMITTED',
    answers: [],
    outcome: [],
    informationRequest: null,
    decision: null,
    payment: null,
    timeline: [],
    createdAt: '2026-03-03T06:00:00.000Z',
    submittedAt: '2026-03-03T06:00:00.000Z',
    dueAt: null,
    waiting: null,
    assistance: null,
    version: 1,
  }));
}

const read = async (ministry: string) => (await index.readMinistries()).has(ministry);

async function indexed(): Promise<number> {
  const found = await index.ofApplicant('rahima', {}, { first: 1 });
  return found.totalCount();
}

test('a ministry is read to its end, batch by batch', async () => {
  records = { water: snapshots('water', 450) };
  expect(await rebuildFrom('water', index, desks)).toBe(450);
  expect(asked).toHaveLength(3);
  expect(await indexed()).toBe(450);
  expect(await index.visible([records.water?.[449]?.id ?? ''], rahima)).toEqual([records.water?.[449]]);
});

test('a new index reads every ministry, and then no more', async () => {
  records = { water: snapshots('water', 2), land: snapshots('land', 3) };
  rebuild.start();
  await expect.poll(indexed).toBe(5);
  await expect.poll(() => read('land')).toBe(true);
  asked = [];
  await rebuild.stop();
  rebuild = rebuildWhatIsMissing(index, desks, log);
  rebuild.start();
  await rebuild.stop();
  expect(asked).toEqual([]);
});

test('an index that an event came to first is still read', async () => {
  records = { water: snapshots('water', 3) };
  await index.apply(snapshots('water', 1));
  rebuild.start();
  await expect.poll(indexed).toBe(3);
});

test('one that was stopped while it read reads again', async () => {
  records = { water: snapshots('water', 201) };
  const stoppedInBetween: MinistryDesks = {
    ...desks,
    snapshots: async (ministry, after, limit) => {
      if (after !== '') throw new Error('killed');
      return desks.snapshots(ministry, after, limit);
    },
  };
  await expect(rebuildFrom('water', index, stoppedInBetween)).rejects.toThrow('killed');
  expect(await indexed()).toBe(200);
  rebuild.start();
  await expect.poll(indexed).toBe(201);
});

test('a ministry that is down is asked again until it answers, and holds up no other', async () => {
  records = { land: snapshots('land', 1), water: snapshots('water', 2) };
  down.add('land');
  rebuild.start();
  await expect.poll(() => read('water')).toBe(true);
  expect(await read('land')).toBe(false);
  down.clear();
  await expect.poll(indexed).toBe(3);
  expect(asked.filter((each) => each.startsWith('water'))).toHaveLength(1);
});

test('what the index has newer stays', async () => {
  records = { water: snapshots('water', 1) };
  const [told] = snapshots('water', 1).map((each): Snapshot => ({ ...each, status: 'APPROVED', version: 5 }));
  if (told) await index.apply([told]);
  await rebuildFrom('water', index, desks);
  expect(await index.visible([told?.id ?? ''], rahima)).toMatchObject([{ status: 'APPROVED', version: 5 }]);
});
