/** The names under which businesses hold a trade licence. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';
import { businessNameKey } from './business-name.ts';
import type { CityCorporation } from './schema.generated.ts';

/** A licensed business. */
type BusinessName = {
  localAuthority: CityCorporation;
  licenceNumber: string;
  nameEn: string;
  nameBn: string;
  /** Made from the names. */
  keys: string[];
};

const text = { type: String, required: true };
const schema = new Schema<BusinessName>({
  localAuthority: text,
  licenceNumber: text,
  nameEn: text,
  nameBn: text,
  keys: {
    type: [String],
    required: true,
    default(this: BusinessName) {
      return [businessNameKey(this.nameEn), businessNameKey(this.nameBn)];
    },
  },
});
schema.index({ licenceNumber: 1 }, { unique: true });
schema.index({ localAuthority: 1, keys: 1 });

export const businessNames = registry('businessNames', schema, new URL('./business-names.seed.csv', import.meta.url));
