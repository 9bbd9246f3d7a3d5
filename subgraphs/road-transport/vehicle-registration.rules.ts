/** What only BRTA knows about a vehicle that is new on the road. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type { VehicleKind, VehicleRegistrationInput } from './schema.generated.ts';
import { vehicles } from './vehicles.model.ts';

const CHASSIS_REGISTERED = problem('chassisNumber', 'CHASSIS_REGISTERED');

/** No chassis and no engine is in two vehicles. Source: Road Transport Act 2018, s. 16 (registration). */
export const vehicleIsNew: Rule<VehicleRegistrationInput> = async ({ input, registry }) => {
  const { chassisNumber, engineNumber } = input;
  if (await registry(vehicles).exists({ chassisNumber })) return CHASSIS_REGISTERED;
  return (await registry(vehicles).exists({ engineNumber })) ? problem('engineNumber', 'ENGINE_REGISTERED') : ok;
};

/** A new vehicle is inspected after so many years. Source: example. */
const FIRST_FITNESS_YEARS = 5;
const MOTORCYCLE_CC = 375;

/** Source: Import Policy Order 2021–24 as amended in 2023 (motorcycles up to 375 cc). */
export const motorcycleIsNotTooStrong: Rule<VehicleRegistrationInput> = ({ input }) =>
  input.kind === 'MOTORCYCLE' && input.engineCc > MOTORCYCLE_CC
    ? problem('engineCc', 'MOTORCYCLE_TOO_STRONG', { cc: MOTORCYCLE_CC })
    : ok;

/** Who buys a car shows that they pay income tax. Source: Income Tax Act 2023, s. 264 (proof of return). */
export const carOwnerIsATaxpayer: Rule<VehicleRegistrationInput> = ({ input }) =>
  (input.kind === 'CAR' || input.kind === 'MICROBUS') && !input.taxpayerNumber
    ? problem('taxpayerNumber', 'TAXPAYER_NUMBER_MISSING')
    : ok;

type Terms = readonly [plateLetter: string, smallCc: number, feeBdt: number, feeOfLargerBdt: number];

/** By engine: up to so many cc, and above. Source: BRTA fee table (motorcycle up to 100 cc); the rest: example. */
const TERMS: Readonly<Record<VehicleKind, Terms>> = {
  MOTORCYCLE: ['LA', 100, 9313, 12_073],
  CAR: ['GA', 1500, 57_000, 92_000],
  MICROBUS: ['CHA', 2000, 60_000, 84_000],
  BUS: ['BA', 4000, 34_000, 38_000],
  TRUCK: ['TA', 4000, 30_000, 34_000],
  AUTO_RICKSHAW: ['THA', 200, 12_500, 13_500],
};

/** @returns whole taka. */
export function registrationFeeBdt(kind: VehicleKind, engineCc: number): number {
  const [, smallCc, feeBdt, feeOfLargerBdt] = TERMS[kind];
  return engineCc <= smallCc ? feeBdt : feeOfLargerBdt;
}

/** @example 'DHAKA METRO-LA-7K3M-9QX2' */
const registrationNumberOf = ({ office, kind }: VehicleRegistrationInput, reference: string) =>
  documentNumber(`${office.replace('_', ' ')}-${TERMS[kind][0]}`, reference);

export const vehicleRegistration: RecordedService<VehicleRegistrationInput> = {
  rules: [vehicleIsNew, motorcycleIsNotTooStrong, carOwnerIsATaxpayer],
  amountBdt: ({ input }) => registrationFeeBdt(input.kind, input.engineCc),
  unique: ({ input }) => ({ key: input.chassisNumber, taken: CHASSIS_REGISTERED }),
  outcome: ({ input, reference }) => ({ registrationNumber: registrationNumberOf(input, reference) }),
  granted: ({ input, registry, reference, today }) => {
    const { chassisNumber, engineNumber, kind, owner } = input;
    const registrationNumber = registrationNumberOf(input, reference);
    return enter(registry(vehicles), {
      ...{ registrationNumber, chassisNumber, chassisEnding: chassisNumber.slice(-4), engineNumber, kind },
      ...{ ownerName: owner.name, ownerNameBn: owner.name },
      ...{ fitnessUntil: yearsLater(today, FIRST_FITNESS_YEARS), taxedUntil: today, taxTokens: [] },
    });
  },
  field: 'vehicleRegistration',
};
