/** Counting between calendar days, `YYYY-MM-DD`, as rules need it. Pure. */

const DAY_MS = 86_400_000;

/** Whole years from one day to another: an age. Who was born on 29 February has the birthday on 1 March in other years. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) >= from.slice(5) ? years : years - 1;
}

/** Days from one day to another; negative when `to` is before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The same day some years later; of 29 February in a common year, 1 March. */
export function yearsLater(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

/** The same day some months later; of a day that the month lacks, its last: a month of law is one of the calendar. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The day so many days later (or earlier, when negative). */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week: 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export const SUNDAY = 0;
export const FRIDAY = 5;
export const SATURDAY = 6;

export function isFriday(day: string): boolean {
  return weekdayOf(day) === FRIDAY;
}

/** Friday and Saturday, when offices are closed. */
export function isWeekend(day: string): boolean {
  return weekdayOf(day) >= FRIDAY;
}

/**
 * The last of so many working days after a day; with 0, the day itself, whether one works on it or not.
 * @param isOff the days that do not count; left out, the weekend of offices.
 */
export function workingDaysLater(
  day: string,
  workingDays: number,
  isOff: (day: string) => boolean = isWeekend,
): string {
  let last = day;
  for (let left = workingDays; left > 0; ) {
    last = daysLater(last, 1);
    if (!isOff(last)) left -= 1;
  }
  return last;
}
