/** The lists that ministries handed in, one document each. The one with the highest revision counts. */
import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type Created, firstAnswer, type Keyed } from '../repeat.ts';
import type { Declaration } from './declaration.ts';

export type ServiceListRecord = Keyed & {
  _id: string;
  ministry: string;
  /** From 1, for each ministry by itself. */
  revision: number;
  handedInAt: Date;
  services: Declaration[];
};

const text = { type: String, required: true };
const schema = new Schema<ServiceListRecord>(
  {
    _id: text,
    ministry: text,
    revision: { type: Number, required: true },
    handedInAt: { type: Date, required: true },
    services: { type: Schema.Types.Mixed, required: true },
    createdBy: text,
    idempotencyKey: text,
    requestDigest: text,
  },
  { collection: 'service-lists', versionKey: false, autoIndex: false },
);
schema.index({ ministry: 1, revision: -1 }, { unique: true });
schema.index({ createdBy: 1, idempotencyKey: 1 }, { unique: true });

export type ServiceLists = ReturnType<typeof serviceListsOn>;

export function serviceListsOn(connection: Connection) {
  const lists = connection.model<ServiceListRecord>('ServiceList', schema);

  /** The answer to an earlier request with the same key, if there was one. */
  async function answered(keyed: Keyed): Promise<Created<ServiceListRecord> | null> {
    const { createdBy, idempotencyKey } = keyed;
    const first = await lists.findOne({ createdBy, idempotencyKey }).lean();
    return first && firstAnswer(first, keyed);
  }

  return {
    prepare: () => lists.createIndexes(),

    answered,

    /** The list that counts of each ministry that has one. */
    current: async (ministries?: readonly string[]): Promise<ServiceListRecord[]> => {
      const groups = await lists.aggregate<{ latest: ServiceListRecord }>([
        { $match: ministries ? { ministry: { $in: [...ministries] } } : {} },
        { $sort: { ministry: 1, revision: -1 } },
        { $group: { _id: '$ministry', latest: { $first: '$$ROOT' } } },
      ]);
      return groups.map(({ latest }) => latest);
    },

    /** Keeps a list as the ministry's next revision, in one write. */
    async add(list: Omit<ServiceListRecord, 'revision'>): Promise<Created<ServiceListRecord>> {
      for (;;) {
        const last = await lists.findOne({ ministry: list.ministry }, { revision: 1 }).sort({ revision: -1 }).lean();
        const record = { ...list, revision: (last?.revision ?? 0) + 1 };
        try {
          await lists.create(record);
          return { record };
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          // The same request came twice at once; or another list has just got the revision, and this one is the next.
          const first = await answered(list);
          if (first) return first;
        }
      }
    },
  };
}
