/**
 * How often codes are asked for with one national ID, whether it is anybody's or not: within a quarter of an hour, so that
 * nobody is rung up again and again, and within a day, so that who guesses at one person for long does not come far. One
 * document a national ID holds the last few instants, so that both limits are one atomic write, slide with the time, and are
 * the same for all processes.
 */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { whenInWords } from '../pages/when.ts';

export const LIMIT_MINUTES = 15;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `at`: the latest requests, newest first. */
type RequestsRecord = { _id: string; at: Date[]; lastAt: Date };

const schema = new Schema<RequestsRecord>(
  {
    _id: { type: String, required: true },
    at: { type: [Date], required: true },
    lastAt: { type: Date, required: true },
  },
  { collection: 'codeRequests', versionKey: false, autoIndex: false },
);
schema.index({ lastAt: 1 }, { expireAfterSeconds: DAY_MS / 1000 });

/** `until`: when the day's limit lets the next one through, up to the full hour; null: it was that of `LIMIT_MINUTES`. */
export type TooManyCodes = { readonly until: Date | null };

export type RequestLimit = ReturnType<typeof loginRequestLimit>;

/** What `TOO_MANY_IN_A_DAY` says. */
export function inADay({ maxCodesADay: maxCodes }: Pick<RequestLimit, 'maxCodesADay'>, until: Date) {
  return { maxCodes, untilEn: whenInWords(until, 'en'), untilBn: whenInWords(until, 'bn') };
}

/** @param maxCodes within `LIMIT_MINUTES`, for each key. @param maxCodesADay within 24 hours. */
export function loginRequestLimit(connection: Connection, clock: Clock, maxCodes: number, maxCodesADay: number) {
  const requests = connection.model<RequestsRecord>('LoginRequests', schema);
  const rules = [
    { most: maxCodes, withinMs: LIMIT_MINUTES * 60_000 },
    { most: maxCodesADay, withinMs: DAY_MS },
  ];
  const kept = Math.max(maxCodes, maxCodesADay);

  /** Which limit these requests have used up; null: none. */
  function usedUp(at: readonly Date[], now: Date): TooManyCodes | null {
    const ofDay = at[maxCodesADay - 1];
    const freeAt = ofDay ? ofDay.getTime() + DAY_MS : 0;
    // The full hour: to the minute it would tell when the person asked for their own code.
    if (freeAt > now.getTime()) return { until: new Date(Math.ceil(freeAt / HOUR_MS) * HOUR_MS) };
    const ofMinutes = at[maxCodes - 1];
    return ofMinutes && now.getTime() - ofMinutes.getTime() < LIMIT_MINUTES * 60_000 ? { until: null } : null;
  }

  return {
    maxCodes,
    maxCodesADay,

    prepare: () => requests.createIndexes(),

    /** Counts a request; or why it is one too many. One that is refused does not count. */
    async take(key: string): Promise<TooManyCodes | null> {
      const now = clock.now();
      const isFree = rules.map(({ most, withinMs }) => ({
        $or: [
          { [`at.${most - 1}`]: { $exists: false } },
          { [`at.${most - 1}`]: { $lte: new Date(now.getTime() - withinMs) } },
        ],
      }));
      for (;;) {
        try {
          await requests.updateOne(
            { _id: key, $and: isFree },
            { $push: { at: { $each: [now], $position: 0, $slice: kept } }, $set: { lastAt: now } },
            { upsert: true },
          );
          return null;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          // The document is there and did not match; or two first requests met, and this one has its turn now.
          const tooMany = usedUp((await requests.findById(key).lean())?.at ?? [], now);
          if (tooMany) return tooMany;
        }
      }
    },
  };
}
