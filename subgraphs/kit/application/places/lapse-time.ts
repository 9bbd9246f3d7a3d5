/** Until when a place is held for somebody who has not paid. Pure. */

const MINUTE_MS = 60_000;

/**
 * A seat that nobody pays for is lost to everybody else. Half an hour is enough for a mobile wallet's code to come, for a
 * second try with another card, and for an entrepreneur to take the cash; and short enough that the seat is sold again today.
 */
const UNPAID_MINUTES = 30;

/** Who waited is not at the screen when a place comes free: they have a day. */
const CALLED_MINUTES = 24 * 60;

/** For who has just booked. @param startsAt when the slot begins; null for what has no time. */
export function heldUntil(now: Date, startsAt: Date | null): Date {
  return notBeyond(startsAt, minutesLater(now, UNPAID_MINUTES));
}

/** For who was called from the waiting list. */
export function calledUntil(now: Date, startsAt: Date | null): Date {
  return notBeyond(startsAt, minutesLater(now, CALLED_MINUTES));
}

/** An instant, or the beginning of the slot when that is sooner: nobody pays for a train that has left. */
export function notBeyond(startsAt: Date | null, instant: Date): Date {
  return startsAt && startsAt < instant ? startsAt : instant;
}

function minutesLater(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MINUTE_MS);
}
