/** What only the Forest Department knows about timber on the road. */
import { liesIn } from '#kit/areas/area-map.ts';
import { daysLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { TimberTransitInput } from './schema.generated.ts';
import { type TimberLot, timberLots } from './timber-lots.model.ts';

const INCHES_SQUARED_A_FOOT = 144;
const TOLERANCE_PERCENT = 5;

/** @returns cubic feet by quarter girth. Source: Forest Manual (Hoppus's rule: a quarter of the girth squared, times the length). */
export function volumeCubicFeet(logs: TimberTransitInput['logs']): number {
  const volume = logs.reduce(
    (sum, { pieces, lengthFeet, girthInches }) =>
      sum + (pieces * (girthInches / 4) ** 2 * lengthFeet) / INCHES_SQUARED_A_FOOT,
    0,
  );
  return Math.round(volume * 100) / 100;
}

/** The volume that is stated is that of the logs. Source: Forest Produce Transit (Control) Rules 2011; the tolerance: example. */
export const volumeIsOfLogs: Rule<TimberTransitInput> = ({ input }) => {
  const measured = volumeCubicFeet(input.logs);
  return Math.abs(input.volumeCubicFeet - measured) > (measured * TOLERANCE_PERCENT) / 100
    ? problem('volumeCubicFeet', 'VOLUME_DIFFERS', { measured })
    : ok;
};

export const lotIsTheOwners: Rule<TimberTransitInput> = async ({ input, registry }) =>
  lotObjection(
    input,
    await registry(timberLots)
      .findOne({ lot: input.auctionLot ?? '' })
      .lean(),
  );

/** Timber of the state is moved by who bought it, and no more than was bought. Source: Forest Produce Transit (Control) Rules 2011. */
export function lotObjection(
  { source, auctionLot, owner, volumeCubicFeet: volume }: Omit<TimberTransitInput, 'idempotencyKey'>,
  lot: TimberLot | null,
): Problem | null {
  if (source !== 'AUCTION') return ok;
  if (!auctionLot) return problem('auctionLot', 'LOT_MISSING');
  if (!lot) return problem('auctionLot', 'LOT_UNKNOWN');
  if (!isSamePerson(lot.buyerNationalId, owner.nationalId)) return problem('owner.nationalId', 'NOT_THE_BUYER');
  return volume > lot.volumeCubicFeet
    ? problem('volumeCubicFeet', 'LOT_TOO_SMALL', { bought: lot.volumeCubicFeet })
    : ok;
}

/** Codes of Rangamati, Khagrachhari and Bandarban. */
const HILL_DISTRICTS = ['01-04', '01-10', '01-11'] as const;

/** Source: Chittagong Hill Tracts Forest Transit Rules 1973 (private timber of the hills moves by jote permit). */
export const hillTimberHasPermit: Rule<TimberTransitInput> = ({ input: { origin, source, jotePermit } }) =>
  source !== 'AUCTION' && !jotePermit && HILL_DISTRICTS.some((district) => liesIn(origin.area, district))
    ? problem('jotePermit', 'JOTE_PERMIT_MISSING')
    : ok;

/** Cubic feet. Source: example. */
const HOLDS = { VAN: 60, TRUCK: 500, BOAT: 3000 } as const;

export const vehicleHoldsIt: Rule<TimberTransitInput> = ({ input }) => {
  const holds = HOLDS[input.vehicle.vehicleKind];
  return input.volumeCubicFeet > holds ? problem('vehicle.vehicleKind', 'VEHICLE_TOO_SMALL', { holds }) : ok;
};

export const timberTransit: RecordedService<TimberTransitInput> = {
  rules: [volumeIsOfLogs, lotIsTheOwners, hillTimberHasPermit, vehicleHoldsIt],
  outcome: ({ input, reference }) => ({
    passNumber: documentNumber('TP', reference),
    validUntil: daysLater(input.startsOn, input.days),
  }),
  field: 'timberTransit',
};
