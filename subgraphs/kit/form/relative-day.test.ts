import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDay, limitsOn, relativeDay } from './relative-day.ts';

test.each([
  ['today', '2026-02-28'],
  ['today+1', '2026-03-01'],
  ['today-59', '2025-12-31'],
  ['today+30', '2026-03-30'],
  ['2024-02-29', '2024-02-29'],
])('on 28 February 2026, %s is %s', (expression, day) => {
  expect(relativeDay(expression, '2026-02-28')).toBe(day);
});

test.each(['', 'tomorrow', 'today + 1', 'today+1w', '2023-02-29', '17-05-1990', 'today-999999'])(
  '%j names no day',
  (expression) => {
    expect(() => relativeDay(expression, '2026-02-28')).toThrow(RangeError);
  },
);

test('going some days on and the same back is where one began', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.nat(20_000), (date, days) => {
      const today = date.toISOString().slice(0, 10);
      expect(relativeDay(`today-${days}`, relativeDay(`today+${days}`, today))).toBe(today);
    }),
  );
});

test('limits as they are today', () => {
  const limits = { earliest: 'today-1', latest: '2026-03-26', example: 'today' };
  expect(limitsOn(limits, '2026-03-01')).toEqual({
    earliest: '2026-02-28',
    latest: '2026-03-26',
    example: '2026-03-01',
  });
  expect(limitsOn({ maxLength: 3, example: 'today' }, '2026-03-01')).toEqual({ maxLength: 3, example: '2026-03-01' });
});

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2023-13-01', false],
  ['2023-1-1', false],
  ['0000-00-00', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
