/** The register of pilgrims. */
import { Schema } from 'mongoose';
import { keyReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { LookupService } from '#kit/service.ts';
import type { HajjStage, HajjStatusInput } from './schema.generated.ts';

export type Pilgrim = {
  trackingNumber: string;
  /** By `personKey`. Never shown. */
  person: string;
  dateOfBirth: string;
  nameEn: string;
  nameBn: string;
  stage: HajjStage;
  flightNumber?: string;
  flightOn?: string;
  houseInMakkah?: string;
};

const schema = new Schema<Pilgrim>({
  trackingNumber: text,
  person: text,
  dateOfBirth: text,
  nameEn: text,
  nameBn: text,
  stage: text,
  flightNumber: String,
  flightOn: String,
  houseInMakkah: String,
});
schema.index({ trackingNumber: 1 }, { unique: true });
schema.index({ person: 1 });

export const pilgrims = registry('pilgrims', schema, developmentPilgrims);

/** Only who has the number and knows the date of birth is told. */
export const hajjStatus: LookupService<HajjStatusInput, Pilgrim> = {
  find: ({ input: { trackingNumber, dateOfBirth }, registry: read }) =>
    read(pilgrims).findOne({ trackingNumber, dateOfBirth }).lean(),
  whose: (_input, record) => keyReference(record.person),
};

const EARLY_STAGES = ['PRE_REGISTERED', 'REGISTERED', 'VISA_ISSUED', 'CANCELLED'] as const;

function developmentPilgrims(seed: Seed): Partial<Pilgrim>[] {
  return [
    {
      trackingNumber: 'HP-2026-000731',
      person: '1965123456701',
      dateOfBirth: '1965-02-11',
      nameEn: 'Abdul Karim',
      nameBn: 'আব্দুল করিম',
      stage: 'RETURNED',
      flightNumber: 'BG-3001',
      flightOn: '2026-05-02',
      houseInMakkah: 'House 14, Ibrahim Al-Khalil Road',
    },
    ...seed.rows(240, (index) => {
      const { name, nationalId, dateOfBirth } = seed.person();
      const flown = {
        stage: 'RETURNED',
        flightNumber: `BG-${3001 + (index % 40)}`,
        flightOn: seed.day('2026-04-28', '2026-05-20'),
        houseInMakkah: `House ${seed.integer(1, 90)}, Ibrahim Al-Khalil Road`,
      } as const;
      return {
        trackingNumber: `HP-2026-${String(1000 + index).padStart(6, '0')}`,
        person: nationalId,
        dateOfBirth,
        nameEn: name.en,
        nameBn: name.bn,
        ...(index % 2 === 0 ? flown : { stage: seed.pick(EARLY_STAGES) }),
      };
    }),
  ];
}
