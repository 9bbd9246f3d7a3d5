/** What only the department knows about the old age allowance. */
import { yearsBetween } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { allowanceObjection, granted, meansObjection, personNumberOf } from './allowance.rules.ts';
import type { OldAgeAllowanceInput } from './schema.generated.ts';

/** Source: implementation manual of the old age allowance, 2013 (65 for men, 62 for women); example (third gender). */
const LEAST_YEARS = { MALE: 65, FEMALE: 62, THIRD_GENDER: 62 } as const;

export const applicantIsOld: Rule<OldAgeAllowanceInput> = ({ input: { sex, dateOfBirth }, today }) =>
  yearsBetween(dateOfBirth, today) < LEAST_YEARS[sex]
    ? problem('dateOfBirth', 'NOT_OLD_ENOUGH', { years: LEAST_YEARS[sex] })
    : ok;

export const oldAgeAllowance: RecordedService<OldAgeAllowanceInput> = {
  rules: [
    applicantIsOld,
    ({ input }) => meansObjection('OLD_AGE', input.means),
    ({ input, registry }) =>
      allowanceObjection('applicant.nationalId', personNumberOf(input.applicant.nationalId), registry),
  ],
  unique: ({ input }) => ({
    key: personNumberOf(input.applicant.nationalId),
    taken: problem('applicant.nationalId', 'HAS_AN_ALLOWANCE'),
  }),
  outcome: ({ input: { applicant }, ...context }) => {
    const { nameBn, nationalId } = applicant;
    return granted({ programme: 'OLD_AGE', personNumber: personNumberOf(nationalId), nameBn }, context);
  },
  field: 'oldAgeAllowance',
};
