import { expect, test } from 'vitest';
import { areaOf } from '../areas/area-map.ts';
import { formats } from '../form/formats.ts';
import { isDay } from '../form/relative-day.ts';
import { seeded } from './seed.ts';

const people = (name: string) => {
  const seed = seeded(name);
  return seed.rows(300, () => seed.person());
};

test('the same registry gets the same data at each start, another registry other data', () => {
  expect(people('voters')).toEqual(people('voters'));
  expect(people('voters')).not.toEqual(people('births'));
});

test('people are plausible', () => {
  for (const { name, dateOfBirth, nationalId, mobile, gender } of people('voters')) {
    expect(name.en).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(name.bn).toMatch(/^[\p{Script=Bengali}]+ [\p{Script=Bengali}]+$/u);
    expect(isDay(dateOfBirth) && dateOfBirth >= '1936-01-01' && dateOfBirth <= '2007-12-31').toBe(true);
    expect(nationalId).toMatch(/^\d{13}$/);
    expect(nationalId.slice(0, 4)).toBe(dateOfBirth.slice(0, 4));
    expect(formats.NATIONAL_ID.check(nationalId)).toBe(true);
    expect(formats.MOBILE.check(mobile)).toBe(true);
    expect(['FEMALE', 'MALE']).toContain(gender);
  }
});

test('three hundred people have three hundred national IDs, and many names', () => {
  expect(new Set(people('voters').map(({ nationalId }) => nationalId)).size).toBe(300);
  expect(new Set(people('voters').map(({ name }) => name.en)).size).toBeGreaterThan(150);
});

test('a business has a name in both scripts, of a kind that was asked for', () => {
  const seed = seeded('businesses');
  const kinds = [
    { en: 'Traders', bn: 'ট্রেডার্স' },
    { en: 'Overseas', bn: 'ওভারসিজ' },
  ] as const;
  const names = seed.rows(100, () => seed.business(kinds));
  for (const { en, bn } of names) {
    expect(en).toMatch(/^[A-Z][A-Za-z ]+ (Traders|Overseas)$/);
    expect(bn.endsWith(en.endsWith('Traders') ? 'ট্রেডার্স' : 'ওভারসিজ')).toBe(true);
  }
  expect(new Set(names.map(({ en }) => en)).size).toBeGreaterThan(30);
});

test('a choice is of the kind of what was chosen from, without more words', () => {
  const choice: 'one' | 'other' = seeded('choices').pick(['one', 'other']);
  expect(['one', 'other']).toContain(choice);
  const [animal, legs]: readonly ['hen', 2] | readonly ['cow', 4] = seeded('animals').pick([
    ['hen', 2],
    ['cow', 4],
  ]);
  expect(legs).toBe(animal === 'hen' ? 2 : 4);
});

test('a place is a union of the country', () => {
  const seed = seeded('places');
  const unions = seed.rows(200, () => seed.union());
  for (const code of unions) expect(areaOf(code)?.level).toBe('UNION');
  expect(new Set(unions.map((code) => code.slice(0, 2))).size).toBe(8);
});

test('numbers, days and choices keep within their ends and reach them', () => {
  const seed = seeded('numbers');
  const numbers = seed.rows(500, () => seed.integer(1, 6));
  expect([...new Set(numbers)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const days = seed.rows(200, () => seed.day('2026-02-27', '2026-03-02'));
  expect([...new Set(days)].sort()).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
  expect(new Set(seed.rows(100, () => seed.pick(['one', 'other'])))).toEqual(new Set(['one', 'other']));
  for (const digits of seed.rows(100, () => seed.digits(4))) expect(digits).toMatch(/^[1-9]\d{3}$/);
  expect(seed.rows(3, (index) => index)).toEqual([0, 1, 2]);
});
