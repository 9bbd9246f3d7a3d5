import { expect, test } from 'vitest';
import { indexOfRepeat, sharesObjection } from './list-rules.ts';

test.each([
  [[], -1],
  [['a', 'b', 'c'], -1],
  [['a', 'b', 'b', 'a'], 2],
  [['a', 'a'], 1],
])('in %j the first repeat is at %i', (items, index) => {
  expect(indexOfRepeat(items)).toBe(index);
});

test.each([
  ['one has all', [100], undefined],
  ['three thirds', [33.33, 33.33, 33.33], undefined],
  ['half of it', [50], 50],
  ['more than all', [60.004, 60.004], 120.01],
  ['nobody', [], 0],
])('%s', (_, shares, sharesPercent) => {
  const objection = sharesObjection(
    'heirs',
    shares.map((sharePercent) => ({ sharePercent })),
  );
  expect(objection?.values.sharesPercent).toBe(sharesPercent);
  expect(objection?.code).toBe(sharesPercent === undefined ? undefined : 'SHARES_NOT_WHOLE');
});
