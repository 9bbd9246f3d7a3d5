/** What only the health directorate knows about a health card. */
import { yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { HealthCardInput } from './schema.generated.ts';

const OF_AGE_YEARS = 18;

/** From 18 on a person is known by the national ID, before that by the birth registration. Source: example. */
export const holderIsIdentified: Rule<HealthCardInput> = ({ input, today }) => {
  const isOfAge = yearsBetween(input.dateOfBirth, today) >= OF_AGE_YEARS;
  const field = isOfAge ? 'nationalId' : 'birthRegistration';
  const code = isOfAge ? 'NATIONAL_ID_NEEDED' : 'BIRTH_REGISTRATION_NEEDED';
  return input[field] ? ok : problem(field, code, { years: OF_AGE_YEARS });
};

/** A birth registration number begins with the year of birth. Source: Birth and Death Registration Rules 2018. */
export const birthYearAgrees: Rule<HealthCardInput> = ({ input: { birthRegistration, dateOfBirth } }) =>
  birthRegistration && birthRegistration.slice(0, 4) !== dateOfBirth.slice(0, 4)
    ? problem('birthRegistration', 'BIRTH_YEAR_DIFFERS', { year: dateOfBirth.slice(0, 4) })
    : ok;

export const healthCard: RecordedService<HealthCardInput> = {
  rules: [holderIsIdentified, birthYearAgrees],
  unique: ({ input: { nationalId, birthRegistration } }) => ({
    key: nationalId ? `nid/${nationalId.slice(-13)}` : `birth/${birthRegistration}`,
    taken: problem(nationalId ? 'nationalId' : 'birthRegistration', 'HAS_A_CARD'),
  }),
  outcome: ({ reference }) => ({ healthId: documentNumber('HID', reference) }),
  field: 'healthCard',
};
