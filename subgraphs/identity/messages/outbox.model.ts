/**
 * Messages that the SMS gateway has not taken yet, and, without their text, those that it has. One document each, sealed: a
 * copied database has no code. Who sends one takes it for a while first, so that two processes do not send it both; who is killed
 * then leaves it to the other.
 */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { enter } from '#kit/registry.ts';
import type { Seal } from '../provider/seal.ts';

type OutboxRecord = {
  _id: string;
  /** Left out once it was sent. */
  sealed?: string;
  /** When it is to be tried; left out once it was sent. */
  dueAt?: Date;
  tries: number;
  /** When it is of no use any more. */
  expiresAt: Date;
};

/** As the gateway is to have it; `to` null: nobody. */
export type Letter = { readonly to: string | null; readonly text: string };

/** One that was taken to be sent; `tries`: with this one. */
export type Taken = { readonly id: string; readonly letter: Letter; readonly tries: number };

/** As long as the gateway may take, and some more. */
export const HELD_MS = 8_000;
const LAST_RETRY_MS = 60_000;

const schema = new Schema<OutboxRecord>(
  {
    _id: { type: String, required: true },
    sealed: String,
    dueAt: Date,
    tries: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'messages', versionKey: false, autoIndex: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ dueAt: 1 });

export type Outbox = ReturnType<typeof messageOutbox>;

export function messageOutbox(connection: Connection, seal: Seal, clock: Clock) {
  const records = connection.model<OutboxRecord>('Message', schema);
  const placeOf = (id: string) => `message ${id}`;
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  return {
    prepare: () => records.createIndexes(),

    /** Keeps a letter; one whose id is known was kept before. */
    put: (id: string, letter: Letter, expiresAt: Date) =>
      enter(records, { _id: id, sealed: seal.seal(placeOf(id), letter), dueAt: clock.now(), tries: 0, expiresAt }),

    /** Takes the one that is due first; null when none is. */
    async take(): Promise<Taken | null> {
      const now = clock.now();
      const record = await records
        .findOneAndUpdate(
          { dueAt: { $lte: now }, expiresAt: { $gt: now } },
          { $set: { dueAt: later(HELD_MS) }, $inc: { tries: 1 } },
          { sort: { dueAt: 1 }, returnDocument: 'after' },
        )
        .lean();
      if (!record?.sealed) return null;
      return { id: record._id, letter: seal.open(placeOf(record._id), record.sealed) as Letter, tries: record.tries };
    },

    /** It was sent, or never can be. */
    async done(id: string): Promise<void> {
      await records.updateOne({ _id: id }, { $unset: { sealed: 1, dueAt: 1 } });
    },

    /** It was not sent: the next try is soon, and later each time. */
    async notYet({ id, tries }: Taken): Promise<void> {
      await records.updateOne(
        { _id: id, dueAt: { $exists: true } },
        { $set: { dueAt: later(Math.min(2 ** tries * 500, LAST_RETRY_MS)) } },
      );
    },
  };
}
