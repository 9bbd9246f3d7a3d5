/** What only the Department of Women Affairs knows about the benefit of mother and child. */
import { daysBetween, yearsBetween, yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { pregnancyCards } from './pregnancy-cards.model.ts';
import type { MotherChildBenefitInput } from './schema.generated.ts';

/**
 * Source: Mother and Child Benefit Programme, implementation guideline (20 to 35 years, first or second child, from the
 * fourth to the sixth month, 36 months); the incomes and the rate are examples.
 */
const FROM_YEARS = 20;
const TO_YEARS = 35;
const MOST_CHILDREN = 2;
const FROM_WEEK = 14;
const TO_WEEK = 26;
const MONTHLY_INCOME_BDT = { VILLAGE: 8000, TOWN: 12_000 } as const;
const MONTHLY_BDT = 850;
const PAID_YEARS = 3;

const PREGNANCY_WEEKS = 40;

/** The weeks of a pregnancy that are over, from the day on which the birth is expected. */
export function weeksPregnant(expectedOn: string, today: string): number {
  return PREGNANCY_WEEKS - Math.ceil(daysBetween(today, expectedOn) / 7);
}

export const motherIsOfTheAge: Rule<MotherChildBenefitInput> = ({ input: { dateOfBirth }, today }) => {
  const years = yearsBetween(dateOfBirth, today);
  return years < FROM_YEARS || years > TO_YEARS
    ? problem('dateOfBirth', 'NOT_OF_THE_AGE', { from: FROM_YEARS, to: TO_YEARS })
    : ok;
};

export const pregnancyCounts: Rule<MotherChildBenefitInput> = ({ input: { pregnancy, children }, today }) => {
  if (pregnancy.number > MOST_CHILDREN || (children?.length ?? 0) >= MOST_CHILDREN)
    return problem('pregnancy.number', 'ONLY_TWO_CHILDREN');
  const weeks = weeksPregnant(pregnancy.expectedOn, today);
  return weeks < FROM_WEEK || weeks > TO_WEEK
    ? problem('pregnancy.expectedOn', 'NOT_IN_THESE_WEEKS', { weeks, from: FROM_WEEK, to: TO_WEEK })
    : ok;
};

export const familyIsPoor: Rule<MotherChildBenefitInput> = ({ input: { household, residence } }) => {
  const monthlyIncomeBdt = MONTHLY_INCOME_BDT[residence];
  if (household.hasAllowance) return problem('household.hasAllowance', 'HAS_AN_ALLOWANCE');
  return household.monthlyIncomeBdt > monthlyIncomeBdt
    ? problem('household.monthlyIncomeBdt', 'INCOME_TOO_HIGH', { monthlyIncomeBdt })
    : ok;
};

export const cardIsTheMothers: Rule<MotherChildBenefitInput> = async ({
  input: { pregnancy, nationalId },
  registry,
}) => {
  const card = await registry(pregnancyCards).findOne({ cardNumber: pregnancy.cardNumber }).lean();
  return card?.nationalId === nationalIdKey(nationalId) ? ok : problem('pregnancy.cardNumber', 'CARD_UNKNOWN');
};

export const motherChildBenefit: RecordedService<MotherChildBenefitInput> = {
  rules: [motherIsOfTheAge, pregnancyCounts, familyIsPoor, cardIsTheMothers],
  // Once for each child. Source: the same guideline.
  unique: ({ input: { nationalId, pregnancy } }) => ({
    key: `${nationalIdKey(nationalId)}/${pregnancy.number}`,
    taken: problem('pregnancy.number', 'HAS_THE_BENEFIT'),
  }),
  outcome: ({ reference, today }) => ({
    benefitNumber: documentNumber('MCB', reference),
    monthlyBdt: MONTHLY_BDT,
    paidUntil: yearsLater(today, PAID_YEARS),
  }),
  field: 'motherChildBenefit',
};
