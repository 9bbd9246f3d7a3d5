/** Learners, and how they did in the test. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import { learnerRows } from './road-transport.seed.ts';
import type { DrivingLicenceCategory } from './schema.generated.ts';

/** Who practises. */
export type Learner = {
  learnerNumber: string;
  name: string;
  nameBn: string;
  dateOfBirth: string;
  category: DrivingLicenceCategory;
  test: 'PASSED' | 'FAILED' | 'NOT_TAKEN';
};

const schema = new Schema<Learner>({
  learnerNumber: text,
  name: text,
  nameBn: text,
  dateOfBirth: text,
  category: text,
  test: text,
});
schema.index({ learnerNumber: 1 }, { unique: true });

export const learners = registry('learners', schema, learnerRows);
