/** What only the training centres know about the orientation before departure. The kit books the place. */
import { areaAbove } from '#kit/areas/area-map.ts';
import { instantInDhaka } from '#kit/clock.ts';
import { daysLater, SUNDAY, weekdayOf } from '#kit/days.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { workerIsRegistered } from './overseas-workers.model.ts';
import type { OrientationSession, PreDepartureTrainingInput } from './schema.generated.ts';

/** Source: BMET, pre-departure orientation (PDO), a course of three days. */
const COURSE_DAYS = 3;

/** From Dhaka the most people leave: its centre is large, and begins a course each day. Source: example. */
const DHAKA = '06-47';
const SEATS = { large: 500, small: 40 } as const;

/** The technical training centre of the district in which a place lies; null when the place is larger than a district. */
export function centreOf(place: string) {
  const district = areaAbove(place, 'DISTRICT');
  if (!district) return null;
  const isLarge = district.code === DHAKA;
  return {
    district: district.code,
    name: `${district.name.en} Technical Training Centre`,
    nameBn: `${district.name.bn} কারিগরি প্রশিক্ষণ কেন্দ্র`,
    seats: SEATS[isLarge ? 'large' : 'small'],
    startsDaily: isLarge,
  };
}

export const centreBeginsThen: Rule<PreDepartureTrainingInput> = ({ input: { place, startsOn } }) => {
  const centre = centreOf(place);
  if (!centre) return problem('place', 'NO_DISTRICT');
  const { name, nameBn, startsDaily } = centre;
  return startsDaily || weekdayOf(startsOn) === SUNDAY ? ok : problem('startsOn', 'BEGINS_ON_SUNDAY', { name, nameBn });
};

const BEGINS: Readonly<Record<OrientationSession, string>> = { MORNING: '09:00', AFTERNOON: '14:00' };

export const lastDay = (startsOn: string) => daysLater(startsOn, COURSE_DAYS - 1);

export const courseEndsBeforeDeparture: Rule<PreDepartureTrainingInput> = ({ input: { startsOn, departsOn } }) =>
  lastDay(startsOn) < departsOn ? ok : problem('startsOn', 'COURSE_ENDS_TOO_LATE', { days: COURSE_DAYS });

export const preDepartureTraining: RecordedService<PreDepartureTrainingInput> = {
  rules: [workerIsRegistered, centreBeginsThen, courseEndsBeforeDeparture],
  slot: ({ input: { place, startsOn, session } }) => {
    const centre = centreOf(place);
    return {
      key: `${centre?.district}/${startsOn}/${session}`,
      capacity: centre?.seats ?? 0,
      startsAt: instantInDhaka(startsOn, BEGINS[session]),
      field: 'startsOn',
    };
  },
  outcome: ({ input: { place, startsOn }, reference }) => {
    const centre = centreOf(place);
    return {
      centreName: centre?.name ?? null,
      centreNameBn: centre?.nameBn ?? null,
      endsOn: lastDay(startsOn),
      ticketNumber: reference,
    };
  },
  field: 'preDepartureTraining',
};
