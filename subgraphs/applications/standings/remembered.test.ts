import { expect, test } from 'vitest';
import { remembered } from './remembered.ts';

const at = (ms: number) => new Date(1_000_000 + ms);

test('what is fresh is given again, and what is not is computed anew', async () => {
  let count = 0;
  const value = remembered(async () => ++count, 100);
  expect(await Promise.all([value(at(0)), value(at(0)), value(at(99))])).toEqual([1, 1, 1]);
  expect(await value(at(100))).toBe(2);
  expect(await value(at(50))).toBe(3);
});

test('what failed is tried again at once', async () => {
  let isDown = true;
  const value = remembered(async () => {
    if (isDown) throw new Error('down');
    return 'up';
  }, 100);
  await expect(value(at(0))).rejects.toThrow('down');
  isDown = false;
  expect(await value(at(0))).toBe('up');
});
