/** A part that ran at least so long was well: its next end is its first again. Milliseconds. */
export const STEADY_MS = 10_000;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

/**
 * How long a part waits before it comes back: the first time not at all, then longer each time.
 * @param ends how many times in a row it ended by itself before it was steady, this time included.
 */
export function restartDelayMs(ends: number): number {
  return ends <= 1 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (ends - 2));
}
