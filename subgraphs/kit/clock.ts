/** The one source of time. Injected, so that a test can set it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Dhaka keeps UTC+6 all year. Counted by hand: `Intl` takes ten times as long, and every look at somebody's data has its day. */
const DHAKA_AHEAD_MS = 6 * 3_600_000;

/** The calendar day in Dhaka at an instant, `YYYY-MM-DD`. */
export function dayInDhaka(instant: Date): string {
  return new Date(instant.getTime() + DHAKA_AHEAD_MS).toISOString().slice(0, 10);
}

/** The hour in Dhaka at an instant, 0 to 23. */
export function hourInDhaka(instant: Date): number {
  return new Date(instant.getTime() + DHAKA_AHEAD_MS).getUTCHours();
}

/**
 * The instant at which a time of day comes in Dhaka.
 * @param day `YYYY-MM-DD`.
 * @param time `09:30`, or a full hour: its number, or its name in a form's choices (`AT_09`).
 */
export function instantInDhaka(day: string, time: string | number): Date {
  const text = String(time).replace('AT_', '').padStart(2, '0');
  return new Date(`${day}T${text.includes(':') ? text : `${text}:00`}:00+06:00`);
}
