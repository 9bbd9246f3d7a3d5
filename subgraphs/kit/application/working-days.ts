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
  let day = midnightOf(from);
  let left = workingDays;
  while (left > 0) {
    day = new Date(day.getTime() + DAY_MS);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return new Date(day.getTime() + DAY_MS - 1);
}

/**
 * How many working days somebody waited: those after the day of `from`, up to the day of `to`. What is done by the
 * `dueDate` of so many working days took no more than so many.
 * @returns 0 also when `to` is before `from`.
 */
export function workingDaysBetween(from: Date, to: Date, holidays: HolidayCalendar): number {
  const last = midnightOf(to).getTime();
  let day = midnightOf(from).getTime();
  let count = 0;
  while (day < last) {
    day += DAY_MS;
    if (isWorkingDay(new Date(day), holidays)) count += 1;
  }
  return count;
}

// Bangladesh keeps UTC+6 all year, so a day in Dhaka is 24 hours.
function midnightOf(instant: Date): Date {
  return new Date(`${dayInDhaka(instant)}T00:00:00+06:00`);
}

/** @param midnight the beginning of the day in Dhaka. */
function isWorkingDay(midnight: Date, holidays: HolidayCalendar): boolean {
  const day = dayInDhaka(midnight);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== FRIDAY && weekday !== SATURDAY && !holidays.has(day);
}
