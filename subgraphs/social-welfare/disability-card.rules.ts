/** What only the department knows about the disability card. */
import { yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { personNumberOf } from './allowance.rules.ts';
import { disabilityCards } from './disability-cards.model.ts';
import type { DisabilityCardInput } from './schema.generated.ts';

const OF_AGE_YEARS = 18;

type Holder = Pick<DisabilityCardInput, 'nationalId' | 'birthRegistration' | 'dateOfBirth'>;

/** A grown-up is known by the national ID, a child by the birth registration. Source: example. */
function numberFieldOf({ dateOfBirth }: Pick<Holder, 'dateOfBirth'>, today: string) {
  return yearsBetween(dateOfBirth, today) < OF_AGE_YEARS ? 'birthRegistration' : 'nationalId';
}

function holderNumber(holder: Holder, today: string): string {
  const number = holder[numberFieldOf(holder, today)] ?? '';
  return numberFieldOf(holder, today) === 'nationalId' ? personNumberOf(number) : number;
}

export const holderIsIdentified: Rule<DisabilityCardInput> = ({ input, today }) =>
  input[numberFieldOf(input, today)] ? ok : problem(numberFieldOf(input, today), 'HOLDER_NUMBER_MISSING');

/** Multiple is more than one. Source: Rights and Protection of Persons with Disabilities Act 2013, s. 3 and 14. */
export const kindsAgree: Rule<DisabilityCardInput> = ({ input }) => {
  const kinds = new Set(input.kinds);
  const isMultiple = kinds.delete('MULTIPLE');
  return isMultiple === kinds.size > 1 ? ok : problem('kinds', isMultiple ? 'NAME_THE_OTHERS' : 'NAME_IT_MULTIPLE');
};

/** Source: the same Act, s. 31 and the rules of 2015 (application by a guardian); example. */
export const guardianIsGiven: Rule<DisabilityCardInput> = ({ input, today }) =>
  !input.guardian && (numberFieldOf(input, today) === 'birthRegistration' || input.kinds.includes('INTELLECTUAL'))
    ? problem('guardian', 'GUARDIAN_MISSING')
    : ok;

export const holderHasNoCard: Rule<DisabilityCardInput> = async ({ input, today, registry }) =>
  (await registry(disabilityCards).exists({ personNumber: holderNumber(input, today) }))
    ? problem(numberFieldOf(input, today), 'HAS_A_CARD')
    : ok;

export const disabilityCard: RecordedService<DisabilityCardInput> = {
  rules: [holderIsIdentified, kindsAgree, guardianIsGiven, holderHasNoCard],
  unique: ({ input, today }) => ({
    key: holderNumber(input, today),
    taken: problem(numberFieldOf(input, today), 'HAS_A_CARD'),
  }),
  // The card is entered, so that its holder can apply for the allowance; a repeat writes the same again.
  outcome: async ({ input, today, registry, reference }) => {
    const cardNumber = documentNumber('SUB', reference);
    const { dateOfBirth, nameBn } = input;
    const card = { personNumber: holderNumber(input, today), dateOfBirth, nameBn };
    await registry(disabilityCards).updateOne({ cardNumber }, { $setOnInsert: card }, { upsert: true });
    return { cardNumber };
  },
  field: 'disabilityCard',
};
