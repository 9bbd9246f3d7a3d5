/** Within three months of its signing a deed is presented for registration. Source: Registration Act 1908, s. 23 as amended in 2004. */
export const REGISTRATION_MONTHS = 3;

/**
 * Whether a deed was presented after its time. Days are `YYYY-MM-DD`, months those of the calendar (General Clauses Act
 * 1897, s. 3). The last day may be one that the month lacks, `2026-02-30`: as text it still lies before the next month.
 */
export function isRegisteredLate(deedDate: string, registrationDate: string): boolean {
  const months = Number(deedDate.slice(0, 4)) * 12 + Number(deedDate.slice(5, 7)) - 1 + REGISTRATION_MONTHS;
  const month = String((months % 12) + 1).padStart(2, '0');
  return registrationDate > `${Math.floor(months / 12)}-${month}-${deedDate.slice(8)}`;
}
