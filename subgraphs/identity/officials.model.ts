/** Who is an official, and of which ministry. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';

/** An office that a person holds. */
export type Official = {
  personId: string;
  /** The ministry's code. */
  ministry: string;
};

const text = { type: String, required: true };
const schema = new Schema<Official>({ personId: text, ministry: text });
schema.index({ personId: 1 }, { unique: true });

export const officials = registry('officials', schema, new URL('./officials.seed.csv', import.meta.url));
