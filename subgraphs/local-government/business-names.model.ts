/** The businesses that hold a trade licence, and their names. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import { businessNameRows } from './local-government.seed.ts';
import type { CityCorporation } from './schema.generated.ts';

/** A licensed business. */
export type LicensedBusiness = {
  localAuthority: CityCorporation;
  licenceNumber: string;
  nameEn: string;
  nameBn: string;
  ownerNationalId: string;
  /** A 30 June. */
  validUntil: string;
  /** Both names, made by `businessNameKey`. */
  keys: string[];
};

const schema = new Schema<LicensedBusiness>({
  localAuthority: text,
  licenceNumber: text,
  nameEn: text,
  nameBn: text,
  ownerNationalId: text,
  validUntil: text,
  keys: { type: [String], required: true },
});
schema.index({ licenceNumber: 1 }, { unique: true });
schema.index({ localAuthority: 1, keys: 1 });

export const businessNames = registry('businessNames', schema, businessNameRows);
