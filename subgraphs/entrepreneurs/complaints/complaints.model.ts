/** What people complain of, one document each, with its answer. */
import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { Request } from '../request.ts';

export type ComplaintRecord = {
  _id: string;
  entrepreneurId: string;
  /** Id of who complains. Shown to nobody. */
  by: string;
  text: string;
  /** Digits of the slip's number. */
  slip: string | null;
  at: Date;
  answer: { isUpheld: boolean; text: string; at: Date; by: string } | null;
  request: Request;
};

const text = { type: String, required: true };
const schema = new Schema<ComplaintRecord>(
  {
    _id: text,
    entrepreneurId: text,
    by: text,
    text,
    slip: { type: String, default: null },
    at: { type: Date, required: true },
    answer: { type: Schema.Types.Mixed, default: null },
    request: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'complaints', versionKey: false, autoIndex: false },
);
schema.index({ by: 1, 'request.key': 1 }, { unique: true });
schema.index({ at: 1, _id: 1 });
schema.index({ by: 1, at: -1, _id: -1 });
schema.index({ entrepreneurId: 1, at: 1, _id: 1 });

export function complaintsOn(connection: Connection) {
  const complaints = connection.model<ComplaintRecord>('Complaint', schema);
  return {
    model: complaints,

    /** Keeps a complaint. @returns it; or the first with the same key of the same person. */
    async add(complaint: ComplaintRecord): Promise<ComplaintRecord> {
      try {
        await complaints.create(complaint);
        return complaint;
      } catch (error) {
        const { by, request } = complaint;
        const first = isDuplicateKey(error)
          ? await complaints.findOne({ by, 'request.key': request.key }).lean<ComplaintRecord>()
          : null;
        if (!first) throw error;
        return first;
      }
    },

    /** Keeps the first answer; gives the complaint as it is then, null when there is none. */
    async answer(_id: string, answer: NonNullable<ComplaintRecord['answer']>): Promise<ComplaintRecord | null> {
      await complaints.updateOne({ _id, answer: null }, { $set: { answer } });
      return complaints.findById(_id).lean<ComplaintRecord>();
    },
  };
}

export type Complaints = ReturnType<typeof complaintsOn>;
