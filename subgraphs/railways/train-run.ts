/** A train between two of its stations: whether it runs, when, and for how much. Pure. */
import { weekdayOf, yearsBetween } from '#kit/days.ts';
import type { TrainSeatClass, TrainStation } from './schema.generated.ts';
import type { Train } from './trains.model.ts';

type Stop = Train['stops'][number];

/** Where one gets on and off; null when the train does not run from the one to the other. */
export function rideOf(train: Train, from: TrainStation, to: TrainStation): { on: Stop; off: Stop } | null {
  const on = train.stops.find(({ station }) => station === from);
  const off = train.stops.find(({ station }) => station === to);
  return on && off && on.km < off.km ? { on, off } : null;
}

/** @param day `YYYY-MM-DD`, on which it leaves its first station. */
export function runsOn({ offDay }: Pick<Train, 'offDay'>, day: string): boolean {
  return weekdayOf(day) !== offDay;
}

/** A time as a station's clock shows it, `05:15`. */
export function clockTime(minute: number): string {
  return [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

const PAISA_PER_KM: Readonly<Record<TrainSeatClass, number>> = {
  SHOVON: 98,
  SHOVON_CHAIR: 117,
  SNIGDHA: 225,
  AC_BERTH: 403,
};
const MINIMUM_BDT = 35;

/** Fare of a grown-up. Source: example, after the coaching tariff of Bangladesh Railway. @returns whole taka. */
export function fareBdt(seatClass: TrainSeatClass, km: number): number {
  return Math.max(MINIMUM_BDT, Math.ceil((PAISA_PER_KM[seatClass] * km) / 100));
}

const FREE_BELOW_YEARS = 3;
const HALF_BELOW_YEARS = 12;

/** Which part of the fare somebody pays: nothing below 3, half below 12. Source: coaching tariff of Bangladesh Railway. */
export function partOfFare(dateOfBirth: string, day: string): 0 | 0.5 | 1 {
  const age = yearsBetween(dateOfBirth, day);
  if (age < FREE_BELOW_YEARS) return 0;
  return age < HALF_BELOW_YEARS ? 0.5 : 1;
}
