/** The index can be rebuilt from the ministries at any time. An empty one (new, or lost) rebuilds itself. */
import type { Logger } from '#kit/log.ts';
import type { ApplicationIndex } from './application-index.ts';
import type { MinistryDesks } from './ministry-desks.ts';

const BATCH = 200;
const RETRY_MS = 2_000;

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

/** Rebuilds an empty index in the background; a ministry that does not answer is asked again until it does. */
export function rebuildWhenEmpty(index: ApplicationIndex, desks: MinistryDesks, log: Logger) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function rebuild(ministries: readonly string[]): Promise<void> {
    const left: string[] = [];
    for (const ministry of ministries) {
      if (stopped) return;
      try {
        const count = await rebuildFrom(ministry, index, desks);
        if (count > 0) log.info({ ministry, count }, 'rebuilt the index');
      } catch (error) {
        log.info({ ministry, error: String(error) }, 'cannot be read yet');
        left.push(ministry);
      }
    }
    if (left.length === 0 || stopped) return;
    timer = setTimeout(() => {
      round = rebuild(left);
    }, RETRY_MS);
  }

  return {
    start: () => {
      round = index
        .isEmpty()
        .then(async (isEmpty) => {
          if (isEmpty) await rebuild(await desks.ministries());
        })
        .catch((error: unknown) => log.error({ err: error }, 'the index was not rebuilt'));
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
