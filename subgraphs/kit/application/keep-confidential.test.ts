import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskForTests, openDesk, recordOf } from '../test/desk.ts';
import type { Desk } from './desk.ts';
import { keepConfidential } from './keep-confidential.ts';

let water: DeskForTests;
beforeAll(async () => {
  water = await openDesk();
});
afterAll(() => water.close());

/** The desk as it starts with a new SDL: leaks are confidential to a desk, or to nobody. */
function published(confidentialTo: string | null): Desk {
  const { definition, ...leak } = water.entry('leak');
  const services = new Map(water.desk.services).set('leak', { ...leak, definition: { ...definition, confidentialTo } });
  return { ...water.desk, services };
}

test('what was handed in before its service was confidential becomes so, and the index hears of it', async () => {
  const [leak, well] = [recordOf(await water.submit('leak')), recordOf(await water.submit('well'))];
  await keepConfidential(published('leaks'));
  await water.desk.relay.drain();
  expect(await water.applications.heard(leak._id, 2)).toMatchObject({ confidentialTo: 'leaks', status: 'SUBMITTED' });
  expect((await water.record(leak._id)).outbox).toEqual([]);
  expect(await water.record(well._id)).toMatchObject({ version: 1 });
  expect(await water.record(well._id)).not.toHaveProperty('confidentialTo');

  await keepConfidential(published('leaks'));
  expect(await water.record(leak._id)).toMatchObject({ version: 2, outbox: [] });
});

test('when another desk works on it, that one reads what is there', async () => {
  const { _id } = recordOf(await water.submit('leak'));
  await keepConfidential(published('leaks'));
  await keepConfidential(published('pipes'));
  expect(await water.record(_id)).toMatchObject({ confidentialTo: 'pipes', version: 3 });
});

test('what somebody reported in confidence stays so when the service is open', async () => {
  const { _id } = recordOf(await water.submit('leak'));
  await keepConfidential(published('leaks'));
  await keepConfidential(published(null));
  expect(await water.record(_id)).toMatchObject({ confidentialTo: 'leaks', version: 2 });
});
