import { dayInDhaka } from '../clock.ts';
import { daysLater, isWeekend, workingDaysLater } from '../days.ts';

/** Public holidays as data, `YYYY-MM-DD` in Dhaka. */
export type HolidayCalendar = ReadonlySet<string>;

/**
 * Due date of an application: `workingDays` after `from`, skipping Fridays, Saturdays and `holidays`.
 * @param from UTC instant of submission; the day is taken in Asia/Dhaka.
 * @returns the end of that working day, as a UTC instant.
 * @throws RangeError for a negative or fractional `workingDays`.
 */
export function dueDate(from: Date, workingDays: number, holidays: HolidayCalendar): Date {
  if (!Number.isInteger(workingDays) || workingDays < 0)
    throw new RangeError(`workingDays must be a whole number from 0, not ${workingDays}`);
  const day = workingDaysLater(dayInDhaka(from), workingDays, (each) => isOff(each, holidays));
  // Bangladesh keeps UTC+6 all year.
  return new Date(`${day}T23:59:59.999+06:00`);
}

/**
 * How many working days somebody waited: those after the day of `from`, up to the day of `to`. What is done by the
 * `dueDate` of so many working days took no more than so many.
 * @returns 0 also when `to` is before `from`.
 */
export function workingDaysBetween(from: Date, to: Date, holidays: HolidayCalendar): number {
  const last = dayInDhaka(to);
  let count = 0;
  for (let day = daysLater(dayInDhaka(from), 1); day <= last; day = daysLater(day, 1))
    if (!isOff(day, holidays)) count += 1;
  return count;
}

function isOff(day: string, holidays: HolidayCalendar): boolean {
  return isWeekend(day) || holidays.has(day);
}
