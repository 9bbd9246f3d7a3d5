/** What only the registrar of companies (RJSC) knows about a new company. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type CompanyName, companyNameKey, companyNames } from './company-names.model.ts';
import type { CompanyKind, CompanyRegistrationInput } from './schema.generated.ts';

export const nameIsCleared: Rule<CompanyRegistrationInput> = async ({ input, today, registry }) => {
  const { clearanceNumber } = input;
  return clearanceObjection(input, await registry(companyNames).findOne({ clearanceNumber }).lean(), today);
};

/** A company is registered under the name that was cleared for it, in time. Source: Companies Act 1994, s. 11; RJSC, registration. */
export function clearanceObjection(
  { companyName, companyKind }: Pick<CompanyRegistrationInput, 'companyName' | 'companyKind'>,
  cleared: Omit<CompanyName, 'clearanceNumber'> | null,
  today: string,
): Problem | null {
  if (!cleared) return problem('clearanceNumber', 'CLEARANCE_UNKNOWN');
  if (cleared.registrationNumber) return problem('clearanceNumber', 'CLEARANCE_USED');
  if (cleared.validUntil < today) return problem('clearanceNumber', 'CLEARANCE_EXPIRED');
  if (cleared.key !== companyNameKey(companyName)) return problem('companyName', 'NOT_THE_CLEARED_NAME');
  return cleared.companyKind === companyKind ? ok : problem('companyKind', 'NOT_THE_CLEARED_NAME');
}

/** Members and directors. Source: Companies Act 1994, s. 2(1)(q), 5, 90; of one person's companies: the second amendment of 2020. */
const PEOPLE: Readonly<Record<CompanyKind, { fewest: number; most: number; directors: number }>> = {
  PRIVATE: { fewest: 2, most: 50, directors: 2 },
  PUBLIC: { fewest: 7, most: Number.POSITIVE_INFINITY, directors: 3 },
  ONE_PERSON: { fewest: 1, most: 1, directors: 1 },
};

export const peopleFitKind: Rule<CompanyRegistrationInput> = ({ input: { companyKind, subscribers } }) => {
  const { fewest, most, directors } = PEOPLE[companyKind];
  if (subscribers.length < fewest) return problem('subscribers', 'TOO_FEW_SUBSCRIBERS', { fewest });
  if (subscribers.length > most) return problem('subscribers', 'TOO_MANY_SUBSCRIBERS', { most });
  return subscribers.filter(({ isDirector }) => isDirector).length < directors
    ? problem('subscribers', 'TOO_FEW_DIRECTORS', { directors })
    : ok;
};

/** Paid-up capital of a one person company. Source: Companies (Second Amendment) Act 2020. */
const ONE_PERSON_LEAST_BDT = 2_500_000;
const ONE_PERSON_MOST_BDT = 50_000_000;

/** The shares that are taken are within the authorised capital. Source: Companies Act 1994, s. 6 (memorandum). */
export const capitalFitsKind: Rule<CompanyRegistrationInput> = ({ input }) => {
  const paidUpBdt = input.subscribers.reduce((sum, { shares }) => sum + shares, 0) * input.shareValueBdt;
  if (paidUpBdt > input.authorisedCapitalBdt)
    return problem('authorisedCapitalBdt', 'CAPITAL_TOO_SMALL', { paidUpBdt });
  return input.companyKind === 'ONE_PERSON' && (paidUpBdt < ONE_PERSON_LEAST_BDT || paidUpBdt > ONE_PERSON_MOST_BDT)
    ? problem('subscribers', 'ONE_PERSON_CAPITAL', { leastBdt: ONE_PERSON_LEAST_BDT, mostBdt: ONE_PERSON_MOST_BDT })
    : ok;
};

/** A one person company outlives its owner by a nominee. Source: Companies (Second Amendment) Act 2020. */
export const nomineeIsNamed: Rule<CompanyRegistrationInput> = ({ input }) =>
  input.companyKind === 'ONE_PERSON' && !input.nominee ? problem('nominee', 'NOMINEE_MISSING') : ok;

/** Source: example, after the shape of the Companies Act 1994, schedule II. */
const BASE_FEE_BDT = 5000;
const BASE_CAPITAL_BDT = 5_000_000;
const LAKH_BDT = 100_000;
const FEE_BDT_PER_LAKH = 100;

/** @returns whole taka: more for each begun lakh above fifty. */
export function registrationFeeBdt(authorisedCapitalBdt: number): number {
  const lakhs = Math.ceil(Math.max(0, authorisedCapitalBdt - BASE_CAPITAL_BDT) / LAKH_BDT);
  return BASE_FEE_BDT + lakhs * FEE_BDT_PER_LAKH;
}

export const companyRegistration: RecordedService<CompanyRegistrationInput> = {
  rules: [nameIsCleared, peopleFitKind, capitalFitsKind, nomineeIsNamed],
  amountBdt: ({ input }) => registrationFeeBdt(input.authorisedCapitalBdt),
  unique: ({ input }) => ({ key: input.clearanceNumber, taken: problem('clearanceNumber', 'CLEARANCE_USED') }),
  outcome: ({ reference }) => ({ registrationNumber: documentNumber('C', reference) }),
  granted: async ({ input: { clearanceNumber }, registry, reference }) => {
    const registrationNumber = documentNumber('C', reference);
    await registry(companyNames).updateOne({ clearanceNumber }, { $set: { registrationNumber } });
  },
  field: 'companyRegistration',
};
