/** What only the Department of Youth Development knows about a course. */
import { yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { YouthTrainingInput } from './schema.generated.ts';
import { COURSE_TERMS, type DistrictCourse, youthCourses } from './youth-courses.model.ts';

/** Who is young. Source: National Youth Policy 2017 (18 to 35 years). */
const FROM_YEARS = 18;
const TO_YEARS = 35;

const LEVELS = ['CLASS_5', 'CLASS_8', 'SSC', 'HSC', 'DEGREE'] as const;

export function ageObjection(dateOfBirth: string, today: string): Problem | null {
  const years = yearsBetween(dateOfBirth, today);
  return years < FROM_YEARS || years > TO_YEARS
    ? problem('dateOfBirth', 'NOT_A_YOUTH', { from: FROM_YEARS, to: TO_YEARS })
    : ok;
}

export const applicantIsYoung: Rule<YouthTrainingInput> = ({ input, today }) => ageObjection(input.dateOfBirth, today);

export const applicantIsPrepared: Rule<YouthTrainingInput> = ({ input: { education, course, earlierCourses } }) => {
  if (earlierCourses?.some((earlier) => earlier.course === course)) return problem('course', 'COURSE_TAKEN_BEFORE');
  return LEVELS.indexOf(education.level) < LEVELS.indexOf(COURSE_TERMS[course].education)
    ? problem('education.level', 'MORE_SCHOOL_NEEDED')
    : ok;
};

export const courseIsGiven: Rule<YouthTrainingInput> = async ({ input, registry }) => {
  const { district, course, needsHostel } = input;
  return courseObjection(needsHostel, await registry(youthCourses).findOne({ district, course }).lean());
};

/** What the list of courses has against a seat. Source: the department's list of courses; example. */
export function courseObjection(needsHostel: boolean, found: Pick<DistrictCourse, 'hasHostel'> | null): Problem | null {
  if (!found) return problem('district', 'COURSE_NOT_GIVEN');
  return needsHostel && !found.hasHostel ? problem('needsHostel', 'NO_HOSTEL') : ok;
}

/** Courses begin on the first day of a quarter. Source: the department's calendar; example. */
export function nextSession(today: string): string {
  const year = today.slice(0, 4);
  return (
    ['04', '07', '10'].map((month) => `${year}-${month}-01`).find((day) => day > today) ?? `${Number(year) + 1}-01-01`
  );
}

export const youthTraining: RecordedService<YouthTrainingInput> = {
  rules: [applicantIsYoung, applicantIsPrepared, courseIsGiven],
  amountBdt: ({ input }) => COURSE_TERMS[input.course].feeBdt,
  // A course once. Source: example.
  unique: ({ input }) => ({
    key: `${nationalIdKey(input.nationalId)}/${input.course}`,
    taken: problem('course', 'COURSE_TAKEN_BEFORE'),
  }),
  outcome: ({ input, today, reference }) => ({
    admissionNumber: documentNumber('YT', reference),
    beginsOn: nextSession(today),
    months: COURSE_TERMS[input.course].months,
  }),
  field: 'youthTraining',
};
