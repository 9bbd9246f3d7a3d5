/**
 * How much one network address may ask for: codes, and tries of codes. One number for each address and quarter of an hour,
 * counted where every process counts. Many people may share an address (a mobile operator's, a service centre's), so it is
 * far above what one person needs; what stops guessing at one person is the limit of that person.
 */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';

export const ADDRESS_LIMIT_MINUTES = 15;
const WINDOW_MS = ADDRESS_LIMIT_MINUTES * 60_000;

type AddressRecord = { _id: string; count: number; endsAt: Date };

const schema = new Schema<AddressRecord>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    endsAt: { type: Date, required: true },
  },
  { collection: 'loginAddresses', versionKey: false, autoIndex: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export type AddressLimit = ReturnType<typeof addressLimit>;

/** @param usual the most within a quarter of an hour, for each key. */
export function addressLimit(connection: Connection, clock: Clock, usual: number) {
  const addresses = connection.model<AddressRecord>('LoginAddress', schema);
  return {
    prepare: () => addresses.createIndexes(),

    /** Of the quarter of an hour in which is counted. */
    secondsLeft: (): number => Math.ceil((WINDOW_MS - (clock.now().getTime() % WINDOW_MS)) / 1000),

    /** Counts; false when it is too much. @param key a hash of the address. */
    async take(key: string, most = usual): Promise<boolean> {
      const window = Math.floor(clock.now().getTime() / WINDOW_MS);
      const { count } = await addresses
        .findOneAndUpdate(
          { _id: `${key} ${window}` },
          { $inc: { count: 1 }, $setOnInsert: { endsAt: new Date((window + 1) * WINDOW_MS) } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean()
        .orFail();
      return count <= most;
    },

    /** Takes one back that was counted: it was none of what is limited. */
    async giveBack(key: string): Promise<void> {
      const window = Math.floor(clock.now().getTime() / WINDOW_MS);
      await addresses.updateOne({ _id: `${key} ${window}`, count: { $gt: 0 } }, { $inc: { count: -1 } });
    },
  };
}
