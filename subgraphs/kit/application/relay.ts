/**
 * Brings what happened to applications to the `applications` subgraph: at least once, in order per application.
 *
 * An event is a version in the record's outbox, written in the same write as the change itself. Delivering means to send
 * the whole shared record with its version; `applications` takes it if it is newer than what it has, so a repeat, or two
 * that overtake each other, change nothing. A confirmed version leaves the outbox. What is left there (the other side was
 * down, we were killed) is found by the outbox's index when the relay starts and at each round. A kill may leave more than
 * events undone: a round does that first.
 */
import type { Model } from 'mongoose';
import type { Logger } from '../log.ts';
import { type ApplicationRecord, snapshotOf } from './record.ts';
import type { Snapshot } from './snapshot.ts';

/** Brings one record over. Rejects when it was not taken. */
export type Deliver = (snapshot: Snapshot) => Promise<void>;

export type Relay = {
  /**
   * Delivers a record that was just written. Settles when it is delivered, or after `READ_YOUR_WRITES_MS`, or at once
   * while the other side is known to be down; it never rejects, because the outbox keeps what was not delivered.
   */
  deliver(snapshot: Snapshot): Promise<void>;
  /** Delivers all that is in the outboxes; gives how many were. Rejects when one is not taken. */
  drain(): Promise<number>;
  start(): void;
  /** Ends after what is under way. */
  stop(): Promise<void>;
};

/** How long a mutation waits, so that the citizen's next query sees what they just did. */
const READ_YOUR_WRITES_MS = 250;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 5_000;
const BATCH = 50;

/** @param first what each round does before it delivers. */
export function createRelay(
  applications: Model<ApplicationRecord>,
  deliver: Deliver,
  log: Logger,
  first: () => Promise<void> = async () => {},
): Relay {
  let retryMs = FIRST_RETRY_MS;
  let isDown = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<void>>();

  async function bring(snapshot: Snapshot): Promise<void> {
    await deliver(snapshot);
    await applications.updateOne({ _id: snapshot.id }, { $pull: { outbox: { version: { $lte: snapshot.version } } } });
  }

  async function drain(): Promise<number> {
    let count = 0;
    for (;;) {
      const waiting = await applications
        .find({ 'outbox.version': { $gte: 1 } })
        .limit(BATCH)
        .lean();
      await Promise.all(waiting.map((record) => bring(snapshotOf(record))));
      count += waiting.length;
      if (waiting.length < BATCH) return count;
    }
  }

  function schedule(delayMs: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      round = first()
        .then(drain)
        .then(() => recovered(), failed)
        .then(() => schedule(isDown ? retryMs : LAST_RETRY_MS));
    }, delayMs);
  }

  function recovered(): void {
    if (isDown) log.info('applications answers again');
    isDown = false;
    retryMs = FIRST_RETRY_MS;
  }

  function failed(error: unknown): void {
    if (!isDown) log.warn({ error: String(error) }, 'applications does not take events; they wait in the outbox');
    retryMs = isDown ? Math.min(retryMs * 2, LAST_RETRY_MS) : FIRST_RETRY_MS;
    isDown = true;
  }

  return {
    deliver: async (snapshot) => {
      if (isDown || stopped) return;
      const delivery = bring(snapshot).then(recovered, (error) => {
        failed(error);
        schedule(retryMs);
      });
      underWay.add(delivery);
      const done = delivery.finally(() => underWay.delete(delivery));
      await Promise.race([done, after(READ_YOUR_WRITES_MS)]);
    },
    drain,
    start: () => schedule(0),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.allSettled([round, ...underWay]);
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
