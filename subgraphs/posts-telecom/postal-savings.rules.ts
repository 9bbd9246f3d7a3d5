/** What only the Post Office knows about a savings account. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { sharesObjection } from '#kit/list-rules.ts';
import { isOfAge, nationalIdKey, OF_AGE_YEARS } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { postalAccounts } from './postal-accounts.model.ts';
import type { PostalSavingsHolding, PostalSavingsInput } from './schema.generated.ts';

/** Most in one name, and in two. Source: Department of National Savings, Post Office Savings Bank, ordinary account. */
const CEILING_BDT: Readonly<Record<PostalSavingsHolding, number>> = { SINGLE: 1_000_000, JOINT: 2_000_000 };
/** Source: Income Tax Act 2023, s. 264 (proof of return for postal savings); the amount: example. */
const WITHOUT_ETIN_BDT = 500_000;
const FIXED_YEARS = 3;

/** Keys of who owns the account; of a single account the second depositor is left out. */
function holdersOf({ holding, depositor, secondDepositor }: PostalSavingsInput): string[] {
  const owners = holding === 'JOINT' && secondDepositor ? [depositor, secondDepositor] : [depositor];
  return owners.map(({ nationalId }) => nationalIdKey(nationalId));
}

export const jointAccountHasTwo: Rule<PostalSavingsInput> = ({ input }) => {
  if (input.holding === 'SINGLE') return ok;
  const [one, other] = holdersOf(input);
  if (!other) return problem('secondDepositor', 'SECOND_DEPOSITOR_MISSING');
  return one === other ? problem('secondDepositor.nationalId', 'SAME_DEPOSITOR') : ok;
};

/** The ceiling counts what the owners have at any post office. */
export const depositIsWithinCeiling: Rule<PostalSavingsInput> = async ({ input, registry }) => {
  const accounts = await registry(postalAccounts)
    .find({ holders: { $in: holdersOf(input) } })
    .lean();
  const leftBdt = CEILING_BDT[input.holding] - accounts.reduce((sum, { depositBdt }) => sum + depositBdt, 0);
  return input.depositBdt > leftBdt
    ? problem('depositBdt', 'ABOVE_CEILING', { ceilingBdt: CEILING_BDT[input.holding], leftBdt: Math.max(0, leftBdt) })
    : ok;
};

export const etinIsGiven: Rule<PostalSavingsInput> = ({ input: { depositBdt, etin } }) =>
  depositBdt > WITHOUT_ETIN_BDT && !etin ? problem('etin', 'ETIN_MISSING', { limitBdt: WITHOUT_ETIN_BDT }) : ok;

export const nomineesShareAll: Rule<PostalSavingsInput> = ({ input: { nominees } }) =>
  sharesObjection('nominees', nominees, 'NOMINEE_SHARES_NOT_WHOLE');

export const minorsHaveGuardians: Rule<PostalSavingsInput> = ({ input: { nominees }, today }) => {
  const index = nominees.findIndex(({ dateOfBirth, guardianName }) => !isOfAge(dateOfBirth, today) && !guardianName);
  return index < 0 ? ok : problem(`nominees.${index}.guardianName`, 'GUARDIAN_MISSING', { years: OF_AGE_YEARS });
};

export const postalSavings: RecordedService<PostalSavingsInput> = {
  rules: [jointAccountHasTwo, depositIsWithinCeiling, etinIsGiven, nomineesShareAll, minorsHaveGuardians],
  outcome: ({ input: { kind, address }, today, reference }) => {
    const place = (areaAbove(address.area, 'UPAZILA') ?? areaAbove(address.area, 'DISTRICT'))?.name;
    return {
      accountNumber: documentNumber('PSB', reference),
      postOffice: place ? `${place.en} Post Office` : null,
      postOfficeBn: place ? `${place.bn} ডাকঘর` : null,
      maturesOn: kind === 'FIXED' ? yearsLater(today, FIXED_YEARS) : null,
    };
  },
  // The ceiling counts it from now on.
  granted: ({ input, reference, registry }) => {
    const { kind, depositBdt } = input;
    const accountNumber = documentNumber('PSB', reference);
    return enter(registry(postalAccounts), { accountNumber, kind, depositBdt, holders: holdersOf(input) });
  },
  field: 'postalSavings',
};
