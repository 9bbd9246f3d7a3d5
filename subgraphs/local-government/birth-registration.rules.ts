/** What only the registrar knows about a birth registration. */
import { yearsLater } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { birthRegistrationFeeBdt } from './birth-fee.ts';
import { birthRecords } from './birth-records.model.ts';
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
  amountBdt: ({ input, today }) => birthRegistrationFeeBdt(input.dateOfBirth, today),
  outcome: ({ input, reference }) => ({ registrationNumber: birthRegistrationNumber(input.dateOfBirth, reference) }),
  field: 'birthRegistration',
};

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SERIAL_DIGITS = 13;

/**
 * 17 digits: the year of birth, then 13 that nobody else has, for they are the reference's own 40 bits in decimal.
 * Source: Birth and Death Registration Rules 2018 (17 digits from the year of birth on); the 13, by law area and serial: example.
 * @param reference e.g. `LOCA-7K3M-9QX2`.
 */
export function birthRegistrationNumber(dateOfBirth: string, reference: string): string {
  const serial = [...reference.slice(-9).replace('-', '')].reduce(
    (number, character) => number * 32 + CROCKFORD.indexOf(character),
    0,
  );
  return `${dateOfBirth.slice(0, 4)}${String(serial).padStart(SERIAL_DIGITS, '0')}`;
}
