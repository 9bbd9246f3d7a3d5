/** What only the Department of Immigration and Passports knows about a new passport. Pure. */
import { yearsBetween } from '#kit/days.ts';
import { digitsOf } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { PassportApplicationInput } from './schema.generated.ts';

const OF_AGE_YEARS = 18;
const SENIOR_YEARS = 65;

/** A person under 18 applies with a birth registration, not with a national ID. Source: Bangladesh Passport Order 1973 practice (example). */
export const applicantIsOfAge: Rule<PassportApplicationInput> = ({ input, today }) =>
  yearsBetween(input.dateOfBirth, today) >= OF_AGE_YEARS
    ? ok
    : problem('dateOfBirth', 'NOT_OF_AGE', { years: OF_AGE_YEARS });

/** From 65 on a passport has 48 pages. Source: e-passport instructions of the department (example). */
export const seniorsGet48Pages: Rule<PassportApplicationInput> = ({ input, today }) =>
  input.pages === 'PAGES_64' && yearsBetween(input.dateOfBirth, today) >= SENIOR_YEARS
    ? problem('pages', 'PAGES_48_ONLY', { years: SENIOR_YEARS })
    : ok;

/** Fee by pages and delivery, 15 % VAT included. Source: fee table of the e-passport portal; the other three are examples. */
const FEE_BDT = {
  PAGES_48: { REGULAR: 4025, EXPRESS: 6325 },
  PAGES_64: { REGULAR: 6325, EXPRESS: 8625 },
} as const;

export const passport: RecordedService<PassportApplicationInput> = {
  rules: [applicantIsOfAge, seniorsGet48Pages],
  amountBdt: ({ input }) => FEE_BDT[input.pages][input.delivery],
  // An e-passport's number: a letter and eight digits, made from the reference so that it is the same at each try.
  outcome: ({ reference }) => ({ passportNumber: `A${digitsOf(reference, 8)}` }),
  field: 'passport',
};
