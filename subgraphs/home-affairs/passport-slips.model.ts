import { Schema } from 'mongoose';
import { keyReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import { passportSlipRows } from './home-affairs.seed.ts';
import type { PassportStage, PassportStatusInput } from './schema.generated.ts';

/** A delivery slip and how far its passport has come. */
export type PassportSlip = {
  slipNumber: string;
  /** By `personKey`. Never shown. */
  person: string;
  dateOfBirth: string;
  stage: PassportStage;
  expectedOn?: string;
};

const schema = new Schema<PassportSlip>({
  slipNumber: text,
  person: text,
  dateOfBirth: text,
  stage: text,
  expectedOn: String,
});
schema.index({ slipNumber: 1 }, { unique: true });

export const passportSlips = registry('passportSlips', schema, passportSlipRows);

/** Only who has the slip and knows the date of birth is told. */
export const passportStatus: LookupService<PassportStatusInput, PassportSlip> = {
  find: ({ input: { slipNumber, dateOfBirth }, registry: read }) =>
    read(passportSlips).findOne({ slipNumber, dateOfBirth }).lean(),
  whose: (_input, record) => keyReference(record.person),
};
