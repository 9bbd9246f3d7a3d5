/**
 * The index can be rebuilt from the ministries at any time. What it has not read of a ministry (it is new, was lost, or was
 * stopped while it read) it reads by itself.
 */
import type { Logger } from '#kit/log.ts';
import type { ApplicationIndex } from './application-index.ts';
import type { MinistryDesks } from './ministry-desks.ts';

const BATCH = 200;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

/** Reads every application of a ministry into the index; gives how many there were. */
export async function rebuildFrom(ministry: string, index: ApplicationIndex, desks: MinistryDesks): Promise<number> {
  let after = '';
  let count = 0;
  for (;;) {
    const batch = await desks.snapshots(ministry, after, BATCH);
    await index.apply(batch);
    count += batch.length;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return count;
    after = last.id;
  }
}

/** Reads in the background what is missing; a ministry that does not answer is asked again until it does. */
export function rebuildWhatIsMissing(index: ApplicationIndex, desks: MinistryDesks, log: Logger) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function rebuild(ministry: string): Promise<boolean> {
    try {
      const count = await rebuildFrom(ministry, index, desks);
      await index.setRead(ministry);
      if (count > 0) log.info({ ministry, count }, 'rebuilt the index');
      return true;
    } catch (error) {
      log.info({ ministry, error: String(error) }, 'cannot be read yet');
      return false;
    }
  }

  async function missing(): Promise<readonly string[]> {
    const read = await index.readMinistries();
    return (await desks.ministries()).filter((ministry) => !read.has(ministry));
  }

  /** @param left the ministries that are missing; null while nobody could look. @returns those that still are. */
  async function rebuildAll(left: readonly string[] | null): Promise<readonly string[] | null> {
    try {
      const stillLeft: string[] = [];
      for (const ministry of left ?? (await missing()))
        if (!stopped && !(await rebuild(ministry))) stillLeft.push(ministry);
      return stillLeft;
    } catch (error) {
      log.error({ err: error }, 'the index cannot be rebuilt yet');
      return left;
    }
  }

  function run(left: readonly string[] | null, retryMs: number): void {
    round = rebuildAll(left).then((stillLeft) => {
      if (stopped || stillLeft?.length === 0) return;
      timer = setTimeout(run, retryMs, stillLeft, Math.min(retryMs * 2, LAST_RETRY_MS));
    });
  }

  return {
    start: () => run(null, FIRST_RETRY_MS),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
