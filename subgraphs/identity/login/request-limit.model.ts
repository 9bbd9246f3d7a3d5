/**
 * How often codes are asked for with one national ID, whether it is anybody's or not. One document a national ID holds
 * the last few instants, so that the limit is one atomic write, slides with the time, and is the same for all processes.
 */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';

export const LIMIT_MINUTES = 15;

/** `at`: the latest requests, oldest first. */
type RequestsRecord = { _id: string; at: Date[]; lastAt: Date };

const schema = new Schema<RequestsRecord>(
  {
    _id: { type: String, required: true },
    at: { type: [Date], required: true },
    lastAt: { type: Date, required: true },
  },
  { collection: 'loginRequests', versionKey: false, autoIndex: false },
);
schema.index({ lastAt: 1 }, { expireAfterSeconds: LIMIT_MINUTES * 60 });

export type RequestLimit = ReturnType<typeof loginRequestLimit>;

/** @param maxCodes within `LIMIT_MINUTES`, for each key. */
export function loginRequestLimit(connection: Connection, clock: Clock, maxCodes: number) {
  const requests = connection.model<RequestsRecord>('LoginRequests', schema);
  return {
    maxCodes,

    prepare: () => requests.createIndexes(),

    /** Counts a request; false when there were too many. One that is refused does not count. */
    async take(key: string): Promise<boolean> {
      const now = clock.now();
      const since = new Date(now.getTime() - LIMIT_MINUTES * 60_000);
      const free = {
        _id: key,
        $or: [{ [`at.${maxCodes - 1}`]: { $exists: false } }, { 'at.0': { $lte: since } }],
      };
      for (;;) {
        try {
          await requests.updateOne(
            free,
            { $push: { at: { $each: [now], $slice: -maxCodes } }, $set: { lastAt: now } },
            { upsert: true },
          );
          return true;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          // The document is there and did not match; or two first requests met, and this one has its turn now.
          if ((await requests.exists(free)) === null) return false;
        }
      }
    },
  };
}
