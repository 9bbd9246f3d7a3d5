import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-delay.ts';

test('a part comes back at once, and the more often it ends the later, up to five seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 70].map(restartDelayMs)).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});
