/** The people who can log in. */
import { Schema } from 'mongoose';
import { nationalIdKey } from '#kit/person-number.ts';
import { registry } from '#kit/registry.ts';

/** A person. The id says nothing about them, and never changes. */
export type Person = {
  id: string;
  nationalId: string;
  /** Made from the national ID. */
  nationalIdKey: string;
  nameEn: string;
  nameBn: string;
  mobile: string;
};

const text = { type: String, required: true };
const schema = new Schema<Person>({
  id: text,
  nationalId: text,
  nationalIdKey: {
    type: String,
    required: true,
    default(this: Person) {
      return nationalIdKey(this.nationalId);
    },
  },
  nameEn: text,
  nameBn: text,
  mobile: text,
});
schema.index({ id: 1 }, { unique: true });
schema.index({ nationalIdKey: 1 }, { unique: true });

export const people = registry('people', schema, new URL('./people.seed.csv', import.meta.url));
