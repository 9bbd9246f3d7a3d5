/** What people have learnt: one document for a person and a module, with its tries. */
import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { Learner } from '../acting-as.ts';
import type { Request } from '../request.ts';
import type { Try } from './tries.ts';

export type TrainingRecord = {
  /** Person and module. */
  _id: string;
  personId: string;
  module: string;
  /** Where an official works for whom it is; null for an entrepreneur. */
  desk: Learner['desk'];
  /** The latest last. */
  tries: (Try & { readonly request: Request })[];
  /** How many tries there are. */
  version: number;
  /** Whether `identity` does not know of an official's pass yet. */
  isUntold: boolean;
};

const text = { type: String, required: true };
const schema = new Schema<TrainingRecord>(
  {
    _id: text,
    personId: text,
    module: text,
    desk: { type: Schema.Types.Mixed, default: null },
    tries: { type: Schema.Types.Mixed, required: true },
    version: { type: Number, required: true },
    isUntold: { type: Boolean, required: true },
  },
  { collection: 'training-records', versionKey: false, autoIndex: false },
);
schema.index({ personId: 1 });
schema.index({ isUntold: 1 }, { partialFilterExpression: { isUntold: true } });

export type TrainingRecords = ReturnType<typeof trainingRecordsOn>;

const BATCH = 50;

export function trainingRecordsOn(connection: Connection) {
  const records = connection.model<TrainingRecord>('TrainingRecord', schema);
  return {
    prepare: () => records.createIndexes(),

    /** A person's records. */
    of: (personId: string) => records.find({ personId }).lean<TrainingRecord[]>(),

    untold: () => records.find({ isUntold: true }).limit(BATCH).lean<TrainingRecord[]>(),

    async told({ _id, version }: TrainingRecord): Promise<void> {
      await records.updateOne({ _id, version }, { $set: { isUntold: false } });
    },

    /** Adds the last of a record's tries. @returns whether nobody was quicker. */
    async add(record: TrainingRecord): Promise<boolean> {
      if (record.version > 1) {
        const { tries, version, desk, isUntold } = record;
        const set = { tries, version, desk, isUntold };
        return (await records.updateOne({ _id: record._id, version: version - 1 }, { $set: set })).modifiedCount > 0;
      }
      try {
        await records.create(record);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
