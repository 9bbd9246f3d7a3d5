import { expect, test } from 'vitest';
import { neededFields } from './needed-fields.ts';

test.each([
  ['both are there', { deedNumber: '4521', deedDate: '2026-03-10' }, null],
  ['one is empty', { deedNumber: '', deedDate: '2026-03-10' }, 'deedNumber'],
  ['the other is missing', { deedNumber: '4521', deedDate: null }, 'deedDate'],
  ['both are missing', {}, 'deedNumber'],
])('%s', (_, input, field) => {
  const objection = neededFields(input, ['deedNumber', 'deedDate'], 'DEED_MISSING', { limitMonths: 3 });
  expect(objection).toEqual(field && { field, code: 'DEED_MISSING', values: { limitMonths: 3 } });
});
