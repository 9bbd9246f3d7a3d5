import { dayInDhaka } from '../clock.ts';

/** Public holidays as data, `YYYY-MM-DD` in Dhaka. */
export type HolidayCalendar = ReadonlySet<string>;

const DAY_MS = 86_400_000;
const FRIDAY = 5;
const SATURDAY = 6;

/**
 * Due date of an application: `workingDays` after `from`, skipping Fridays, Saturdays and `holidays`.
 * @param from UTC instant of submission; the day is taken in Asia/Dhaka.
 * @returns the end of that working day, as a UTC instant.
 * @throws RangeError for a negative or fractional `workingDays`.
 */
export function dueDate(from: Date, workingDays: number, holidays: HolidayCalendar): Date {
  if (!Number.isInteger(workingDays) || workingDays < 0)
    throw new RangeError(`workingDays must be a whole number from 0, not ${workingDays}`);
  // Bangladesh keeps UTC+6 all year, so a day in Dhaka is 24 hours.
  let day = new Date(`${dayInDhaka(from)}T00:00:00+06:00`);
  let left = workingDays;
  while (left > 0) {
    day = new Date(day.getTime() + DAY_MS);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return new Date(day.getTime() + DAY_MS - 1);
}

/** @param midnight the beginning of the day in Dhaka. */
function isWorkingDay(midnight: Date, holidays: HolidayCalendar): boolean {
  const day = dayInDhaka(midnight);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== FRIDAY && weekday !== SATURDAY && !holidays.has(day);
}
