/** What only the veterinary hospitals know about a visit. The kit books the place. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { instantInDhaka } from '#kit/clock.ts';
import { isWeekend } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import type { VeterinaryAppointmentInput, VeterinarySign } from './schema.generated.ts';
import { type VeterinaryHospital, veterinaryHospitals } from './veterinary-hospitals.model.ts';

/** Signs of anthrax: the animal is not moved. Source: Animal Disease Act 2005 (separation of the sick); example. */
const STAYS: ReadonlySet<VeterinarySign> = new Set(['SUDDEN_DEATH', 'BLEEDING']);

type Context = Pick<RuleContext<VeterinaryAppointmentInput>, 'input' | 'registry'>;

const hospitalOf = ({ input, registry }: Context): Promise<VeterinaryHospital | null> =>
  registry(veterinaryHospitals)
    .findOne({ upazila: areaAbove(input.upazila, 'UPAZILA')?.code ?? '' })
    .lean();

export const hospitalIsOpen: Rule<VeterinaryAppointmentInput> = async (context) =>
  hospitalObjection(context.input.day, await hospitalOf(context));

/** @param day `YYYY-MM-DD`. */
export function hospitalObjection(day: string, found: VeterinaryHospital | null): Problem | null {
  if (!found) return problem('upazila', 'UPAZILA_NEEDED');
  const { hospital, hospitalBn, isOpenOnWeekends } = found;
  return isWeekend(day) && !isOpenOnWeekends ? problem('day', 'CLOSED_ON_WEEKENDS', { hospital, hospitalBn }) : ok;
}

export const animalIsSeenWhereItMay: Rule<VeterinaryAppointmentInput> = ({ input: { signs, place, farm } }) => {
  if (place === 'HOSPITAL') return signs.some((sign) => STAYS.has(sign)) ? problem('place', 'ANIMAL_STAYS') : ok;
  return farm ? ok : problem('farm', 'FARM_ADDRESS_MISSING');
};

export const veterinaryAppointment: RecordedService<VeterinaryAppointmentInput> = {
  rules: [hospitalIsOpen, animalIsSeenWhereItMay],
  slot: async (context) => {
    const found = await hospitalOf(context);
    const { day, time } = context.input;
    return {
      key: `${found?.upazila}/${day}/${time}`,
      capacity: found?.visitsPerHour ?? 0,
      startsAt: instantInDhaka(day, time),
      field: 'day',
    };
  },
  outcome: async (context) => {
    const found = await hospitalOf(context);
    const ticketNumber = context.reference;
    return { hospital: found?.hospital ?? null, hospitalBn: found?.hospitalBn ?? null, ticketNumber };
  },
  field: 'veterinaryAppointment',
};
