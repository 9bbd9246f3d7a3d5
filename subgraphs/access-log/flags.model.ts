/** Looks that a rule found unusual, one document for each look and rule. */
import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';
import type { Rule } from './unusual.ts';

export type FlagRecord = {
  /** Made from what it is about, so that finding it again adds none. */
  _id: string;
  accessId: string;
  rule: Rule;
  figure: number | null;
  /** Of the look. */
  at: Date;
};

const text = { type: String, required: true };
const schema = new Schema<FlagRecord>(
  {
    _id: text,
    accessId: text,
    rule: text,
    figure: { type: Number, default: null },
    at: { type: Date, required: true },
  },
  { collection: 'flags', versionKey: false, autoIndex: false },
);
schema.index({ at: -1, _id: -1 });

export type Flags = ReturnType<typeof flagsOn>;

export function flagsOn(connection: Connection) {
  const flags = connection.model<FlagRecord>('AccessFlag', schema);
  const stored = connection.collection<FlagRecord>('flags');
  return {
    prepare: () => flags.createIndexes(),

    /** Adds those that are not there yet. */
    async add(records: readonly FlagRecord[]): Promise<void> {
      if (records.length === 0) return;
      try {
        await stored.insertMany([...records], { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    page: (request: PageRequest) => page(flags, {}, { field: 'at', direction: -1 }, request),
  };
}
