/** What only BRTA knows about a driving licence. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { type Learner, learners } from './learners.model.ts';
import type { DrivingLicenceInput } from './schema.generated.ts';

/** Source: BRTA fee table; validity by the Road Transport Act 2018 and the Road Transport Rules 2022. */
const BY_CATEGORY = {
  NON_PROFESSIONAL: { feeBdt: 4497, years: 10 },
  PROFESSIONAL: { feeBdt: 2772, years: 5 },
} as const;

const learnerOf = ({ input, registry }: Pick<RuleContext<DrivingLicenceInput>, 'input' | 'registry'>) =>
  registry(learners).findOne({ learnerNumber: input.learnerNumber, dateOfBirth: input.dateOfBirth }).lean();

export const testIsPassed: Rule<DrivingLicenceInput> = async (context) =>
  learnerObjection(await learnerOf(context), context.input);

/** One has passed the test; who drives for a living, a dope test too. Source: Road Transport Act 2018, s. 6; BRTA circular of January 2022 (dope test). */
export function learnerObjection(
  learner: Pick<Learner, 'category' | 'test'> | null,
  { dopeTestNumber }: Pick<DrivingLicenceInput, 'dopeTestNumber'>,
): Problem | null {
  if (!learner) return problem('learnerNumber', 'LEARNER_UNKNOWN');
  if (learner.test !== 'PASSED') return problem('learnerNumber', 'TEST_NOT_PASSED');
  return learner.category === 'PROFESSIONAL' && !dopeTestNumber ? problem('dopeTestNumber', 'DOPE_TEST_MISSING') : ok;
}

const termsOf = async (context: RuleContext<DrivingLicenceInput>) =>
  BY_CATEGORY[(await learnerOf(context))?.category ?? 'NON_PROFESSIONAL'];

export const drivingLicence: RecordedService<DrivingLicenceInput> = {
  rules: [testIsPassed],
  amountBdt: async (context) => (await termsOf(context)).feeBdt,
  unique: ({ input }) => ({ key: input.learnerNumber, taken: problem('learnerNumber', 'LICENCE_GIVEN') }),
  outcome: async (context) => ({
    licenceNumber: documentNumber('DL', context.reference),
    validUntil: yearsLater(context.today, (await termsOf(context)).years),
  }),
  field: 'drivingLicence',
};
