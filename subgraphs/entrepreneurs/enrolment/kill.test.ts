/** What a kill leaves undone is done at the next start. */
import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { startSubgraphs } from '#kit/test/harness.ts';
import entrepreneurs from '../index.ts';
import { startTown } from '../test/town.ts';

test('who was killed out of the certificate after the last test gets it, and identity is told', async () => {
  const town = await startTown();
  await town.working('rahima');
  const { databasePrefix } = town.subgraphs;
  const name = `${databasePrefix}entrepreneurs`;
  const records = mongoose.connections.find((each) => each.name === name)?.collection('entrepreneurs');
  const rahima = async () => records?.findOne({ personId: 'rahima' });
  await records?.updateOne({ personId: 'rahima' }, { $set: { stage: 'IN_TRAINING', card: null } });
  const again = await startSubgraphs(
    { entrepreneurs },
    { clock: { now: () => town.clock.at }, environment: { DATABASE_PREFIX: databasePrefix } },
  );
  expect(await rahima()).toMatchObject({ stage: 'CERTIFIED', card: { number: expect.any(String) }, isUntold: true });
  await again.stop();
  // The first one is still there, and tells what is not told yet in its next round.
  await expect.poll(rahima, { timeout: 15_000 }).toMatchObject({ isUntold: false });
  expect(town.heard.roles.findLast(({ personId }) => personId === 'rahima')).toMatchObject({ isHeld: true });
  await town.stop();
});
