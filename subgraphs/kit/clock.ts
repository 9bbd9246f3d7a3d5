/** The one source of time. Injected, so that a test can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

const DHAKA_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Dhaka' });

/** The calendar day in Dhaka at an instant, `YYYY-MM-DD`. */
export function dayInDhaka(instant: Date): string {
  return DHAKA_DAY.format(instant);
}

/**
 * The instant at which a time of day comes in Dhaka, which keeps UTC+6 all year.
 * @param day `YYYY-MM-DD`.
 * @param time `09:30`, or a full hour: its number, or its name in a form's choices (`AT_09`).
 */
export function instantInDhaka(day: string, time: string | number): Date {
  const text = String(time).replace('AT_', '').padStart(2, '0');
  return new Date(`${day}T${text.includes(':') ? text : `${text}:00`}:00+06:00`);
}
