/** What only the registrar of births and deaths knows. Days are `YYYY-MM-DD`. */
import { daysBetween, yearsLater } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { birthRecords } from './birth-records.model.ts';
import type { BirthRegistrationInput, DeathRegistrationInput } from './schema.generated.ts';

const FREE_DAYS = 45;
const REDUCED_YEARS = 5;

/**
 * Nothing within 45 days of the event, 25 taka within five years, 50 taka after that. Source: Birth and Death Registration
 * Rules 2018, fee schedule, as union parishads publish it.
 */
export function registrationFeeBdt(eventDate: string, today: string): number {
  if (daysBetween(eventDate, today) <= FREE_DAYS) return 0;
  return today <= yearsLater(eventDate, REDUCED_YEARS) ? 25 : 50;
}

/**
 * 17 digits: the year of the event, then 13 that nobody else has, for they are the reference's own eight characters, read
 * as a number of base 36. Source: Birth and Death Registration Rules 2018 (17 digits from the year on); the 13: example.
 * @param reference e.g. `LOCA-7K3M-9QX2`.
 */
export function registrationNumber(eventDate: string, reference: string): string {
  const serial = Number.parseInt(reference.slice(-9).replace('-', ''), 36);
  return `${eventDate.slice(0, 4)}${String(serial).padStart(13, '0')}`;
}

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

/** The dead are found by their birth registration. Source: Office of the Registrar General, circular on online death registration; example. */
export const deceasedIsRegistered: Rule<DeathRegistrationInput> = async ({ input, registry }) => {
  const birth = await registry(birthRecords).findOne({ registrationNumber: input.birthRegistration }).lean();
  if (!birth) return problem('birthRegistration', 'BIRTH_RECORD_UNKNOWN');
  return input.dateOfDeath < birth.dateOfBirth ? problem('dateOfDeath', 'DIED_BEFORE_BORN') : ok;
};

/** A death in a hospital is proved by its certificate. Source: Birth and Death Registration Act 2004, s. 9 (information from hospitals); example. */
export const hospitalHasCertified: Rule<DeathRegistrationInput> = ({ input }) =>
  input.placeOfDeath === 'HOSPITAL' && !input.hospitalCertificate
    ? problem('hospitalCertificate', 'HOSPITAL_CERTIFICATE_MISSING')
    : ok;

/** Of an unnatural death the police report first. Source: Code of Criminal Procedure 1898, s. 174. */
export const unnaturalDeathIsReported: Rule<DeathRegistrationInput> = ({ input }) =>
  (input.cause === 'ACCIDENT' || input.cause === 'OTHER_UNNATURAL') && !input.policeReport
    ? problem('policeReport', 'POLICE_REPORT_MISSING')
    : ok;

export const deathRegistration: RecordedService<DeathRegistrationInput> = {
  rules: [deceasedIsRegistered, hospitalHasCertified, unnaturalDeathIsReported],
  amountBdt: ({ input, today }) => registrationFeeBdt(input.dateOfDeath, today),
  unique: ({ input: { birthRegistration: key } }) => ({
    key,
    taken: problem('birthRegistration', 'DEATH_ALREADY_REGISTERED'),
  }),
  outcome: ({ input, reference }) => ({ registrationNumber: registrationNumber(input.dateOfDeath, reference) }),
  field: 'deathRegistration',
};
