import { Schema } from 'mongoose';
import { registry } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import type { PassportStage, PassportStatusInput } from './schema.generated.ts';

/** A delivery slip and how far its passport has come. */
type PassportSlip = { slipNumber: string; dateOfBirth: string; stage: PassportStage; expectedOn?: string };

const schema = new Schema<PassportSlip>({
  slipNumber: { type: String, required: true },
  dateOfBirth: { type: String, required: true },
  stage: { type: String, required: true },
  expectedOn: String,
});
schema.index({ slipNumber: 1 }, { unique: true });

export const passportSlips = registry('passportSlips', schema, new URL('./passport-slips.seed.csv', import.meta.url));

/** Only who has the slip and knows the date of birth is told. */
export const findPassportStatus: LookupService<PassportStatusInput>['find'] = ({ input, registry: read }) =>
  read(passportSlips).findOne({ slipNumber: input.slipNumber, dateOfBirth: input.dateOfBirth }).lean();
