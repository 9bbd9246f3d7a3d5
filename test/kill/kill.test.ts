import { expect, test } from 'vitest';
import { siege } from './siege.ts';

// `npm run test:kill` kills fifty times.
test('five kills at random while 20 citizens apply lose nothing and double nothing', async () => {
  const { acknowledged, problems } = await siege(5);
  expect(problems).toEqual([]);
  expect(acknowledged).toBeGreaterThan(20);
});
