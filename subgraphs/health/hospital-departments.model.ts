/** The departments of public hospitals that take outdoor patients. */
import { Schema } from 'mongoose';
import { nameKey } from '#kit/name-key.ts';
import { boolean, number, registry, text } from '#kit/registry.ts';
import type { HospitalDepartment } from './schema.generated.ts';

/** A department of a hospital. */
export type OutdoorDepartment = {
  /** Short name of the hospital, e.g. `DMCH`. */
  hospital: string;
  hospitalName: string;
  hospitalNameBn: string;
  /** Made from the names. */
  names: string[];
  department: HospitalDepartment;
  room: string;
  /** How many patients it sees in an hour. */
  patientsPerHour: number;
  hasFridayClinic: boolean;
};

const schema = new Schema<OutdoorDepartment>({
  hospital: text,
  hospitalName: text,
  hospitalNameBn: text,
  names: {
    type: [String],
    required: true,
    default(this: OutdoorDepartment) {
      return [this.hospital, this.hospitalName, this.hospitalNameBn].map(nameKey);
    },
  },
  department: text,
  room: text,
  patientsPerHour: number,
  hasFridayClinic: boolean,
});
schema.index({ hospital: 1, department: 1 }, { unique: true });
schema.index({ names: 1 });

export const hospitalDepartments = registry(
  'hospitalDepartments',
  schema,
  new URL('./hospital-departments.seed.csv', import.meta.url),
);
