/** How a national ID (10, 13 or 17 digits, normalised by the kit) is shown. */

const SHOWN_DIGITS = 4;

/** A number with all but its last four digits hidden: enough for its owner to know it. */
export function masked(number: string): string {
  return number.slice(-SHOWN_DIGITS).padStart(number.length, '•');
}
