import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesOf, type DeskForTests, openDesk, recordOf } from '../../test/desk.ts';
import { act } from '../act.ts';
import type { Desk } from '../desk.ts';
import { nameHeldPlaces } from './name-held-places.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

const applicant = { role: 'APPLICANT', actorId: 'rahima' } as const;

test('a booking from before keeps its place, and gives it back as any other', async () => {
  const [booked, well] = [recordOf(await water.submit('boat-trip')), recordOf(await water.submit('well'))];
  await water.desk.applications.updateMany({}, { $unset: { holds: '', waiting: '' } });
  const slots = water.desk.applications.db.collection('slots');
  await slots.updateMany({}, { $unset: { 'taken.$[].version': '' } });
  await nameHeldPlaces(water.desk);
  expect(await water.record(booked._id)).toMatchObject({ holds: booked.holds, waiting: null, version: 1 });
  expect(await water.record(well._id)).toMatchObject({ holds: [], waiting: null });

  water.clock.passes(120_000);
  const [day] = [booked.values.day];
  const others = await Promise.all(Array.from({ length: 5 }, () => water.submit('boat-trip', { day })));
  expect(others.flatMap(codesOf)).toEqual(['SLOT_FULL']);
  recordOf(await act(water.desk, await water.record(booked._id), 'WITHDRAW', applicant));
  expect(codesOf(await water.submit('boat-trip', { day }))).toEqual([]);
});

test('a start that is overtaken by another leaves alone what people have done since', async () => {
  const booked = recordOf(await water.submit('boat-trip', { day: '2026-03-10' }));
  // The other process is done, and serves: the citizen withdraws between our look at the slots and our write.
  const heldBy: Desk['slots']['heldBy'] = async (id) => {
    const held = await water.desk.slots.heldBy(id);
    if (id === booked._id) {
      await nameHeldPlaces(water.desk);
      recordOf(await act(water.desk, await water.record(id), 'WITHDRAW', applicant));
    }
    return held;
  };
  const ours = { ...water.desk, slots: { ...water.desk.slots, heldBy } };
  await water.desk.applications.updateMany({}, { $unset: { holds: '', waiting: '' } });
  await nameHeldPlaces(ours);
  expect(await water.record(booked._id)).toMatchObject({ status: 'WITHDRAWN', holds: [] });
});
