/** Writes that are shared: what comes while one is under way is written together by the next. */
import { setTimeout } from 'node:timers/promises';

type Waiting<Item> = {
  readonly items: readonly Item[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

/**
 * @param write writes items in their order; one write is under way at a time.
 * @param gatherMs how long a write waits for more where callers meet: one came while another was written, or the last write
 * was shared. Who comes alone does not wait.
 * @returns what settles when its items are written, and rejects when they are not.
 */
export function groupCommit<Item>(
  write: (items: readonly Item[]) => Promise<void>,
  gatherMs: number,
): (items: readonly Item[]) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let isWriting = false;
  let haveMet = false;

  async function writeAllWaiting(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      if (haveMet && gatherMs > 0) await setTimeout(gatherMs);
      const batch = waiting;
      waiting = [];
      try {
        await write(batch.flatMap(({ items }) => items));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
      // What waits now has come during the write.
      haveMet = batch.length > 1 || waiting.length > 0;
    }
    isWriting = false;
  }

  return (items) =>
    new Promise((done, failed) => {
      waiting.push({ items, done, failed });
      if (!isWriting) void writeAllWaiting();
    });
}
