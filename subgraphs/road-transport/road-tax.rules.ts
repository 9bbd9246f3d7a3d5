/** What only BRTA knows about road tax. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { RoadTaxInput, VehicleKind } from './schema.generated.ts';
import { taxPaidUntil, VEHICLE_UNKNOWN, type Vehicle, vehicleOf, vehicles } from './vehicles.model.ts';

/** Of a year. Source: BRTA fee table (truck); the rest: example. */
const TAX_BDT: Readonly<Record<VehicleKind, number>> = {
  MOTORCYCLE: 1150,
  CAR: 5802,
  MICROBUS: 6900,
  BUS: 8050,
  TRUCK: 5802,
  AUTO_RICKSHAW: 2300,
};
/** Source: Income Tax Act 2023, s. 153 (advance tax of a private motor car); by engine there, one figure here: example. */
const ADVANCE_INCOME_TAX_BDT: Partial<Record<VehicleKind, number>> = { CAR: 25_000, MICROBUS: 30_000 };
const WITHOUT_TAXPAYER_NUMBER = 1.5;

/** Tax of a vehicle for some years. @returns whole taka. */
export function roadTaxBdt(kind: VehicleKind, years: number, isTaxpayer: boolean): number {
  const advanceBdt = (ADVANCE_INCOME_TAX_BDT[kind] ?? 0) * (isTaxpayer ? 1 : WITHOUT_TAXPAYER_NUMBER);
  return (TAX_BDT[kind] + advanceBdt) * years;
}

export const taxIsDue: Rule<RoadTaxInput> = async ({ input, registry, today }) =>
  taxObjection(await registry(vehicles).findOne(vehicleOf(input)).lean(), input.years, today);

/** Years that begin more than a year from now have no rate yet. Source: example. */
export function taxObjection(
  vehicle: Pick<Vehicle, 'taxedUntil' | 'taxTokens'> | null,
  years: number,
  today: string,
): Problem | null {
  if (!vehicle) return VEHICLE_UNKNOWN;
  return yearsLater(taxPaidUntil(vehicle), years - 1) > yearsLater(today, 1) ? problem('years', 'TAX_PAID_AHEAD') : ok;
}

export const roadTax: RecordedService<RoadTaxInput> = {
  rules: [taxIsDue],
  amountBdt: async ({ input, registry }) => {
    const vehicle = await registry(vehicles).findOne(vehicleOf(input)).lean();
    return vehicle ? roadTaxBdt(vehicle.kind, input.years, Boolean(input.taxpayerNumber)) : 0;
  },
  outcome: ({ reference }) => ({ tokenNumber: documentNumber('TT', reference) }),
  // With the same reference a repeat adds nothing.
  granted: async ({ input, registry, reference }) => {
    const token = { reference, years: input.years };
    const vehicle = await registry(vehicles)
      .findOneAndUpdate(vehicleOf(input), { $addToSet: { taxTokens: token } }, { returnDocument: 'after' })
      .lean();
    return { paidUntil: vehicle && taxPaidUntil(vehicle) };
  },
  field: 'roadTax',
};
