import { expect, test } from 'vitest';
import { problem } from '../../errors/problem.ts';
import type { Kind } from '../lifecycle.ts';
import { claimKey, isDecided } from './claim.ts';

test.each<[Kind, boolean]>([
  ['APPLICATION', true],
  ['PAYMENT', false],
  ['APPOINTMENT', false],
  ['REPORT', false],
])('what one alone may hold is given by a decision: %s, %s', (kind, expected) => {
  expect(isDecided(kind)).toBe(expected);
});

test('two services that name their claims alike do not take them from each other', () => {
  const claim = { key: '1990123456789', taken: problem(null, 'HAS_ONE') };
  expect(claimKey('old-age-allowance', claim)).not.toBe(claimKey('widow-allowance', claim));
});
