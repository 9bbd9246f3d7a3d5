import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import { act } from './act.ts';
import type { Desk } from './desk.ts';
import { snapshotOf } from './record.ts';
import { createRelay } from './relay.ts';
import type { Snapshot } from './snapshot.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const log = createLogger('water', 'silent');
const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;
const official = { role: 'OFFICIAL', actorId: 'official-1' } as const;

/** A desk whose events nobody brings: its process is killed between the write and the delivery. */
function killedDesk(): Desk {
  return { ...water.desk, relay: { ...water.desk.relay, deliver: () => Promise.resolve() } };
}

/** Handed in and taken, and nobody was told. */
async function untold(): Promise<string> {
  const record = recordOf(await water.submit('leak'));
  recordOf(await act(killedDesk(), record, 'TAKE', official));
  return record._id;
}

const outboxOf = async (id: string) => (await water.record(id)).outbox.map(({ version }) => version);

describe('while applications is down', () => {
  test('nothing is lost, nobody is refused, and nobody waits', async () => {
    const own = await openDesk();
    own.applications.isDown = true;
    const record = recordOf(await own.submit('leak'));
    const taken = recordOf(await act(own.desk, record, 'TAKE', official));
    recordOf(await act(own.desk, taken, 'WITHDRAW', applicant));
    expect((await own.record(record._id)).outbox).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }]);
    expect(own.applications.toldOf(record._id)).toEqual([]);

    own.applications.isDown = false;
    // By itself, soon after it answers again.
    const heard = await own.applications.heard(record._id, 3);
    expect(heard).toMatchObject({ status: 'WITHDRAWN', timeline: [{}, {}, {}] });
    await own.desk.relay.drain();
    expect((await own.record(record._id)).outbox).toEqual([]);
    await own.close();
  });

  test('what fails to be brought is brought again, whole and in order', async () => {
    const ids = [await untold(), await untold(), await untold()];
    water.applications.isDown = true;
    await expect(water.desk.relay.drain()).rejects.toThrow('is down');
    for (const id of ids) expect(await outboxOf(id)).toEqual([2]);
    water.applications.isDown = false;
    expect(await water.desk.relay.drain()).toBe(3);
    for (const id of ids) expect(water.applications.toldOf(id).map(({ version }) => version)).toEqual([1, 2]);
  });
});

describe('after a kill between the write and the delivery', () => {
  test('the next start finds the event in the outbox', async () => {
    const id = await untold();
    expect(await outboxOf(id)).toEqual([2]);
    const restarted = await water.again();
    restarted.desk.relay.start();
    expect(await restarted.applications.heard(id, 2)).toMatchObject({ status: 'UNDER_REVIEW' });
    await restarted.close();
    expect(await outboxOf(id)).toEqual([]);
  });

  test('one that was brought, but whose confirmation was lost, is brought again as it was', async () => {
    const id = recordOf(await water.submit('leak'))._id;
    await water.desk.applications.updateOne({ _id: id }, { $set: { outbox: [{ version: 1 }] } });
    await water.desk.relay.drain();
    const [first, again] = water.applications.toldOf(id);
    expect(again).toEqual(first);
    expect(await outboxOf(id)).toEqual([]);
  });

  test('more than one batch is brought', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, () => water.submit('leak').then(recordOf)));
    await water.desk.applications.updateMany(
      { _id: { $in: ids.map(({ _id }) => _id) } },
      { $set: { outbox: [{ version: 1 }] } },
    );
    expect(await water.desk.relay.drain()).toBe(120);
    for (const { _id } of ids) expect(water.applications.toldOf(_id)).toHaveLength(2);
    expect(await water.desk.relay.drain()).toBe(0);
  });
});

test('a version that came meanwhile stays in the outbox', async () => {
  const record = recordOf(await water.submit('leak'));
  const changedMeanwhile = async (snapshot: Snapshot) => {
    if (snapshot.version === 2)
      recordOf(await act(killedDesk(), await water.record(record._id), 'WITHDRAW', applicant));
  };
  const relay = createRelay(water.desk.applications, changedMeanwhile, log);
  const taken = recordOf(await act(killedDesk(), record, 'TAKE', official));
  await relay.deliver(snapshotOf(taken));
  await relay.stop();
  expect(await outboxOf(record._id)).toEqual([3]);
});

test('a mutation does not wait for applications that takes its time', async () => {
  let answer = () => {};
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const relay = createRelay(water.desk.applications, () => slow, log);
  const record = await water.record(await untold());
  await relay.deliver(snapshotOf(record));
  expect(await outboxOf(record._id)).toEqual([2]);
  answer();
  // Its end waits for what is under way.
  await relay.stop();
  expect(await outboxOf(record._id)).toEqual([]);
});

test('a relay that has ended brings nothing', async () => {
  const brought: string[] = [];
  const relay = createRelay(water.desk.applications, async ({ id }) => void brought.push(id), log);
  await relay.stop();
  await relay.deliver(snapshotOf(await water.record(await untold())));
  relay.start();
  expect(brought).toEqual([]);
});
