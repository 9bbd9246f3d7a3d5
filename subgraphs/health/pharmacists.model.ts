/** The pharmacists whom the Pharmacy Council has registered. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import type { PharmacistGrade } from './schema.generated.ts';

/** A registered pharmacist. */
export type Pharmacist = {
  registrationNumber: string;
  grade: PharmacistGrade;
  name: string;
  nameBn: string;
  /** The licence of the shop that he or she stands for; left out for who stands for none. */
  licenceNumber?: string;
};

const names = { name: text, nameBn: text };
const schema = new Schema<Pharmacist>({ registrationNumber: text, grade: text, ...names, licenceNumber: String });
schema.index({ registrationNumber: 1 }, { unique: true });

/** The first is the form's example. */
export const pharmacists = registry('pharmacists', schema, (seed) =>
  seed.rows(220, (row) => {
    const { name } = seed.person();
    const grade = row === 0 ? 'C' : seed.pick(['A', 'B', 'C']);
    const licence = row % 3 === 1 ? { licenceNumber: `DL-${seed.digits(6)}` } : {};
    return { registrationNumber: `${grade}-${10_001 + row}`, grade, name: name.en, nameBn: name.bn, ...licence };
  }),
);
