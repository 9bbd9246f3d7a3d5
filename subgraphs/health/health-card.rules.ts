/** What only the health directorate knows about a health card. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { birthYearAgrees, numberFieldOf, OF_AGE_YEARS, personKey } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { HealthCardInput } from './schema.generated.ts';

const NEEDED = { nationalId: 'NATIONAL_ID_NEEDED', birthRegistration: 'BIRTH_REGISTRATION_NEEDED' } as const;

export const holderIsIdentified: Rule<HealthCardInput> = ({ input, today }) => {
  const field = numberFieldOf(input.dateOfBirth, today);
  return input[field] ? ok : problem(field, NEEDED[field], { years: OF_AGE_YEARS });
};

export const healthCard: RecordedService<HealthCardInput> = {
  rules: [holderIsIdentified, birthYearAgrees],
  unique: ({ input }) => ({
    key: personKey(input),
    taken: problem(input.nationalId ? 'nationalId' : 'birthRegistration', 'HAS_A_CARD'),
  }),
  outcome: ({ reference }) => ({ healthId: documentNumber('HID', reference) }),
  field: 'healthCard',
};
