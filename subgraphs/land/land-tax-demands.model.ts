/** The demand register of the land development tax: one entry for each holding and tax year. */
import { Schema } from 'mongoose';
import type { Demand } from '#kit/demand.ts';
import { number, registry, text } from '#kit/registry.ts';
import { landTaxDemandRows } from './land.seed.ts';
import { placeFields, placeKey, type RecordedPlace } from './place.ts';
import type { LandDevelopmentTaxInput } from './schema.generated.ts';

/** What a holding owes for a year; the receipt is its dakhila. */
export type LandTaxDemand = Demand &
  RecordedPlace & {
    holding: string;
    /** `2026-27`: from 1 July 2026 to 30 June 2027. */
    taxYear: string;
    /** Interest on arrears included; 0 when the holding is exempt. */
    demandBdt: number;
  };

const schema = new Schema<LandTaxDemand>({
  ...placeFields,
  holding: text,
  taxYear: text,
  demandBdt: number,
  receiptNumber: String,
});
schema.index({ places: 1, holding: 1, taxYear: 1 }, { unique: true });

export const landTaxDemands = registry('landTaxDemands', schema, landTaxDemandRows);

/** Which demand is meant. */
export function demandOf(input: LandDevelopmentTaxInput) {
  return { places: placeKey(input), holding: input.holding, taxYear: input.taxYear };
}
