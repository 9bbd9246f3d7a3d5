/**
 * Work that is done again and again until the other side has taken it: one round at a time, the next one later while the
 * other side is away, and a word in the log when it goes and when it comes back.
 */
import type { Logger } from './log.ts';

export type Rounds = {
  /** Begins a round soon; more than one wish is one round. */
  soon(): void;
  /** Follows work beside the rounds: it tells whether the other side answers. Never rejects. */
  follow(work: Promise<unknown>): Promise<void>;
  /** Whether the other side did not answer last. */
  isDown(): boolean;
  start(): void;
  /** Ends after what is under way. */
  stop(): Promise<void>;
};

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;

export type RoundTimes = {
  /** Left out, a round comes when it is wished for, and again after one that failed. */
  readonly everyMs?: number;
  /** What is wished for within it is one round. */
  readonly soonMs?: number;
};

/** @param whom the other side, for the log. @param work rejects when it was not taken. */
export function createRounds(
  whom: string,
  work: () => Promise<unknown>,
  log: Logger,
  { everyMs, soonMs = 0 }: RoundTimes = {},
): Rounds {
  const underWay = new Set<Promise<void>>();
  let retryMs = FIRST_RETRY_MS;
  let isDown = false;
  let isStopped = false;
  let isInRound = false;
  let isWished = false;
  let timer: NodeJS.Timeout | undefined;

  function answered(): void {
    if (isDown) log.info(`${whom} answers again`);
    isDown = false;
    retryMs = FIRST_RETRY_MS;
  }

  function failed(error: unknown): void {
    if (!isDown) log.warn({ error: String(error) }, `${whom} does not take what it is told; it waits here`);
    retryMs = isDown ? Math.min(retryMs * 2, LAST_RETRY_MS) : FIRST_RETRY_MS;
    isDown = true;
    // After a round that failed the next one is set by its end.
    if (!isInRound) schedule(retryMs);
  }

  function follow(done: Promise<unknown>): Promise<void> {
    const followed = done.then(answered, failed).finally(() => underWay.delete(followed));
    underWay.add(followed);
    return followed;
  }

  function schedule(delayMs: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(round, delayMs);
  }

  function round(): void {
    timer = undefined;
    isInRound = true;
    isWished = false;
    void follow(work()).then(() => {
      isInRound = false;
      if (isDown) schedule(retryMs);
      else if (isWished) schedule(soonMs);
      else if (everyMs !== undefined) schedule(everyMs);
    });
  }

  return {
    soon: () => {
      isWished = true;
      // While it is away its own round comes; a wish would not bring it back sooner.
      if (!isInRound && !isDown && (timer === undefined || everyMs !== undefined)) schedule(soonMs);
    },
    follow,
    isDown: () => isDown,
    start: () => schedule(0),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}
