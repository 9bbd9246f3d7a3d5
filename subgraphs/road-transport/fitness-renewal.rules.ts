/** What only BRTA knows about an inspection. The kit books the place. */
import { instantInDhaka } from '#kit/clock.ts';
import { daysBetween, isWeekend } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { BrtaOffice, FitnessRenewalInput } from './schema.generated.ts';
import { VEHICLE_UNKNOWN, type Vehicle, vehicleOf, vehicles } from './vehicles.model.ts';

const RENEWABLE_DAYS = 60;

/** The inspection centre with machines. Source: BRTA, vehicle inspection centre Mirpur; its weekend: example. */
const OPEN_ALL_DAYS: BrtaOffice = 'DHAKA_MIRPUR';
const VEHICLES_PER_HOUR = 12;
const VEHICLES_PER_HOUR_AT_CENTRE = 300;

export const vehicleNeedsInspection: Rule<FitnessRenewalInput> = async ({ input, registry }) =>
  fitnessObjection(await registry(vehicles).findOne(vehicleOf(input)).lean(), input.day);

/** A motorcycle needs no fitness certificate. Source: Road Transport Act 2018, s. 25; 60 days: example. */
export function fitnessObjection(vehicle: Pick<Vehicle, 'kind' | 'fitnessUntil'> | null, day: string): Problem | null {
  if (!vehicle) return VEHICLE_UNKNOWN;
  if (vehicle.kind === 'MOTORCYCLE') return problem('registrationNumber', 'NO_FITNESS_NEEDED');
  return daysBetween(day, vehicle.fitnessUntil) > RENEWABLE_DAYS
    ? problem('day', 'FITNESS_STILL_RUNS', { days: RENEWABLE_DAYS })
    : ok;
}

export const officeIsOpen: Rule<FitnessRenewalInput> = ({ input: { day, office } }) =>
  office !== OPEN_ALL_DAYS && isWeekend(day) ? problem('day', 'OFFICE_CLOSED') : ok;

export const fitnessRenewal: RecordedService<FitnessRenewalInput> = {
  rules: [vehicleNeedsInspection, officeIsOpen],
  slot: ({ input: { office, day, time } }) => ({
    key: `${office}/${day}/${time}`,
    capacity: office === OPEN_ALL_DAYS ? VEHICLES_PER_HOUR_AT_CENTRE : VEHICLES_PER_HOUR,
    startsAt: instantInDhaka(day, time),
    field: 'day',
  }),
  outcome: ({ reference }) => ({ queueNumber: reference }),
  field: 'fitnessInspection',
};
