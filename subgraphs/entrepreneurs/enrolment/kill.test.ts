/** What a kill leaves undone is done at the next start. */
import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { startSubgraphs } from '#kit/test/harness.ts';
import entrepreneurs from '../index.ts';
import { entrepreneur, startTown } from '../test/town.ts';

test('who was killed out of the certificate after the last test gets it, and identity is told', async () => {
  const town = await startTown();
  await town.working('rahima');
  const { databasePrefix } = town.subgraphs;
  const name = `${databasePrefix}entrepreneurs`;
  const records = mongoose.connections.find((each) => each.name === name)?.collection('entrepreneurs');
  const rahima = async () => records?.findOne({ personId: 'rahima' });
  await records?.updateOne({ personId: 'rahima' }, { $set: { stage: 'IN_TRAINING', card: null } });
  town.heard.roles.length = 0;
  const again = await startSubgraphs(
    { entrepreneurs },
    { clock: { now: () => town.clock.at }, environment: { DATABASE_PREFIX: databasePrefix } },
  );
  expect(await rahima()).toMatchObject({ stage: 'CERTIFIED', card: { number: expect.any(String) } });
  await again.stop();
  // The first one is still there, and tells what is not told yet in its next round.
  await expect.poll(() => town.lastRole('rahima')).toMatchObject({ isHeld: true });
  await expect.poll(rahima).toMatchObject({ isUntold: false });
  await town.stop();
});

test('a book that has reached the limit stops new work, also when the process was killed before it was told', async () => {
  const town = await startTown();
  await town.working('rahima');
  const reference = await town.handedIn('rahima', 'water-bill', { dueBdt: 20_000 });
  const input = {
    centre: 'gulshan',
    service: 'water-bill',
    applicationReference: reference,
    idempotencyKey: town.key(),
  };
  await town.mutate('chargeService', input, 'transaction { number }', entrepreneur('rahima'));
  await expect.poll(() => town.lastRole('rahima')).toMatchObject({ atLimit: ['gulshan'] });
  const database = mongoose.connections.find(({ name }) => name === `${town.subgraphs.databasePrefix}entrepreneurs`);
  await database?.collection('entrepreneurs').updateOne({ personId: 'rahima' }, { $set: { atLimit: [] } });
  town.heard.roles.length = 0;
  await database?.collection('desk-transactions').updateOne({ personId: 'rahima' }, { $set: { isLimitUntold: true } });
  await expect.poll(() => town.lastRole('rahima')).toMatchObject({ atLimit: ['gulshan'] });
  await town.stop();
});
