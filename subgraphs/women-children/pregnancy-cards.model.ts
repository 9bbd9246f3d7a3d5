/** The pregnancy cards that clinics have given. */
import { Schema } from 'mongoose';
import { registry, text } from '#kit/registry.ts';
import { WOMENS_NAMES } from '#kit/seed/names.ts';

/** A card, and whose it is. */
export type PregnancyCard = { cardNumber: string; nationalId: string; name: string; nameBn: string };

const schema = new Schema<PregnancyCard>({ cardNumber: text, nationalId: text, name: text, nameBn: text });
schema.index({ cardNumber: 1 }, { unique: true });

/** The first is the form's example. */
export const pregnancyCards = registry('pregnancyCards', schema, (seed) =>
  seed.rows(220, (row) => {
    const { en, bn } = seed.pick(WOMENS_NAMES);
    const nationalId = row === 0 ? '2000123456710' : `${seed.integer(1992, 2005)}${seed.digits(9)}`;
    return { cardNumber: `ANC-${100_001 + row}`, nationalId, name: `${en} Khatun`, nameBn: `${bn} খাতুন` };
  }),
);
