/** The record of rights: one entry for each plot of a khatian. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import { landRecordRows } from './land.seed.ts';
import { placeFields, placeKey, type RecordedPlace } from './place.ts';
import type { LandClass, LandRecord, LandRecordInput } from './schema.generated.ts';

/** A plot and who owns it. */
export type RecordedPlot = RecordedPlace & {
  khatian: string;
  plotNumber: string;
  landClass: LandClass;
  areaDecimals: number;
  ownerName: string;
  ownerNameBn: string;
  /** Never shown. */
  ownerNationalId: string;
};

const schema = new Schema<RecordedPlot>({
  ...placeFields,
  khatian: text,
  plotNumber: text,
  landClass: text,
  areaDecimals: number,
  ownerName: text,
  ownerNameBn: text,
  ownerNationalId: text,
});
schema.index({ places: 1, khatian: 1, plotNumber: 1 }, { unique: true });

export const landRecords = registry('landRecords', schema, landRecordRows);

/** Which plots of which khatian are asked for. */
export function plotsOf(input: LandRecordInput) {
  return { places: placeKey(input), khatian: input.khatian };
}

export const findLandRecord: LookupService<LandRecordInput>['find'] = async ({ input, registry: read }) =>
  khatianOf(await read(landRecords).find(plotsOf(input)).sort({ plotNumber: 1 }).lean());

/** Puts the plots of one khatian together, as the public sees it; null when there are none. */
export function khatianOf(plots: readonly RecordedPlot[]): LandRecord | null {
  const [first] = plots;
  if (!first) return null;
  const owners = new Map(
    plots.map((plot) => [plot.ownerNationalId, { name: plot.ownerName, nameBn: plot.ownerNameBn }]),
  );
  const hundredths = plots.reduce((sum, { areaDecimals }) => sum + Math.round(areaDecimals * 100), 0);
  return {
    mouza: first.mouza,
    mouzaBn: first.mouzaBn,
    khatian: first.khatian,
    owners: [...owners.values()],
    plots: plots.map(({ plotNumber, landClass, areaDecimals }) => ({ plotNumber, landClass, areaDecimals })),
    totalAreaDecimals: hundredths / 100,
  };
}
