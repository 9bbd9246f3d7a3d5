/** What only BTRC knows about the registration of a handset. */
import { daysBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { type Handset, handsets, isImei } from './handsets.model.ts';
import type { HandsetRegistrationInput } from './schema.generated.ts';
import { simRegistrations } from './sim-registrations.model.ts';

/** Source: BTRC, notice on NEIR, November 2025: papers of a handset from abroad within 30 days. */
const REGISTRATION_DAYS = 30;
/** Source: Passenger (Non-Tourist) Baggage Rules 2023: two handsets free of duty, up to eight with duty. */
const DUTY_FREE_HANDSETS = 2;

type Imeis = Pick<HandsetRegistrationInput, 'imei' | 'secondImei'>;

const imeisOf = ({ imei, secondImei }: Imeis) => (secondImei ? [imei, secondImei] : [imei]);

export const imeisAreSound: Rule<Imeis> = ({ input: { imei, secondImei } }) => {
  if (!isImei(imei)) return problem('imei', 'NOT_AN_IMEI');
  if (!secondImei) return ok;
  if (!isImei(secondImei)) return problem('secondImei', 'NOT_AN_IMEI');
  return secondImei === imei ? problem('secondImei', 'SAME_IMEI') : ok;
};

export const imeisAreFree: Rule<Imeis> = async ({ input, registry }) =>
  imeiObjection(
    input,
    await registry(handsets)
      .find({ imei: { $in: imeisOf(input) } })
      .lean(),
  );

/** What the register has against a handset: stolen or cloned, or another's. Source: BTRC, NEIR. */
export function imeiObjection({ imei }: Imeis, known: readonly Handset[]): Problem | null {
  const found = known.find(({ isBlocked }) => isBlocked) ?? known[0];
  if (!found) return ok;
  const field = found.imei === imei ? 'imei' : 'secondImei';
  return problem(field, found.isBlocked ? 'IMEI_BLOCKED' : 'IMEI_REGISTERED', { imei: found.imei });
}

/** A handset is registered with a SIM of its owner. Source: BTRC, NEIR (IMEI, number and national ID together). */
export const simIsOwners: Rule<HandsetRegistrationInput> = async ({ input: { mobile, nationalId }, registry }) =>
  (await registry(simRegistrations).exists({ mobile, holder: nationalIdKey(nationalId) }))
    ? ok
    : problem('mobile', 'SIM_OF_ANOTHER');

export const arrivalIsTold: Rule<HandsetRegistrationInput> = ({ input: { origin, arrival }, today }) => {
  if (origin === 'SHOP') return ok;
  if (!arrival) return problem('arrival', 'ARRIVAL_MISSING');
  if (daysBetween(arrival.arrivedOn, today) > REGISTRATION_DAYS)
    return problem('arrival.arrivedOn', 'ARRIVED_TOO_LONG_AGO', { days: REGISTRATION_DAYS });
  return arrival.handsets > DUTY_FREE_HANDSETS && !arrival.customsReceipt
    ? problem('arrival.customsReceipt', 'DUTY_UNPAID', { handsets: DUTY_FREE_HANDSETS })
    : ok;
};

export const handsetRegistration: RecordedService<HandsetRegistrationInput> = {
  rules: [imeisAreSound, imeisAreFree, simIsOwners, arrivalIsTold],
  unique: ({ input: { imei } }) => ({ key: imei, taken: problem('imei', 'IMEI_REGISTERED', { imei }) }),
  outcome: ({ reference }) => ({ registrationNumber: documentNumber('NEIR', reference) }),
  granted: async ({ input, registry }) => {
    for (const imei of imeisOf(input)) await enter(registry(handsets), { imei, isBlocked: false });
  },
  field: 'handsetRegistration',
};
