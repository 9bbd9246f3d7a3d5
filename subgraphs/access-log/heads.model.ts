/** The heads that were published, one document for each day and writer. They are never changed. */
import { type Connection, Schema } from 'mongoose';
import { type Clock, dayInDhaka, instantInDhaka } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import type { Copies } from './copies.model.ts';

export type HeadRecord = {
  /** `<day>/<writer>`. */
  _id: string;
  day: string;
  writer: string;
  seq: number;
  head: string;
  publishedAt: Date;
};

const text = { type: String, required: true };
const schema = new Schema<HeadRecord>(
  {
    _id: text,
    day: text,
    writer: text,
    seq: { type: Number, required: true },
    head: text,
    publishedAt: { type: Date, required: true },
  },
  { collection: 'heads', versionKey: false, autoIndex: false },
);
schema.index({ day: -1, writer: 1 });

/** Days that are made up for after a stop. */
const MOST_DAYS = 31;

export type Heads = ReturnType<typeof headsOn>;

export function headsOn(connection: Connection, copies: Copies, clock: Clock) {
  const heads = connection.model<HeadRecord>('AccessLogHead', schema);

  /** The day up to which this process knows that all is published: it is asked after each entry that comes. */
  let upTo: string | null = null;

  async function lastDay(): Promise<string | null> {
    const last = await heads.findOne({}, { day: 1 }).sort({ day: -1 }).lean();
    return last?.day ?? null;
  }

  async function publishOne(writer: string, day: string, publishedAt: Date): Promise<void> {
    const { seq, hash: head } = await copies.headBefore(writer, instantInDhaka(daysLater(day, 1), 0));
    if (seq === 0) return;
    const published = { day, writer, seq, head, publishedAt };
    await heads.updateOne({ _id: `${day}/${writer}` }, { $setOnInsert: published }, { upsert: true });
  }

  return {
    prepare: () => heads.createIndexes(),

    /**
     * Publishes the heads of every day that has ended in Dhaka, from the last one on that has any; a repeat changes nothing.
     * Rejects when a writer's copies cannot be read: the other writers' heads are published.
     */
    async publish(): Promise<void> {
      const now = clock.now();
      const yesterday = daysLater(dayInDhaka(now), -1);
      if (upTo === yesterday) return;
      const last = await lastDay();
      // The last one again: not all of its heads may have been published.
      const first = last ?? yesterday;
      const failures: unknown[] = [];
      const oldest = daysLater(yesterday, 1 - MOST_DAYS);
      const [, from = first] = [first, oldest].sort();
      for (let day = from; day <= yesterday; day = daysLater(day, 1))
        for (const { _id: writer } of await copies.writers())
          await publishOne(writer, day, now).catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
      upTo = yesterday;
    },

    /** Those of a day; of the last one that has any when none is named. */
    async of(day: string | null): Promise<HeadRecord[]> {
      const asked = day ?? (await lastDay());
      return asked === null ? [] : heads.find({ day: asked }).sort({ writer: 1 }).lean();
    },
  };
}
