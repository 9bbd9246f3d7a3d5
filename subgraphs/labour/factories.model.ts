/** The factories that hold a licence. */
import { Schema } from 'mongoose';
import type { Text } from '#kit/errors/catalogue.ts';
import { registry } from '#kit/registry.ts';

/** A licensed factory. */
export type Factory = {
  licenceNumber: string;
  tradeLicenceNumber: string;
  nameEn: string;
  nameBn: string;
  /** Code of the union. */
  area: string;
};

const text = { type: String, required: true };
const schema = new Schema<Factory>({
  licenceNumber: text,
  tradeLicenceNumber: text,
  nameEn: text,
  nameBn: text,
  area: text,
});
schema.index({ tradeLicenceNumber: 1 }, { unique: true });

const RIVERS: readonly [Text, ...Text[]] = [
  { en: 'Padma', bn: 'পদ্মা' },
  { en: 'Meghna', bn: 'মেঘনা' },
  { en: 'Jamuna', bn: 'যমুনা' },
  { en: 'Turag', bn: 'তুরাগ' },
  { en: 'Karnaphuli', bn: 'কর্ণফুলী' },
  { en: 'Surma', bn: 'সুরমা' },
];
const TRADES: readonly [Text, ...Text[]] = [
  { en: 'Garments Ltd.', bn: 'গার্মেন্টস লিঃ' },
  { en: 'Textile Mills', bn: 'টেক্সটাইল মিলস' },
  { en: 'Leather Works', bn: 'লেদার ওয়ার্কস' },
  { en: 'Food Products', bn: 'ফুড প্রোডাক্টস' },
  { en: 'Ceramics Ltd.', bn: 'সিরামিকস লিঃ' },
];

export const factories = registry('factories', schema, (seed) =>
  seed.rows(220, (index) => {
    const [river, trade] = [seed.pick(RIVERS), seed.pick(TRADES)];
    return {
      licenceNumber: `DIFE-${4000 + index}`,
      tradeLicenceNumber: `TRAD-DSCC-${1000 + index}-2025`,
      nameEn: `${river.en} ${trade.en}`,
      nameBn: `${river.bn} ${trade.bn}`,
      area: seed.union(),
    };
  }),
);
