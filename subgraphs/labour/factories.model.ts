/** The factories that hold a licence. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';

/** A licensed factory. */
export type Factory = {
  licenceNumber: string;
  tradeLicenceNumber: string;
  nameEn: string;
  nameBn: string;
  /** Code of the union. */
  area: string;
};

const schema = new Schema<Factory>({
  licenceNumber: text,
  tradeLicenceNumber: text,
  nameEn: text,
  nameBn: text,
  area: text,
});
schema.index({ tradeLicenceNumber: 1 }, { unique: true });

const TRADES = [
  { en: 'Garments Ltd.', bn: 'গার্মেন্টস লিঃ' },
  { en: 'Textile Mills', bn: 'টেক্সটাইল মিলস' },
  { en: 'Leather Works', bn: 'লেদার ওয়ার্কস' },
  { en: 'Food Products', bn: 'ফুড প্রোডাক্টস' },
  { en: 'Ceramics Ltd.', bn: 'সিরামিকস লিঃ' },
] as const;

export const factories = registry('factories', schema, (seed) =>
  seed.rows(220, (index) => {
    const { en: nameEn, bn: nameBn } = seed.business(TRADES);
    return {
      licenceNumber: `DIFE-${4000 + index}`,
      tradeLicenceNumber: `TRAD-DSCC-${1000 + index}-2025`,
      nameEn,
      nameBn,
      area: seed.union(),
    };
  }),
);
