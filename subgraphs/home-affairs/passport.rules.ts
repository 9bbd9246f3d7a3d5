/** What only the Department of Immigration and Passports knows about a new passport. */
import { yearsBetween } from '#kit/days.ts';
import { digitsOf } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { enterPassport } from './issued-passports.model.ts';
import { passportFeeBdt } from './passport-fee.ts';
import type { PassportApplicationInput, PassportRenewalInput } from './schema.generated.ts';

export const OF_AGE_YEARS = 18;
export const SENIOR_YEARS = 65;

/** A person under 18 applies with a birth registration, not with a national ID. Source: Bangladesh Passport Order 1973 practice (example). */
export const applicantIsOfAge: Rule<PassportApplicationInput> = ({ input, today }) =>
  yearsBetween(input.dateOfBirth, today) >= OF_AGE_YEARS
    ? ok
    : problem('dateOfBirth', 'NOT_OF_AGE', { years: OF_AGE_YEARS });

/** From 65 on a passport has 48 pages. Source: e-passport instructions of the department (example). */
export const seniorsGet48Pages: Rule<PassportApplicationInput | PassportRenewalInput> = ({ input, today }) =>
  input.pages === 'PAGES_64' && yearsBetween(input.dateOfBirth, today) >= SENIOR_YEARS
    ? problem('pages', 'PAGES_48_ONLY', { years: SENIOR_YEARS })
    : ok;

/** An e-passport's number: a letter and eight digits, made from the reference so that it is the same at each try. */
export const passportNumberOf = (reference: string) => `A${digitsOf(reference, 8)}`;

export const passport: RecordedService<PassportApplicationInput> = {
  rules: [applicantIsOfAge, seniorsGet48Pages],
  amountBdt: ({ input }) => passportFeeBdt(input.pages, 'YEARS_5', input.delivery),
  outcome: async (context) => {
    const passportNumber = passportNumberOf(context.reference);
    await enterPassport(context, passportNumber, 5);
    return { passportNumber };
  },
  field: 'passport',
};
