import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayInDhaka } from '../clock.ts';
import { dueDate, workingDaysBetween } from './working-days.ts';

const noHolidays = new Set<string>();
const inDhaka = (time: string) => new Date(`${time}+06:00`);
const due = (from: string, workingDays: number, holidays: readonly string[] = []) =>
  dayInDhaka(dueDate(inDhaka(from), workingDays, new Set(holidays)));

test.each([
  ['one day after a Tuesday is Wednesday', '2026-03-03T12:00:00', 1, '2026-03-04'],
  ['one day after a Thursday is Sunday', '2026-03-05T12:00:00', 1, '2026-03-08'],
  ['one day after a Friday is Sunday', '2026-03-06T12:00:00', 1, '2026-03-08'],
  ['five days are a week', '2026-03-03T12:00:00', 5, '2026-03-10'],
  ['no days are the end of the same day', '2026-03-03T12:00:00', 0, '2026-03-03'],
  ['no days on a Friday are that Friday', '2026-03-06T12:00:00', 0, '2026-03-06'],
  ['fifteen days are three weeks', '2026-03-03T12:00:00', 15, '2026-03-24'],
  ['the last day of February is no special day', '2028-02-28T12:00:00', 1, '2028-02-29'],
])('%s', (_, from, workingDays, expected) => {
  expect(due(from, workingDays)).toBe(expected);
});

test.each([
  ['a holiday is skipped', ['2026-03-04'], '2026-03-05'],
  ['two in a row are', ['2026-03-04', '2026-03-05'], '2026-03-08'],
  ['one on the weekend changes nothing', ['2026-03-06'], '2026-03-04'],
  ['one on the day itself changes nothing', ['2026-03-03'], '2026-03-04'],
])('%s', (_, holidays, expected) => {
  expect(due('2026-03-03T12:00:00', 1, holidays)).toBe(expected);
});

test('the day begins at midnight in Dhaka, which is six in the evening in UTC', () => {
  expect(dueDate(new Date('2026-03-03T17:59:59.999Z'), 0, noHolidays).toISOString()).toBe('2026-03-03T17:59:59.999Z');
  expect(dueDate(new Date('2026-03-03T18:00:00.000Z'), 0, noHolidays).toISOString()).toBe('2026-03-04T17:59:59.999Z');
  expect(due('2026-03-05T23:59:59', 1)).toBe('2026-03-08');
  expect(due('2026-03-08T00:00:00', 1)).toBe('2026-03-09');
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d days are no number of days', (workingDays) => {
  expect(() => dueDate(inDhaka('2026-03-03T12:00:00'), workingDays, noHolidays)).toThrow(RangeError);
});

test('an application is due on a working day, after so many of them', () => {
  const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 60 }), (from, workingDays) => {
      const end = dueDate(from, workingDays, noHolidays);
      expect(end.getTime()).toBeGreaterThan(from.getTime());
      const weekday = new Date(dayInDhaka(end)).getUTCDay();
      expect([5, 6]).not.toContain(weekday);
      // Of any seven days, five are working days.
      const days = Math.round((Date.parse(dayInDhaka(end)) - Date.parse(dayInDhaka(from))) / 86_400_000);
      expect(days).toBeGreaterThanOrEqual(workingDays);
      expect(days).toBeLessThanOrEqual(Math.ceil(workingDays / 5) * 7 + 2);
    }),
  );
});

test.each([
  ['the same day is none', '2026-03-03T09:00:00', '2026-03-03T23:59:59', [], 0],
  ['the next day is one, however few hours later', '2026-03-03T23:59:59', '2026-03-04T00:00:00', [], 1],
  ['a weekend does not count', '2026-03-05T12:00:00', '2026-03-08T12:00:00', [], 1],
  ['a decision on a Saturday counts no day more than on Thursday', '2026-03-03T12:00:00', '2026-03-07T12:00:00', [], 2],
  ['a holiday does not count', '2026-03-03T12:00:00', '2026-03-05T12:00:00', ['2026-03-04'], 1],
  ['backwards is none', '2026-03-05T12:00:00', '2026-03-03T12:00:00', [], 0],
])('%s', (_, from, to, holidays, expected) => {
  expect(workingDaysBetween(inDhaka(from), inDhaka(to), new Set(holidays))).toBe(expected);
});

test('what is done by its due date took no more working days than were promised, and one working day later took more', () => {
  const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 }), (from, promised, hours) => {
      const due = dueDate(from, promised, noHolidays);
      expect(workingDaysBetween(from, due, noHolidays)).toBe(promised);
      const late = dueDate(new Date(due.getTime() + hours * 3_600_000), 1, noHolidays);
      expect(workingDaysBetween(from, late, noHolidays)).toBeGreaterThan(promised);
    }),
  );
});
