/** What only the registrar knows about a birth registration. */
import { yearsLater } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { birthRecords } from './birth-records.model.ts';
import { registrationFeeBdt } from './registration-fee.ts';
import { registrationNumber } from './registration-number.ts';
import type { BirthRegistrationInput } from './schema.generated.ts';

const CARD_YEARS = 5;

/** A parent is known by a national ID or a birth registration. Source: Birth and Death Registration Rules 2018, application form; example. */
export const fatherIsIdentified: Rule<BirthRegistrationInput> = ({ input }) =>
  input.fatherNationalId || input.fatherBirthRegistration ? ok : problem('fatherNationalId', 'PARENT_NUMBER_MISSING');

/** As for the father. */
export const motherIsIdentified: Rule<BirthRegistrationInput> = ({ input }) =>
  input.motherNationalId || input.motherBirthRegistration ? ok : problem('motherNationalId', 'PARENT_NUMBER_MISSING');

/** The birth of a child under five is proved by the immunisation (EPI) card. Source: birth registration portal's list of papers; example. */
export const immunisationCardIsGiven: Rule<BirthRegistrationInput> = ({ input, today }) =>
  !input.immunisationCard && today < yearsLater(input.dateOfBirth, CARD_YEARS)
    ? problem('immunisationCard', 'IMMUNISATION_CARD_MISSING', { years: CARD_YEARS })
    : ok;

/** Nobody is registered twice. Source: Birth and Death Registration Act 2004, s. 21 (a second registration is an offence). */
export const childIsNotRegistered: Rule<BirthRegistrationInput> = async ({ input: { immunisationCard }, registry }) =>
  immunisationCard && (await registry(birthRecords).exists({ immunisationCard }))
    ? problem('immunisationCard', 'CHILD_ALREADY_REGISTERED')
    : ok;

export const birthRegistration: RecordedService<BirthRegistrationInput> = {
  rules: [fatherIsIdentified, motherIsIdentified, immunisationCardIsGiven, childIsNotRegistered],
  amountBdt: ({ input, today }) => registrationFeeBdt(input.dateOfBirth, today),
  outcome: ({ input, reference }) => ({ registrationNumber: registrationNumber(input.dateOfBirth, reference) }),
  field: 'birthRegistration',
};
