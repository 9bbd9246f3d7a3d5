/** What only the Department of Immigration and Passports knows about a renewal. */
import { daysBetween, yearsBetween } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { OF_AGE_YEARS } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import {
  enterPassport,
  type IssuedPassport,
  issuedPassports,
  passportNumberOf,
  passportOf,
} from './issued-passports.model.ts';
import { SENIOR_YEARS, seniorsGet48Pages } from './passport.rules.ts';
import { passportFeeBdt } from './passport-fee.ts';
import type { PassportChangeProof, PassportItem, PassportRenewalInput } from './schema.generated.ts';

const RENEWABLE_DAYS = 365;

export const previousPassportCanBeRenewed: Rule<PassportRenewalInput> = async ({ input, today, registry }) => {
  const { previousPassportNumber: passportNumber, dateOfBirth } = input;
  const previous = await registry(issuedPassports).findOne(passportOf({ passportNumber, dateOfBirth })).lean();
  return renewalObjection(input.reason, previous, today);
};

/** What the register has against a renewal. Source: example (a passport with a year or more to run is not renewed for its expiry). */
export function renewalObjection(
  reason: PassportRenewalInput['reason'],
  previous: Pick<IssuedPassport, 'expiresOn' | 'isCancelled'> | null,
  today: string,
): Problem | null {
  if (!previous) return problem('previousPassportNumber', 'PASSPORT_UNKNOWN');
  if (previous.isCancelled) return problem('previousPassportNumber', 'PASSPORT_CANCELLED');
  return reason === 'EXPIRY' && daysBetween(today, previous.expiresOn) > RENEWABLE_DAYS
    ? problem('reason', 'NOT_YET_EXPIRING', { days: RENEWABLE_DAYS })
    : ok;
}

/** Under 18 and from 65 on a passport is valid for five years. Source: e-passport portal, validity and pages by age. */
export const ageAllowsTenYears: Rule<PassportRenewalInput> = ({ input, today }) => {
  const age = yearsBetween(input.dateOfBirth, today);
  return input.validity === 'YEARS_10' && (age < OF_AGE_YEARS || age >= SENIOR_YEARS)
    ? problem('validity', 'FIVE_YEARS_ONLY', { fromYears: OF_AGE_YEARS, toYears: SENIOR_YEARS })
    : ok;
};

/** A passport that was lost is first told to the police. Source: e-passport instructions of the department (copy of the GD). */
export const lossIsToldToPolice: Rule<PassportRenewalInput> = ({ input }) =>
  input.reason === 'LOST' && !input.generalDiaryNumber ? problem('generalDiaryNumber', 'DIARY_MISSING') : ok;

/** What proves which change. Source: e-passport instructions of the department (marriage, profession); the rest: example. */
const PROOFS: Readonly<Record<PassportItem, PassportChangeProof>> = {
  NAME: 'NATIONAL_ID_CARD',
  SPOUSE: 'MARRIAGE_CERTIFICATE',
  PROFESSION: 'EMPLOYER_CERTIFICATE',
  PERMANENT_ADDRESS: 'UTILITY_BILL',
};

export const changesAreProved: Rule<PassportRenewalInput> = ({ input }) => {
  const changes = input.changes ?? [];
  if (input.reason === 'CHANGED_DATA' && changes.length === 0) return problem('changes', 'CHANGES_MISSING');
  const unproved = changes.findIndex(({ item, proof }) => PROOFS[item] !== proof);
  return unproved < 0 ? ok : problem(`changes.${unproved}.proof`, 'PROOF_DOES_NOT_FIT');
};

const YEARS = { YEARS_5: 5, YEARS_10: 10 } as const;

export const passportRenewal: RecordedService<PassportRenewalInput> = {
  rules: [previousPassportCanBeRenewed, ageAllowsTenYears, seniorsGet48Pages, lossIsToldToPolice, changesAreProved],
  amountBdt: ({ input }) => passportFeeBdt(input.pages, input.validity, input.delivery),
  unique: ({ input }) => ({
    key: input.previousPassportNumber,
    taken: problem('previousPassportNumber', 'PASSPORT_CANCELLED'),
  }),
  outcome: ({ input, reference }) => ({
    newPassportNumber: passportNumberOf(reference),
    validForYears: YEARS[input.validity],
  }),
  granted: async (context) => {
    const { previousPassportNumber: passportNumber, validity } = context.input;
    await enterPassport(context, YEARS[validity]);
    await context.registry(issuedPassports).updateOne({ passportNumber }, { $set: { isCancelled: true } });
  },
  field: 'passportRenewal',
};
