/** Processes of a start that was killed: they see it and end by themselves; the next start waits for them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type RollEntry, readRoll, stillRunning } from './roll.ts';

/** What a part may take to end by itself. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * Waits until nothing of the last start on this DATA_DIR runs, and ends what does not end in time.
 * @throws AbortError when `ending` says so.
 */
export async function waitForLeftovers(
  folder: string,
  say: (line: string) => void,
  ending: AbortSignal,
): Promise<void> {
  const roll = readRoll(folder);
  const giveUpAt = performance.now() + PATIENCE_MS;
  let left = stillRunning(roll);
  if (left.length > 0) say(`The last start was killed; waiting for ${inWords(left)} to end …`);
  while (left.length > 0) {
    if (performance.now() > giveUpAt) for (const { pid } of left) kill(pid);
    await sleep(LOOK_EVERY_MS, undefined, { signal: ending });
    left = stillRunning(roll);
  }
}

function inWords(left: readonly RollEntry[]): string {
  return left.map(({ name }) => name).join(', ');
}

function kill(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
