import { describe, expect, test } from 'vitest';
import { birthYearAgrees, isOfAge, isSamePerson, nationalIdKey, numberFieldOf, personKey } from './person-number.ts';

describe('a national ID', () => {
  test.each([
    ['19901990123456789', '1990123456789'],
    ['1990123456789', '1990123456789'],
    ['2837461509', '2837461509'],
  ])('%s is compared as %s', (nationalId, key) => {
    expect(nationalIdKey(nationalId)).toBe(key);
  });

  test.each([
    ['1965123456701', '19651965123456701', true],
    ['1965123456701', '1965123456701', true],
    ['1965123456701', '1965123456702', false],
    ['4567017890', '19651964567017890', false],
  ])('%s and %s: the same person is %s', (one, other, isSame) => {
    expect(isSamePerson(one, other)).toBe(isSame);
    expect(isSamePerson(other, one)).toBe(isSame);
  });
});

test.each([
  ['a national ID, with the year of birth or without', { nationalId: '19901990123456789' }, '1990123456789'],
  ['the national ID, when there are both', { nationalId: '2837461509', birthRegistration: '1' }, '2837461509'],
  // With its year: the 13 digits may be somebody's national ID.
  ['the whole birth registration', { nationalId: null, birthRegistration: '20191990123456789' }, '20191990123456789'],
])('a person is known by %s', (_, numbers, key) => {
  expect(personKey(numbers)).toBe(key);
});

test('one is of age on the eighteenth birthday, and is known by the national ID from then on', () => {
  const days = ['2026-11-23', '2026-11-24'];
  expect(days.map((day) => isOfAge('2008-11-24', day))).toEqual([false, true]);
  expect(days.map((day) => numberFieldOf('2008-11-24', day))).toEqual(['birthRegistration', 'nationalId']);
});

test.each([
  ['the year of birth in the number', { birthRegistration: '19902692516107654', dateOfBirth: '1990-05-17' }, undefined],
  ['another year', { birthRegistration: '19902692516107654', dateOfBirth: '1991-05-17' }, 'BIRTH_YEAR_DIFFERS'],
  ['no number', { birthRegistration: null, dateOfBirth: '1991-05-17' }, undefined],
  ['no day', { birthRegistration: '19902692516107654' }, undefined],
])('%s: %s', async (_, input, code) => {
  const context = { input } as Parameters<typeof birthYearAgrees>[0];
  expect((await birthYearAgrees(context))?.code).toBe(code);
});
