/** Within three months of its signing a deed is presented for registration. Source: Registration Act 1908, s. 23 as amended in 2004. */
export const REGISTRATION_MONTHS = 3;

/** Whether a deed was presented after its time. Days are `YYYY-MM-DD`. */
export function isRegisteredLate(deedDate: string, registrationDate: string): boolean {
  return registrationDate > monthsLater(deedDate, REGISTRATION_MONTHS);
}

/**
 * The same day some months later, or that month's last day when it has no such day.
 * Source: General Clauses Act 1897, s. 3 (a month is one of the calendar).
 */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}
