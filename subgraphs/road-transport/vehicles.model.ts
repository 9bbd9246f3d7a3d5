/** The register of vehicles. */
import { Schema } from 'mongoose';
import { yearsLater } from '#kit/days.ts';
import { problem } from '#kit/errors/problem.ts';
import { number, registry, text } from '#kit/registry.ts';
import { vehicleRows } from './road-transport.seed.ts';
import type { RoadTaxInput, VehicleKind } from './schema.generated.ts';

/** A registered vehicle. */
export type Vehicle = {
  registrationNumber: string;
  chassisNumber: string;
  /** Of the chassis number, its last four signs: who knows them has the papers. */
  chassisEnding: string;
  engineNumber: string;
  kind: VehicleKind;
  ownerName: string;
  ownerNameBn: string;
  fitnessUntil: string;
  /** Until when road tax was paid when this register began; each token adds its years. */
  taxedUntil: string;
  taxTokens: { reference: string; years: number }[];
};

const schema = new Schema<Vehicle>({
  registrationNumber: text,
  chassisNumber: text,
  chassisEnding: text,
  engineNumber: text,
  kind: text,
  ownerName: text,
  ownerNameBn: text,
  fitnessUntil: text,
  taxedUntil: text,
  taxTokens: [{ _id: false, reference: text, years: number }],
});
schema.index({ registrationNumber: 1 }, { unique: true });
schema.index({ chassisNumber: 1 });
schema.index({ engineNumber: 1 });

export const vehicles = registry('vehicles', schema, vehicleRows);

/** Which vehicle is meant. */
export function vehicleOf(input: Pick<RoadTaxInput, 'registrationNumber' | 'chassisEnding'>) {
  return { registrationNumber: input.registrationNumber, chassisEnding: input.chassisEnding };
}

export function taxPaidUntil({ taxedUntil, taxTokens }: Pick<Vehicle, 'taxedUntil' | 'taxTokens'>): string {
  return yearsLater(
    taxedUntil,
    taxTokens.reduce((sum, { years }) => sum + years, 0),
  );
}

export const VEHICLE_UNKNOWN = problem('registrationNumber', 'VEHICLE_UNKNOWN');
