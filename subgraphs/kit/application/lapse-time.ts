/** Until when a place is held for somebody who has not paid. Pure. */

const MINUTE_MS = 60_000;

/**
 * A seat that nobody pays for is lost to everybody else. Half an hour is enough for a mobile wallet's code to come, for a
 * second try with another card, and for an entrepreneur to take the cash; and short enough that the seat is sold again today.
 */
const UNPAID_MINUTES = 30;

/** Who waited is not at the screen when a place comes free: they have a day. */
const CALLED_MINUTES = 24 * 60;

/** For who has just booked. */
export function heldUntil(now: Date): Date {
  return minutesLater(now, UNPAID_MINUTES);
}

/** For who was called from the waiting list, though not beyond the beginning of the slot. */
export function calledUntil(now: Date, startsAt: Date | undefined): Date {
  const last = minutesLater(now, CALLED_MINUTES);
  return startsAt && startsAt < last ? startsAt : last;
}

function minutesLater(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE_MS);
}
