/** What only the department knows about the disability card. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { isOfAge, numberFieldOf, personKey } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { disabilityCards } from './disability-cards.model.ts';
import type { DisabilityCardInput } from './schema.generated.ts';

export const holderIsIdentified: Rule<DisabilityCardInput> = ({ input, today }) => {
  const field = numberFieldOf(input.dateOfBirth, today);
  return input[field] ? ok : problem(field, 'HOLDER_NUMBER_MISSING');
};

/** Multiple is more than one. Source: Rights and Protection of Persons with Disabilities Act 2013, s. 3 and 14. */
export const kindsAgree: Rule<DisabilityCardInput> = ({ input }) => {
  const kinds = new Set(input.kinds);
  const isMultiple = kinds.delete('MULTIPLE');
  return isMultiple === kinds.size > 1 ? ok : problem('kinds', isMultiple ? 'NAME_THE_OTHERS' : 'NAME_IT_MULTIPLE');
};

/** Source: the same Act, s. 31 and the rules of 2015 (application by a guardian); example. */
export const guardianIsGiven: Rule<DisabilityCardInput> = ({ input, today }) =>
  !input.guardian && (!isOfAge(input.dateOfBirth, today) || input.kinds.includes('INTELLECTUAL'))
    ? problem('guardian', 'GUARDIAN_MISSING')
    : ok;

const hasACard = ({ nationalId }: DisabilityCardInput) =>
  problem(nationalId ? 'nationalId' : 'birthRegistration', 'HAS_A_CARD');

export const holderHasNoCard: Rule<DisabilityCardInput> = async ({ input, registry }) =>
  (await registry(disabilityCards).exists({ person: personKey(input) })) ? hasACard(input) : ok;

export const disabilityCard: RecordedService<DisabilityCardInput> = {
  rules: [holderIsIdentified, kindsAgree, guardianIsGiven, holderHasNoCard],
  unique: ({ input }) => ({ key: personKey(input), taken: hasACard(input) }),
  outcome: ({ reference }) => ({ cardNumber: documentNumber('SUB', reference) }),
  // So that its holder can apply for the allowance.
  granted: ({ input, registry, reference }) => {
    const { dateOfBirth, nameBn } = input;
    const cardNumber = documentNumber('SUB', reference);
    return enter(registry(disabilityCards), { cardNumber, person: personKey(input), dateOfBirth, nameBn });
  },
  field: 'disabilityCard',
};
