/** The printed maps of the mouzas: one entry for each survey, with the number of its sheets. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import { mouzaMapRows } from './land.seed.ts';
import { placeFields, placeKey, type RecordedPlace } from './place.ts';
import type { LandSurvey, MouzaMapCopyInput } from './schema.generated.ts';

/** A mouza's map. */
export type MouzaMap = RecordedPlace & { survey: LandSurvey; jlNumber: number; sheets: number };

const schema = new Schema<MouzaMap>({
  ...placeFields,
  survey: text,
  jlNumber: number,
  sheets: number,
});
schema.index({ places: 1, survey: 1 }, { unique: true });

export const mouzaMaps = registry('mouzaMaps', schema, mouzaMapRows);

/** Which map is meant. */
export function mapOf(input: MouzaMapCopyInput) {
  return { places: placeKey(input), survey: input.survey };
}
