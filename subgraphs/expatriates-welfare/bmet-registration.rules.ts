/** What only BMET knows about the registration of a worker. */
import { daysLater, yearsBetween, yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { OF_AGE_YEARS } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { overseasWorkers } from './overseas-workers.model.ts';
import type { BmetRegistrationInput } from './schema.generated.ts';

/** Source: District Employment and Manpower Office, Dhaka: notice on registration, 2019 (of age; passport good for six months). */
const PASSPORT_DAYS = 180;
/** Of women in domestic work. Source: BMET, notice on the registration of women for Saudi Arabia, 2015. */
const DOMESTIC_WORKER_YEARS = { from: 25, to: 45 } as const;
/** How long a registration is kept. Source: example. */
const VALID_YEARS = 2;

export const workerIsOfAge: Rule<BmetRegistrationInput> = ({ input: { worker, occupation }, today }) => {
  const years = yearsBetween(worker.dateOfBirth, today);
  if (years < OF_AGE_YEARS) return problem('worker.dateOfBirth', 'WORKER_TOO_YOUNG', { years: OF_AGE_YEARS });
  const { from, to } = DOMESTIC_WORKER_YEARS;
  return worker.sex === 'FEMALE' && occupation === 'DOMESTIC_WORK' && (years < from || years > to)
    ? problem('worker.dateOfBirth', 'NOT_AGE_OF_DOMESTIC_WORK', { from, to })
    : ok;
};

export const passportLasts: Rule<BmetRegistrationInput> = ({ input: { passport }, today }) =>
  passport.expiresOn < daysLater(today, PASSPORT_DAYS)
    ? problem('passport.expiresOn', 'PASSPORT_ENDS_SOON', { days: PASSPORT_DAYS })
    : ok;

const registered = problem('passport.number', 'PASSPORT_REGISTERED');

/** One registration a passport. Source: BMET database. */
export const passportIsNew: Rule<BmetRegistrationInput> = async ({ input: { passport }, registry }) =>
  (await registry(overseasWorkers).exists({ passportNumber: passport.number })) ? registered : ok;

export const bmetRegistration: RecordedService<BmetRegistrationInput> = {
  rules: [workerIsOfAge, passportLasts, passportIsNew],
  unique: ({ input }) => ({ key: input.passport.number, taken: registered }),
  outcome: ({ today, reference }) => ({
    registrationNumber: documentNumber('BMET', reference),
    validUntil: yearsLater(today, VALID_YEARS),
  }),
  // Clearance and orientation ask for the number.
  granted: ({ input: { worker, passport }, reference, registry }) =>
    enter(registry(overseasWorkers), {
      registrationNumber: documentNumber('BMET', reference),
      passportNumber: passport.number,
      name: worker.fullName,
      sex: worker.sex,
    }),
  field: 'bmetRegistration',
};
