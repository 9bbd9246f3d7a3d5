/** What only the Hajj Office knows about a pre-registration. */
import { daysBetween, yearsBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { agencyIsLicensed } from '#kit/licensed-agencies.ts';
import { numberFieldOf, OF_AGE_YEARS, personKey } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { hajjAgencies } from './hajj-agencies.model.ts';
import { pilgrims } from './pilgrims.model.ts';
import type { HajjIllness, HajjPreRegistrationInput } from './schema.generated.ts';

type Form = Omit<HajjPreRegistrationInput, 'idempotencyKey'>;

/** Source: hajj portal, pre-registration (national ID; of minors the birth registration). */
export const pilgrimIsIdentified: Rule<Form> = ({ input: { pilgrim }, today }) => {
  const field = numberFieldOf(pilgrim.dateOfBirth, today);
  return pilgrim[field] ? ok : problem(`pilgrim.${field}`, 'PILGRIM_NUMBER_MISSING', { years: OF_AGE_YEARS });
};

const PASSPORT_DAYS = 365;

/** The passport outlasts the hajj by half a year. Source: Saudi visa rules; a year from now: example. */
export const passportLasts: Rule<Form> = ({ input, today }) =>
  daysBetween(today, input.passportValidUntil) < PASSPORT_DAYS
    ? problem('passportValidUntil', 'PASSPORT_TOO_SHORT', { days: PASSPORT_DAYS })
    : ok;

const MAHRAM_YEARS = 45;

/** Source: National Hajj and Umrah Policy (a woman under 45 goes with a mahram); example. */
export const mahramIsNamed: Rule<Form> = ({ input: { pilgrim, mahram }, today }) =>
  pilgrim.gender === 'FEMALE' && yearsBetween(pilgrim.dateOfBirth, today) < MAHRAM_YEARS && !mahram
    ? problem('mahram', 'MAHRAM_MISSING', { years: MAHRAM_YEARS })
    : ok;

/** Source: Saudi Ministry of Health, health conditions of hajj (who cannot bear its strain is not admitted); the list: example. */
const NOT_ADMITTED: ReadonlySet<HajjIllness> = new Set([
  'KIDNEY_FAILURE',
  'HEART_FAILURE',
  'CANCER',
  'DEMENTIA',
] as const);

export const pilgrimIsFit: Rule<Form> = ({ input: { illnesses } }) => {
  const index = illnesses?.findIndex((illness) => NOT_ADMITTED.has(illness)) ?? -1;
  return index < 0 ? ok : problem(`illnesses.${index}`, 'ILLNESS_NOT_ADMITTED');
};

/** Whoever waits for hajj waits once. Source: National Hajj and Umrah Policy. */
export const doesNotWaitAlready: Rule<Form> = async ({ input, registry }) => {
  const waiting = {
    person: personKey(input.pilgrim),
    stage: { $in: ['PRE_REGISTERED', 'REGISTERED', 'VISA_ISSUED'] },
  } as const;
  return (await registry(pilgrims).exists(waiting)) ? problem('pilgrim', 'ALREADY_PRE_REGISTERED') : ok;
};

export const hajjPreRegistration: RecordedService<HajjPreRegistrationInput> = {
  rules: [
    pilgrimIsIdentified,
    // Pilgrims go with the government or with a licensed agency. Source: Hajj and Umrah Management Act 2021.
    agencyIsLicensed(hajjAgencies, ({ management }) => management !== 'GOVERNMENT'),
    passportLasts,
    mahramIsNamed,
    pilgrimIsFit,
    doesNotWaitAlready,
  ],
  unique: ({ input }) => ({ key: personKey(input.pilgrim), taken: problem('pilgrim', 'ALREADY_PRE_REGISTERED') }),
  outcome: ({ reference }) => ({ trackingNumber: documentNumber('HP', reference) }),
  granted: ({ input: { pilgrim }, registry, reference }) => {
    const { nameEn, nameBn, dateOfBirth } = pilgrim;
    return enter(registry(pilgrims), {
      ...{ trackingNumber: documentNumber('HP', reference), person: personKey(pilgrim) },
      ...{ nameEn, nameBn, dateOfBirth, stage: 'PRE_REGISTERED' },
    });
  },
  field: 'hajjPreRegistration',
};
