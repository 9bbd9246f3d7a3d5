import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  daysBetween,
  daysLater,
  isFriday,
  isWeekend,
  monthsLater,
  weekdayOf,
  workingDaysLater,
  yearsBetween,
  yearsLater,
} from './days.ts';

describe('an age', () => {
  test.each([
    ['2000-05-17', '2018-05-16', 17],
    ['2000-05-17', '2018-05-17', 18],
    ['2000-05-17', '2018-12-31', 18],
    ['2000-12-31', '2001-01-01', 0],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-01-01', '2026-01-01', 0],
  ])('of who was born on %s is on %s: %i', (born, today, years) => {
    expect(yearsBetween(born, today)).toBe(years);
  });
});

test.each([
  ['2026-03-03', '2026-03-03', 0],
  ['2026-02-28', '2026-03-01', 1],
  ['2028-02-28', '2028-03-01', 2],
  ['2026-03-03', '2026-03-01', -2],
  ['2025-12-31', '2026-12-31', 365],
])('from %s to %s: %i days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test.each([
  ['2026-03-03', 10, '2036-03-03'],
  ['2028-02-29', 1, '2029-03-01'],
  ['2028-02-29', 4, '2032-02-29'],
  ['2026-03-03', -18, '2008-03-03'],
])('%s and %i years: %s', (day, years, expected) => {
  expect(yearsLater(day, years)).toBe(expected);
});

test.each([
  ['2026-03-10', 3, '2026-06-10'],
  ['2025-11-30', 3, '2026-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-09-30', 3, '2026-12-30'],
  ['2026-10-31', 3, '2027-01-31'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-03-31', 0, '2026-03-31'],
])('%s and %i months: %s', (day, months, expected) => {
  expect(monthsLater(day, months)).toBe(expected);
});

test('a week has one Friday and a weekend of two days', () => {
  const week = ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05'];
  expect(week.map(weekdayOf)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(week.filter(isFriday)).toEqual(['2026-12-04']);
  expect(week.filter(isWeekend)).toEqual(['2026-12-04', '2026-12-05']);
});

test.each([
  ['2026-12-01', 1, '2026-12-02'],
  ['2026-12-03', 1, '2026-12-06'],
  ['2026-12-04', 0, '2026-12-04'],
  ['2026-12-01', 5, '2026-12-08'],
])('%s and %i working days: %s', (day, count, expected) => {
  expect(workingDaysLater(day, count)).toBe(expected);
});

test('what is a day off can be said', () => {
  expect(workingDaysLater('2026-12-03', 2, isFriday)).toBe('2026-12-06');
});

describe('of any two days', () => {
  const days = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  test('counting back and forth comes to the same day', () => {
    fc.assert(
      fc.property(days, days, (one, other) => {
        expect(daysLater(one, daysBetween(one, other))).toBe(other);
        expect(daysBetween(other, one) + daysBetween(one, other)).toBe(0);
      }),
    );
  });

  test('one is so old on the birthday, and not on the day before', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 99 }), (born, years) => {
        const birthday = yearsLater(born, years);
        expect(yearsBetween(born, birthday)).toBe(years);
        expect(yearsBetween(born, daysLater(birthday, -1))).toBe(years - 1);
      }),
    );
  });
});
