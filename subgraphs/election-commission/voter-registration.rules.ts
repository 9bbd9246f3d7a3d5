/** What only the Election Commission knows about who may be on the roll. */
import { yearsBetween } from '#kit/days.ts';
import { digitsOf, documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { birthYearAgrees, nationalIdKey, OF_AGE_YEARS } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { VoterRegistrationInput } from './schema.generated.ts';
import { voters } from './voters.model.ts';

/** One votes who is 18 on 1 January of the year. Source: Electoral Rolls Act 2009, s. 7 and the qualifying date of s. 3. */
export const isOfVotingAge: Rule<VoterRegistrationInput> = ({ input, today }) => {
  const year = today.slice(0, 4);
  return yearsBetween(input.dateOfBirth, `${year}-01-01`) >= OF_AGE_YEARS
    ? ok
    : problem('dateOfBirth', 'TOO_YOUNG_TO_VOTE', { years: OF_AGE_YEARS, year: Number(year) });
};

const ALREADY_A_VOTER = problem('birthRegistration', 'ALREADY_A_VOTER');

/** Nobody has two national IDs. Source: National Identity Registration Act 2010, s. 15. */
export const isNotOnTheRoll: Rule<VoterRegistrationInput> = async ({ input: { birthRegistration }, registry }) =>
  (await registry(voters).exists({ birthRegistration })) ? ALREADY_A_VOTER : ok;

/** A voter who knows the applicant signs form 2. Source: Electoral Rolls Rules 2012, form 2. */
export const identifierIsAVoter: Rule<VoterRegistrationInput> = async ({ input, registry }) => {
  const nationalId = nationalIdKey(input.identifierNationalId);
  return (await registry(voters).exists({ nationalId, state: 'IN_FORCE' }))
    ? ok
    : problem('identifierNationalId', 'IDENTIFIER_UNKNOWN');
};

/** A new voter's national ID, as on a smart card. Source of how it is made: example. */
const newNationalId = (reference: string) => digitsOf(reference, 10);

export const voterRegistration: RecordedService<VoterRegistrationInput> = {
  rules: [isOfVotingAge, birthYearAgrees, isNotOnTheRoll, identifierIsAVoter],
  unique: ({ input }) => ({ key: input.birthRegistration, taken: ALREADY_A_VOTER }),
  outcome: ({ reference }) => ({
    newNationalId: newNationalId(reference),
    formNumber: documentNumber('F2', reference),
  }),
  granted: ({ input: { birthRegistration, dateOfBirth, nameBn, nameEn: name }, registry, reference }) =>
    enter(registry(voters), {
      ...{ nationalId: newNationalId(reference), dateOfBirth, birthRegistration, name, nameBn },
      ...{ state: 'IN_FORCE', corrections: [], reissues: [] },
    }),
  field: 'voterRegistration',
};
