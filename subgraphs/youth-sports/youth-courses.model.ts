/** The courses that the district training centres give. */
import { Schema } from 'mongoose';
import { areasOfLevel } from '#kit/areas/area-map.ts';
import { boolean, registry, text } from '#kit/registry.ts';
import type { YouthCourse, YouthEducationLevel } from './schema.generated.ts';

/** A course in a district. */
export type DistrictCourse = { district: string; course: YouthCourse; hasHostel: boolean };

const schema = new Schema<DistrictCourse>({
  district: text,
  course: text,
  hasHostel: boolean,
});
schema.index({ district: 1, course: 1 }, { unique: true });

type CourseTerms = { readonly education: YouthEducationLevel; readonly months: number; readonly feeBdt: number };

/** What each course asks and takes. Source: Department of Youth Development, list of courses; the figures are examples. */
export const COURSE_TERMS: Readonly<Record<YouthCourse, CourseTerms>> = {
  COMPUTER_BASICS: { education: 'SSC', months: 6, feeBdt: 100 },
  GRAPHIC_DESIGN: { education: 'HSC', months: 6, feeBdt: 200 },
  FREELANCING: { education: 'HSC', months: 3, feeBdt: 200 },
  ELECTRICAL: { education: 'CLASS_8', months: 6, feeBdt: 100 },
  REFRIGERATION: { education: 'CLASS_8', months: 6, feeBdt: 100 },
  MOBILE_SERVICING: { education: 'CLASS_8', months: 1, feeBdt: 100 },
  LIVESTOCK: { education: 'CLASS_8', months: 3, feeBdt: 100 },
  TAILORING: { education: 'CLASS_5', months: 3, feeBdt: 50 },
  BLOCK_BATIK: { education: 'CLASS_5', months: 3, feeBdt: 50 },
  DRIVING: { education: 'CLASS_8', months: 2, feeBdt: 150 },
};

/** Six courses a district. Livestock is taught with board and lodging; Dhaka, of the form's example, does not teach driving. */
export const youthCourses = registry('youthCourses', schema, (seed) =>
  areasOfLevel('DISTRICT').flatMap(({ code }) => {
    const courses: YouthCourse[] = [
      'COMPUTER_BASICS',
      'LIVESTOCK',
      seed.pick(['GRAPHIC_DESIGN', 'FREELANCING']),
      seed.pick(['ELECTRICAL', 'REFRIGERATION']),
      seed.pick(['TAILORING', 'BLOCK_BATIK']),
      code === '06-47' ? 'MOBILE_SERVICING' : seed.pick(['MOBILE_SERVICING', 'DRIVING']),
    ];
    return courses.map((course) => ({ district: code, course, hasHostel: course === 'LIVESTOCK' }));
  }),
);
