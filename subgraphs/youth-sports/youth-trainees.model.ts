/** Who has finished a course, by certificate. */
import { Schema } from 'mongoose';
import { boolean, registry, text } from '#kit/registry.ts';
import type { YouthCourse } from './schema.generated.ts';

/** A finished course. */
export type YouthTrainee = {
  certificateNumber: string;
  /** The 13 digits. */
  nationalId: string;
  name: string;
  nameBn: string;
  course: YouthCourse;
  /** In a training centre of the department; else in a course held for some days in the upazila. */
  isInstitutional: boolean;
};

const schema = new Schema<YouthTrainee>({
  certificateNumber: text,
  nationalId: text,
  name: text,
  nameBn: text,
  course: text,
  isInstitutional: boolean,
});
schema.index({ certificateNumber: 1 }, { unique: true });

/** The first is the form's example. */
export const youthTrainees = registry('youthTrainees', schema, (seed) =>
  seed.rows(220, (row) => {
    const { name } = seed.person();
    const nationalId = row === 0 ? '1999123456708' : `${seed.integer(1992, 2006)}${seed.digits(9)}`;
    const course = seed.pick(['TAILORING', 'LIVESTOCK', 'COMPUTER_BASICS', 'ELECTRICAL']);
    const certificate = { certificateNumber: `YD-${100_001 + row}`, course, isInstitutional: row % 3 === 0 };
    return { ...certificate, nationalId, name: name.en, nameBn: name.bn };
  }),
);
