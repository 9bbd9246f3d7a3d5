/** What only the Department of Immigration and Passports knows about a new passport. */
import { yearsBetween } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { isOfAge, OF_AGE_YEARS } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { enterPassport, passportNumberOf } from './issued-passports.model.ts';
import { passportFeeBdt } from './passport-fee.ts';
import type { PassportApplicationInput, PassportRenewalInput } from './schema.generated.ts';

export const SENIOR_YEARS = 65;

/** A person under 18 applies with a birth registration, not with a national ID. Source: Bangladesh Passport Order 1973 practice (example). */
export const applicantIsOfAge: Rule<PassportApplicationInput> = ({ input, today }) =>
  isOfAge(input.dateOfBirth, today) ? ok : problem('dateOfBirth', 'NOT_OF_AGE', { years: OF_AGE_YEARS });

/** From 65 on a passport has 48 pages. Source: e-passport instructions of the department (example). */
export const seniorsGet48Pages: Rule<PassportApplicationInput | PassportRenewalInput> = ({ input, today }) =>
  input.pages === 'PAGES_64' && yearsBetween(input.dateOfBirth, today) >= SENIOR_YEARS
    ? problem('pages', 'PAGES_48_ONLY', { years: SENIOR_YEARS })
    : ok;

export const passport: RecordedService<PassportApplicationInput> = {
  rules: [applicantIsOfAge, seniorsGet48Pages],
  amountBdt: ({ input }) => passportFeeBdt(input.pages, 'YEARS_5', input.delivery),
  outcome: ({ reference }) => ({ passportNumber: passportNumberOf(reference) }),
  granted: (context) => enterPassport(context, 5),
  field: 'passport',
};
