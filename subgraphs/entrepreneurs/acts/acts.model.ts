/** What entrepreneurs have done for citizens, as `applications` tells it: one document an application, its newest version. */
import { type Connection, Schema } from 'mongoose';
import type { AssistedAct } from '#kit/application/assisted-act.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';

/** `isUntold`: the citizen has no message of it yet; left out otherwise. */
export type ActRecord = Omit<AssistedAct, 'applicationId'> & { readonly _id: string; readonly isUntold?: true };

const text = { type: String, required: true };
const schema = new Schema<ActRecord>(
  {
    _id: text,
    version: { type: Number, required: true },
    reference: text,
    service: text,
    ministry: text,
    citizen: text,
    entrepreneur: text,
    centre: text,
    consent: text,
    dueBdt: { type: Number, required: true },
    isUntold: Boolean,
  },
  { collection: 'assisted-acts', versionKey: false, autoIndex: false },
);
schema.index({ reference: 1 }, { unique: true });
schema.index({ entrepreneur: 1, consent: 1 });
schema.index({ isUntold: 1 }, { sparse: true });

export type Acts = ReturnType<typeof actsOn>;

export function actsOn(connection: Connection) {
  const acts = connection.model<ActRecord>('AssistedAct', schema);
  return {
    prepare: () => acts.createIndexes(),

    /** Takes what is newer than what is known. @returns the act when it was not known at all: its citizen is to hear of it. */
    async take({ applicationId, ...act }: AssistedAct): Promise<ActRecord | null> {
      const record: ActRecord = { _id: applicationId, ...act, isUntold: true };
      try {
        await acts.create(record);
        return record;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await acts.updateOne({ _id: applicationId, version: { $lt: act.version } }, { $set: act });
        return null;
      }
    },

    byReference: async (reference: string): Promise<ActRecord | null> => acts.findOne({ reference }).lean<ActRecord>(),

    /** What an entrepreneur has made under a consent, for a service. */
    underConsent: async (entrepreneur: string, consent: string, service: string): Promise<ActRecord | null> =>
      acts.findOne({ entrepreneur, consent, service }).lean<ActRecord>(),

    untold: async (limit: number): Promise<ActRecord[]> =>
      acts.find({ isUntold: true }).limit(limit).lean<ActRecord[]>(),

    setTold: async ({ _id }: ActRecord): Promise<void> => {
      await acts.updateOne({ _id }, { $unset: { isUntold: '' } });
    },
  };
}
