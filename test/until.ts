/** Waits for what comes by itself, also where Vitest's own `expect.poll` may not: in hooks, and outside of a test run. */
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;

/** @param what a sentence, for the error. @throws Error when it has not come within the time. */
export async function until(isTrue: () => boolean | Promise<boolean>, what: string, withinMs = 60_000): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error(`it did not happen within ${withinMs / 1000} s that ${what}`);
    await pause(POLL_MS);
  }
}
