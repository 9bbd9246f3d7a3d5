/**
 * Development data: the three centres in Dhaka with which the service began on 26 May 2025 (two on trial, one planned), the next
 * ones, and two abroad. Where Gulshan, Uttara and Nilkhet are is known; the other addresses and all figures are invented.
 */
import { areaOf, pathOf } from '#kit/areas/area-map.ts';
import { dayInDhaka } from '#kit/clock.ts';
import { daysLater } from '#kit/days.ts';
import type { Text } from '#kit/errors/catalogue.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { CentreFigures } from './centre-figures.model.ts';

import { BANGLADESH } from './countries.ts';
import type { Position } from './distance.ts';
import { figuresId } from './figures-day.ts';
import type { OpeningHours, RolloutStageCode } from './schema.generated.ts';
import type { MoveRecord, ServiceCentreRecord } from './service-centres.model.ts';

const OPERATOR = 'operator-of-the-ict-division';
const PILOT_BEGAN = new Date('2025-05-26T04:00:00Z');
const PLANNED_FROM = new Date('2025-04-06T04:00:00Z');
const DAY_MS = 86_400_000;

const EVERYTHING_NEAR: readonly string[] = [
  ...['passport-new', 'passport-renewal', 'passport-status', 'police-clearance', 'general-diary'],
  ...['voter-registration', 'nid-correction', 'nid-reissue', 'land-mutation', 'land-development-tax', 'khatian-copy'],
  ...['birth-registration', 'death-registration', 'trade-licence-new', 'trade-licence-renewal', 'holding-tax'],
  ...['learner-licence', 'train-ticket', 'etin-registration', 'income-tax-return', 'old-age-allowance'],
  ...['widow-allowance', 'hospital-appointment', 'electricity-bill', 'bmet-registration', 'hajj-pre-registration'],
];
const FOR_EXPATRIATES: readonly string[] = [
  ...['passport-renewal', 'passport-status', 'nid-correction', 'birth-registration', 'consular-appointment'],
  ...['document-attestation', 'land-mutation', 'land-development-tax', 'income-tax-return'],
];

type Place = Pick<ServiceCentreRecord, 'area' | 'country' | 'city' | 'latitude' | 'longitude'>;
type Centre = { code: string; name: Text; address: Text; place: Place; stage: RolloutStageCode; isPilot?: true };

const DHAKA_CITY: readonly Centre[] = [
  {
    code: 'gulshan',
    name: { en: 'Gulshan Citizen Service centre', bn: 'গুলশান নাগরিক সেবাকেন্দ্র' },
    address: { en: 'Gulshan 1, Dhaka 1212', bn: 'গুলশান ১, ঢাকা ১২১২' },
    place: at('06-47', 23.7925, 90.4078),
    stage: 'PILOT',
    isPilot: true,
  },
  {
    code: 'uttara',
    name: { en: 'Uttara Citizen Service centre', bn: 'উত্তরা নাগরিক সেবাকেন্দ্র' },
    address: { en: 'Sector 7, Uttara, Dhaka 1230', bn: 'সেক্টর ৭, উত্তরা, ঢাকা ১২৩০' },
    place: at('06-47', 23.8759, 90.3795),
    stage: 'PILOT',
    isPilot: true,
  },
  {
    code: 'nilkhet',
    name: { en: 'Nilkhet Citizen Service centre', bn: 'নীলক্ষেত নাগরিক সেবাকেন্দ্র' },
    address: { en: 'Nilkhet, Dhaka 1205', bn: 'নীলক্ষেত, ঢাকা ১২০৫' },
    place: at('06-47', 23.7327, 90.3854),
    stage: 'PILOT',
  },
];

const ELSEWHERE: readonly Centre[] = [
  ...['01-08', '02-15', '03-27', '04-33', '05-36', '07-59', '08-62'].map((area) => inTown(area, 'DIVISIONS')),
  ...['06-41', '06-43', '01-01', '02-14', '01-09'].map((area) => inTown(area, 'DISTRICTS')),
  abroad('kuala-lumpur', 'MY', { en: 'Kuala Lumpur', bn: 'কুয়ালালামপুর' }, { latitude: 3.139, longitude: 101.6869 }),
  abroad('riyadh', 'SA', { en: 'Riyadh', bn: 'রিয়াদ' }, { latitude: 24.7136, longitude: 46.6753 }),
];

export function serviceCentreRows(): ServiceCentreRecord[] {
  return [...DHAKA_CITY, ...ELSEWHERE].map(({ code, name, address, place, stage, isPilot }, index) => {
    const plannedAt = new Date(PLANNED_FROM.getTime() + index * DAY_MS);
    const planned = move({ at: plannedAt, from: null, to: 'PLANNED', reason: null });
    const began = move({ at: PILOT_BEGAN, from: 'PLANNED', to: 'PILOT', reason: 'পরীক্ষামূলকভাবে সেবা শুরু হলো।' });
    return {
      _id: code,
      name,
      stage,
      ...place,
      path: pathOf(place.area ?? '').map((area) => area.code),
      address,
      status: isPilot ? 'PILOT' : 'PLANNED',
      openingHours: workingHours(place.country),
      services: [...(place.country === BANGLADESH ? EVERYTHING_NEAR : FOR_EXPATRIATES)],
      plannedAt,
      planKey: `${OPERATOR} ${code}`,
      moves: isPilot ? [planned, began] : [planned],
    };
  });
}

/** Gulshan keeps to all criteria; in Uttara people wait too long. */
export function centreFigureRows(seed: Seed): CentreFigures[] {
  const waiting = { gulshan: [8, 17], uttara: [19, 36] } as const;
  return (['gulshan', 'uttara'] as const).flatMap((centre) =>
    workingDays(dayInDhaka(PILOT_BEGAN), 35).map((day) => {
      const [shortest, longest] = waiting[centre];
      return {
        _id: figuresId(centre, day),
        centre,
        day,
        served: seed.integer(55, 95),
        waitingMinutes: seed.integer(shortest, longest),
        complaints: seed.integer(1, 8) === 1 ? 1 : 0,
        isPilot: true,
        recordedAt: new Date(`${day}T11:30:00Z`),
        recordedBy: OPERATOR,
      };
    }),
  );
}

function at(area: string, latitude: number, longitude: number): Place {
  return { area, country: BANGLADESH, city: null, latitude, longitude };
}

/** In the district's own town, where the map puts the district. */
function inTown(area: string, stage: RolloutStageCode): Centre {
  const district = areaOf(area);
  if (!district?.position) throw new Error(`${area} is no district of the map`);
  const { name, position } = district;
  return {
    code: name.en.toLowerCase(),
    name: { en: `${name.en} Citizen Service centre`, bn: `${name.bn} নাগরিক সেবাকেন্দ্র` },
    address: { en: `Head post office, ${name.en}`, bn: `প্রধান ডাকঘর, ${name.bn}` },
    place: at(area, position.latitude, position.longitude),
    stage,
  };
}

function abroad(code: string, country: string, city: Text, position: Position): Centre {
  return {
    code,
    name: { en: `${city.en} Citizen Service centre`, bn: `${city.bn} নাগরিক সেবাকেন্দ্র` },
    address: { en: `Bangladesh mission, ${city.en}`, bn: `বাংলাদেশ মিশন, ${city.bn}` },
    place: { area: null, country, city, ...position },
    stage: 'ABROAD',
  };
}

function move(entry: Pick<MoveRecord, 'at' | 'from' | 'to' | 'reason'>): MoveRecord {
  return { ...entry, role: 'OPERATOR', by: OPERATOR, overrideReason: null, idempotencyKey: null };
}

function workingHours(country: string): OpeningHours[] {
  const fromMonday = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY'] as const;
  const days = country === 'MY' ? ([...fromMonday, 'FRIDAY'] as const) : (['SUNDAY', ...fromMonday] as const);
  return days.map((day) => ({ day, opens: '09:00', closes: '17:00' }));
}

/** The days but Friday and Saturday, of so many from a day on. */
function workingDays(from: string, count: number): string[] {
  const days = Array.from({ length: count }, (_, index) => daysLater(from, index));
  return days.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() < 5);
}
