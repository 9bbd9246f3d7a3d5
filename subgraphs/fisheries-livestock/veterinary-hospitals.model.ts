/** The veterinary hospitals: each upazila has one. */
import { Schema } from 'mongoose';
import { areasOfLevel } from '#kit/areas/area-map.ts';
import { boolean, number, registry, text } from '#kit/registry.ts';

/** A veterinary hospital. */
export type VeterinaryHospital = {
  upazila: string;
  hospital: string;
  hospitalBn: string;
  /** How many visits it takes in an hour. */
  visitsPerHour: number;
  isOpenOnWeekends: boolean;
};

const schema = new Schema<VeterinaryHospital>({
  upazila: text,
  hospital: text,
  hospitalBn: text,
  visitsPerHour: number,
  isOpenOnWeekends: boolean,
});
schema.index({ upazila: 1 }, { unique: true });

/** The one of the form's example is open every day, and large. */
const EXAMPLE = { upazila: '06-47-365', visitsPerHour: 200, isOpenOnWeekends: true };

export const veterinaryHospitals = registry('veterinaryHospitals', schema, (seed) =>
  areasOfLevel('UPAZILA').map(({ code, name }) => ({
    upazila: code,
    hospital: `Upazila Veterinary Hospital, ${name.en}`,
    hospitalBn: `উপজেলা প্রাণিসম্পদ হাসপাতাল, ${name.bn}`,
    visitsPerHour: seed.integer(2, 8),
    isOpenOnWeekends: false,
    ...(code === EXAMPLE.upazila ? EXAMPLE : {}),
  })),
);
