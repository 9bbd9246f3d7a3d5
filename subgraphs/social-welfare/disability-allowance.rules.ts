/** What only the department knows about the disability allowance. The card says who somebody is. */
import { yearsBetween } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { allowanceObjection, bookOf, enterAllowance, meansObjection } from './allowance.rules.ts';
import { disabilityCards, type GivenCard } from './disability-cards.model.ts';
import type { DisabilityAllowanceInput } from './schema.generated.ts';

const LEAST_YEARS = 6;

type Context = Pick<RuleContext<DisabilityAllowanceInput>, 'input' | 'registry'>;

const cardOf = ({ input: { cardNumber, dateOfBirth }, registry }: Context): Promise<GivenCard | null> =>
  registry(disabilityCards).findOne({ cardNumber, dateOfBirth }).lean();

export const cardIsKnown: Rule<DisabilityAllowanceInput> = async (context): Promise<Problem | null> => {
  const card = await cardOf(context);
  return card ? allowanceObjection('cardNumber', card.person, context.registry) : problem('cardNumber', 'CARD_UNKNOWN');
};

/** Source: implementation manual of the allowance for insolvent persons with disabilities, 2013. */
export const holderMayDrawIt: Rule<DisabilityAllowanceInput> = ({ input, today }) => {
  if (input.hasStudentStipend) return problem('hasStudentStipend', 'HAS_A_STUDENT_STIPEND');
  return yearsBetween(input.dateOfBirth, today) < LEAST_YEARS
    ? problem('dateOfBirth', 'NOT_OLD_ENOUGH', { years: LEAST_YEARS })
    : ok;
};

export const disabilityAllowance: RecordedService<DisabilityAllowanceInput> = {
  rules: [cardIsKnown, holderMayDrawIt, ({ input }) => meansObjection('DISABILITY', input.means)],
  unique: ({ input }) => ({ key: input.cardNumber, taken: problem('cardNumber', 'HAS_AN_ALLOWANCE') }),
  outcome: ({ reference }) => bookOf('DISABILITY', reference),
  granted: async (context) => {
    const { person = context.input.cardNumber } = (await cardOf(context)) ?? {};
    await enterAllowance({ programme: 'DISABILITY', person, nameBn: context.input.nameBn }, context);
  },
  field: 'disabilityAllowance',
};
