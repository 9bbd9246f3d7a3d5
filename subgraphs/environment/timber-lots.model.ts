/** Timber that the Forest Department has sold at its depots, lot by lot. */
import { Schema } from 'mongoose';
import { number, registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';

export type TimberLot = { lot: string; buyerNationalId: string; volumeCubicFeet: number };

const schema = new Schema<TimberLot>({
  lot: text,
  buyerNationalId: text,
  volumeCubicFeet: number,
});
schema.index({ lot: 1 }, { unique: true });

export const timberLots = registry('timberLots', schema, developmentLots);

function developmentLots(seed: Seed): Partial<TimberLot>[] {
  return [
    { lot: 'LOT-2026-0041', buyerNationalId: '1965123456701', volumeCubicFeet: 60 },
    ...seed.rows(240, (index) => ({
      lot: `LOT-2026-${String(100 + index).padStart(4, '0')}`,
      buyerNationalId: seed.person().nationalId,
      volumeCubicFeet: seed.integer(20, 900),
    })),
  ];
}
