/** What only BRTA knows about who may learn to drive. */
import { daysLater, yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { learners } from './learners.model.ts';
import type { DrivingLicenceCategory, DrivingLicenceClass, LearnerLicenceInput } from './schema.generated.ts';

/** Source: Road Transport Act 2018, s. 6. */
const MINIMUM_YEARS: Readonly<Record<DrivingLicenceCategory, number>> = { NON_PROFESSIONAL: 18, PROFESSIONAL: 21 };

export const learnerIsOldEnough: Rule<LearnerLicenceInput> = ({ input, today }) => {
  const years = MINIMUM_YEARS[input.category];
  return yearsBetween(input.dateOfBirth, today) < years ? problem('dateOfBirth', 'TOO_YOUNG_TO_DRIVE', { years }) : ok;
};

/** Source: Road Transport Act 2018, s. 6 (class 8). */
export const learnerWentToSchool: Rule<LearnerLicenceInput> = ({ input }) =>
  input.schooling === 'BELOW_CLASS_8' ? problem('schooling', 'SCHOOLING_MISSING') : ok;

/** A doctor has said so. Source: BRTA, medical certificate form of a learner. */
export const learnerIsFit: Rule<LearnerLicenceInput> = ({ input }) =>
  input.medicalCertificate.seesAndHears ? ok : problem('medicalCertificate.seesAndHears', 'NOT_FIT_TO_DRIVE');

const HEAVIER: readonly DrivingLicenceClass[] = ['MEDIUM', 'HEAVY'];
const EXPERIENCE_YEARS = 3;

/** Three years with the lighter vehicle come before the heavier. Source: BRTA, instructions for professional licences. */
export const heavierComesAfterLighter: Rule<LearnerLicenceInput> = ({ input, today }) => {
  const since = input.lighterLicenceSince;
  if (!input.classes.some((each) => HEAVIER.includes(each))) return ok;
  return since && yearsBetween(since, today) >= EXPERIENCE_YEARS
    ? ok
    : problem('lighterLicenceSince', 'EXPERIENCE_MISSING', { years: EXPERIENCE_YEARS });
};

export const classesDiffer: Rule<LearnerLicenceInput> = ({ input: { classes } }) =>
  new Set(classes).size < classes.length ? problem('classes.1', 'CLASS_TWICE') : ok;

/** Of one kind of vehicle and of two. Source: BRTA fee table. */
const ONE_CLASS_BDT = 345;
const TWO_CLASSES_BDT = 518;
const VALID_DAYS = 180;

export const learnerLicence: RecordedService<LearnerLicenceInput> = {
  rules: [learnerIsOldEnough, learnerWentToSchool, learnerIsFit, heavierComesAfterLighter, classesDiffer],
  amountBdt: ({ input }) => (input.classes.length > 1 ? TWO_CLASSES_BDT : ONE_CLASS_BDT),
  outcome: ({ reference, today }) => ({
    learnerNumber: documentNumber('LL', reference),
    validUntil: daysLater(today, VALID_DAYS),
  }),
  granted: ({ input: { category, dateOfBirth, fullName: name }, registry, reference }) => {
    const learnerNumber = documentNumber('LL', reference);
    return enter(registry(learners), { learnerNumber, name, nameBn: name, dateOfBirth, category, test: 'NOT_TAKEN' });
  },
  field: 'learnerLicence',
};
