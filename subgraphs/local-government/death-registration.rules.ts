/** What only the registrar knows about the registration of a death. */
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { birthRecords } from './birth-records.model.ts';
import { registrationFeeBdt } from './registration-fee.ts';
import { registrationNumber } from './registration-number.ts';
import type { DeathRegistrationInput } from './schema.generated.ts';

/** The dead are found by their birth registration. Source: Office of the Registrar General, circular on online death registration; example. */
export const deceasedIsRegistered: Rule<DeathRegistrationInput> = async ({ input, registry }) =>
  lifeObjection(
    input,
    await registry(birthRecords).findOne({ registrationNumber: input.birthRegistration }, { dateOfBirth: 1 }).lean(),
  );

/** What the register of births has against a death. */
export function lifeObjection(
  { dateOfDeath }: Pick<DeathRegistrationInput, 'dateOfDeath'>,
  birth: { readonly dateOfBirth: string } | null,
): Problem | null {
  if (!birth) return problem('birthRegistration', 'BIRTH_RECORD_UNKNOWN');
  return dateOfDeath < birth.dateOfBirth ? problem('dateOfDeath', 'DIED_BEFORE_BORN') : ok;
}

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
  unique: ({ input }) => ({
    key: input.birthRegistration,
    taken: problem('birthRegistration', 'DEATH_ALREADY_REGISTERED'),
  }),
  outcome: ({ input, reference }) => ({ registrationNumber: registrationNumber(input.dateOfDeath, reference) }),
  field: 'deathRegistration',
};
