/**
 * Tells another subgraph what a record has become: at least once, the newest state with its version. A write marks the
 * record as untold; telling takes the mark away, unless the record has changed meanwhile. What is left (the other side was
 * down, we were killed) is found by the mark at the start and in each round.
 */
import type { Logger } from './log.ts';
import { createRounds } from './rounds.ts';

/** How a kind of record is told. */
export type Telling<Record> = {
  /** Some of those that are not told yet. */
  readonly untold: () => Promise<readonly Record[]>;
  /** Rejects when the other side did not take it. */
  readonly tell: (record: Record) => Promise<void>;
  /** Takes the mark away, if the record is still the one that was told. */
  readonly told: (record: Record) => Promise<void>;
};

export type Teller<Record> = {
  /** Tells a record that was just written. Settles when it is told or after `PATIENCE_MS`; never rejects. */
  tell(record: Record): Promise<void>;
  start(): void;
  /** Ends after what is under way. */
  stop(): Promise<void>;
};

/** How long a mutation waits for it: a suspension is then known everywhere before the operator reads the answer. */
const PATIENCE_MS = 1_000;
/** A suspension has to be known within a minute of the other side's coming back. */
const ROUND_MS = 5_000;

/** @param whom the other side, for the log. */
export function createTeller<Record>(whom: string, telling: Telling<Record>, log: Logger): Teller<Record> {
  let isStopped = false;
  const rounds = createRounds(whom, tellAll, log, { everyMs: ROUND_MS });

  async function bring(record: Record): Promise<void> {
    await telling.tell(record);
    await telling.told(record);
  }

  /** Rejects when one is not taken. */
  async function tellAll(): Promise<void> {
    for (let some = await telling.untold(); some.length > 0; some = await telling.untold())
      await Promise.all(some.map(bring));
  }

  return {
    // Also while the other side is known to be down: a suspension is tried for at once.
    tell: (record) =>
      isStopped ? Promise.resolve() : Promise.race([rounds.follow(bring(record)), after(PATIENCE_MS)]),
    start: rounds.start,
    stop: () => {
      isStopped = true;
      return rounds.stop();
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
