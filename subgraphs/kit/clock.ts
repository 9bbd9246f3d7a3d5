/** The one source of time. Injected, so that a test can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

const DHAKA_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Dhaka' });

/** The calendar day in Dhaka at an instant, `YYYY-MM-DD`. */
export function dayInDhaka(instant: Date): string {
  return DHAKA_DAY.format(instant);
}
