/** What only the department knows about the old age allowance. */
import { yearsBetween } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { Rule } from '#kit/service.ts';
import { ownAllowance } from './allowance.rules.ts';
import type { OldAgeAllowanceInput } from './schema.generated.ts';

/** Source: implementation manual of the old age allowance, 2013 (65 for men, 62 for women); example (third gender). */
const LEAST_YEARS = { MALE: 65, FEMALE: 62, THIRD_GENDER: 62 } as const;

export const applicantIsOld: Rule<OldAgeAllowanceInput> = ({ input: { sex, dateOfBirth }, today }) =>
  yearsBetween(dateOfBirth, today) < LEAST_YEARS[sex]
    ? problem('dateOfBirth', 'NOT_OLD_ENOUGH', { years: LEAST_YEARS[sex] })
    : ok;

export const oldAgeAllowance = ownAllowance<OldAgeAllowanceInput>('OLD_AGE', {
  rules: [applicantIsOld],
  field: 'oldAgeAllowance',
});
