import { expect, test } from 'vitest';
import { dayInDhaka, instantInDhaka } from './clock.ts';

test.each([
  ['09:30', '2026-03-03T03:30:00.000Z'],
  ['00:00', '2026-03-02T18:00:00.000Z'],
  ['AT_09', '2026-03-03T03:00:00.000Z'],
  ['AT_14', '2026-03-03T08:00:00.000Z'],
  [9, '2026-03-03T03:00:00.000Z'],
  [16, '2026-03-03T10:00:00.000Z'],
])('%s of a day in Dhaka is an instant', (time, instant) => {
  expect(instantInDhaka('2026-03-03', time).toISOString()).toBe(instant);
  expect(dayInDhaka(new Date(instant))).toBe('2026-03-03');
});
