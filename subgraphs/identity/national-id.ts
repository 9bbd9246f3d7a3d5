/**
 * National IDs (10, 13 or 17 digits, normalised by the kit): what makes two of them one person's, and how one is shown.
 */

/** The old number without the year of birth that may stand before it: both spellings lead to one person, and to one limit. */
export function nationalIdKey(nationalId: string): string {
  return nationalId.length === 17 ? nationalId.slice(4) : nationalId;
}

const SHOWN_DIGITS = 4;

/** A number with all but its last four digits hidden: enough for its owner to know it. */
export function masked(number: string): string {
  return number.slice(-SHOWN_DIGITS).padStart(number.length, '•');
}
