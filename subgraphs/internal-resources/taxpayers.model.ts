/** The register of taxpayers, with the certificate of each one's last return. */
import { Schema } from 'mongoose';
import { keyReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { LookupService } from '#kit/service.ts';
import type { TaxAssessmentYear, TaxCertificateInput } from './schema.generated.ts';

/** Who has a TIN. */
export type Taxpayer = {
  tin: string;
  /** By `personKey`. Never shown. */
  person: string;
  nameEn: string;
  nameBn: string;
  /** This and the next two are missing until the first return. */
  certificateNumber?: string;
  assessmentYear?: TaxAssessmentYear;
  returnedOn?: string;
};

const schema = new Schema<Taxpayer>({
  tin: text,
  person: text,
  nameEn: text,
  nameBn: text,
  certificateNumber: String,
  assessmentYear: String,
  returnedOn: String,
});
schema.index({ tin: 1 }, { unique: true });
schema.index({ person: 1 });

export const taxpayers = registry('taxpayers', schema, developmentTaxpayers);

/** Only who holds the certificate is told. */
export const taxCertificate: LookupService<TaxCertificateInput, Taxpayer> = {
  find: ({ input: { tin, certificateNumber }, registry: read }) =>
    read(taxpayers).findOne({ tin, certificateNumber }).lean(),
  whose: (_input, record) => keyReference(record.person),
};

function developmentTaxpayers(seed: Seed): Partial<Taxpayer>[] {
  return [
    {
      tin: '185234567890',
      person: '1985123456789',
      nameEn: 'Karim Uddin',
      nameBn: 'করিম উদ্দিন',
      certificateNumber: 'PSR-2026-004417',
      assessmentYear: 'AY_2026_27',
      returnedOn: '2026-09-14',
    },
    ...seed.rows(240, (index) => {
      const { name, nationalId } = seed.person();
      const returned = {
        certificateNumber: `PSR-2026-${String(5000 + index).padStart(6, '0')}`,
        assessmentYear: 'AY_2026_27',
        returnedOn: seed.day('2026-07-01', '2026-11-20'),
      } as const;
      return {
        tin: `2${seed.digits(11)}`,
        person: nationalId,
        nameEn: name.en,
        nameBn: name.bn,
        ...(index % 3 === 0 ? {} : returned),
      };
    }),
  ];
}
