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
import { createRounds } from '../rounds.ts';
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
const ROUND_MS = 5_000;
const BATCH = 50;

/** @param first what each round does before it delivers. */
export function createRelay(
  applications: Model<ApplicationRecord>,
  deliver: Deliver,
  log: Logger,
  first: () => Promise<void> = async () => {},
): Relay {
  let isStopped = false;

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

  const rounds = createRounds('applications', () => first().then(drain), log, { everyMs: ROUND_MS });

  return {
    deliver: async (snapshot) => {
      if (isStopped || rounds.isDown()) return;
      await Promise.race([rounds.follow(bring(snapshot)), after(READ_YOUR_WRITES_MS)]);
    },
    drain,
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
