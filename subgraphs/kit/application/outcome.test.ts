import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';

const schema = buildSchema('type Query { a: Int } type Permit { "Permit number" permitNumber: String }');
const well = { outcomeType: 'Permit', definition: { code: 'well' } };

test('an outcome is kept as it is, and in words', () => {
  expect(outcomeOf({ schema }, well, { permitNumber: 'W-1' })).toMatchObject({
    outcomeValues: { permitNumber: 'W-1' },
    outcome: [{ name: 'permitNumber', label: { en: 'Permit number' }, value: { en: 'W-1' } }],
  });
});

test('one that its type does not show is told by its name', () => {
  expect(() => outcomeOf({ schema }, well, { permitNo: 'W-1' })).toThrow(
    'the outcome of well has permitNo, which is no field of Permit',
  );
});
