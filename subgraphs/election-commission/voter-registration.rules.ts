/** What only the Election Commission knows about who may be on the roll. */
import { yearsBetween } from '#kit/days.ts';
import { digitsOf, documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { VoterRegistrationInput } from './schema.generated.ts';
import { numberOf, type Voter, voters } from './voters.model.ts';

const VOTING_AGE_YEARS = 18;

/** One votes who is 18 on 1 January of the year. Source: Electoral Rolls Act 2009, s. 7 and the qualifying date of s. 3. */
export const isOfVotingAge: Rule<VoterRegistrationInput> = ({ input, today }) => {
  const year = today.slice(0, 4);
  return yearsBetween(input.dateOfBirth, `${year}-01-01`) >= VOTING_AGE_YEARS
    ? ok
    : problem('dateOfBirth', 'TOO_YOUNG_TO_VOTE', { years: VOTING_AGE_YEARS, year: Number(year) });
};

/** A birth registration number begins with the year of birth. Source: Birth and Death Registration Rules 2018. */
export const birthRegistrationFits: Rule<VoterRegistrationInput> = ({ input }) =>
  input.birthRegistration.startsWith(input.dateOfBirth.slice(0, 4))
    ? ok
    : problem('birthRegistration', 'BIRTH_YEAR_DIFFERS');

const ALREADY_A_VOTER = problem('birthRegistration', 'ALREADY_A_VOTER');

/** Nobody has two national IDs. Source: National Identity Registration Act 2010, s. 15. */
export const isNotOnTheRoll: Rule<VoterRegistrationInput> = async ({ input: { birthRegistration }, registry }) =>
  (await registry(voters).exists({ birthRegistration })) ? ALREADY_A_VOTER : ok;

/** A voter who knows the applicant signs form 2. Source: Electoral Rolls Rules 2012, form 2. */
export const identifierIsAVoter: Rule<VoterRegistrationInput> = async ({ input, registry }) => {
  const nationalId = numberOf(input.identifierNationalId);
  return (await registry(voters).exists({ nationalId, state: 'IN_FORCE' }))
    ? ok
    : problem('identifierNationalId', 'IDENTIFIER_UNKNOWN');
};

export const voterRegistration: RecordedService<VoterRegistrationInput> = {
  rules: [isOfVotingAge, birthRegistrationFits, isNotOnTheRoll, identifierIsAVoter],
  unique: ({ input }) => ({ key: input.birthRegistration, taken: ALREADY_A_VOTER }),
  // On the roll before the application is decided, under a number made from the reference: a repeat adds nothing.
  outcome: async ({ input: { birthRegistration, dateOfBirth, nameBn, nameEn: name }, registry, reference }) => {
    const nationalId = digitsOf(reference, 10);
    const voter: Voter = {
      ...{ nationalId, dateOfBirth, birthRegistration, name, nameBn },
      ...{ state: 'IN_FORCE', corrections: [], reissues: [] },
    };
    await registry(voters).updateOne({ nationalId }, { $setOnInsert: voter }, { upsert: true });
    return { newNationalId: nationalId, formNumber: documentNumber('F2', reference) };
  },
  field: 'voterRegistration',
};
