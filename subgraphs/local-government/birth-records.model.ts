/** The register of births. */
import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';

/** A registered birth. */
type BirthRecord = {
  registrationNumber: string;
  childNameEn: string;
  childNameBn: string;
  dateOfBirth: string;
  /** Missing for who was registered later in life. */
  immunisationCard?: string;
};

const text = { type: String, required: true };
const schema = new Schema<BirthRecord>({
  registrationNumber: text,
  childNameEn: text,
  childNameBn: text,
  dateOfBirth: text,
  immunisationCard: String,
});
schema.index({ registrationNumber: 1 }, { unique: true });
schema.index({ immunisationCard: 1 }, { sparse: true });

export const birthRecords = registry('birthRecords', schema, new URL('./birth-records.seed.csv', import.meta.url));
