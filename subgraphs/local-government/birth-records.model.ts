/** The register of births. */
import { Schema } from 'mongoose';
import { numberReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import { birthRecordRows } from './local-government.seed.ts';
import type { BirthRecord, BirthVerificationInput } from './schema.generated.ts';

/** A registered birth, and the card that proved it. */
export type RegisteredBirth = BirthRecord & {
  /** Missing for who was registered later in life. */
  readonly immunisationCard?: string;
};

const schema = new Schema<RegisteredBirth>({
  registrationNumber: text,
  nameEn: text,
  nameBn: text,
  dateOfBirth: text,
  immunisationCard: String,
});
schema.index({ registrationNumber: 1 }, { unique: true });
schema.index({ immunisationCard: 1 }, { sparse: true });

export const birthRecords = registry('birthRecords', schema, birthRecordRows);

/** Only who has the number and knows the date of birth is told. */
export const birthVerification: LookupService<BirthVerificationInput> = {
  find: ({ input: { registrationNumber, dateOfBirth }, registry: read }) =>
    read(birthRecords).findOne({ registrationNumber, dateOfBirth }).lean(),
  whose: (input) => numberReference({ birthRegistration: input.registrationNumber }),
};
