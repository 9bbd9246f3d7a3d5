/** The fertiliser dealers: of a union there is one. */
import { Schema } from 'mongoose';
import { allAreas } from '#kit/areas/area-map.ts';
import { registry } from '#kit/registry.ts';

/** A dealer, and the union that he or she serves. */
export type FertiliserDealer = { dealerNumber: string; union: string; firmName: string; firmNameBn: string };

const text = { type: String, required: true };
const schema = new Schema<FertiliserDealer>({ dealerNumber: text, union: text, firmName: text, firmNameBn: text });
schema.index({ union: 1 }, { unique: true });

/** The union of the form's example has none. */
const EXAMPLE_UNION = '06-47-365-3271';
const EVERY_SO_MANY_UNIONS = 20;

export const fertiliserDealers = registry('fertiliserDealers', schema, (seed) =>
  [...allAreas().values()]
    .filter(({ code, level }) => level === 'UNION' && code !== EXAMPLE_UNION)
    .filter((_, index) => index % EVERY_SO_MANY_UNIONS === 0)
    .map(({ code }) => {
      const { en, bn } = seed.person().name;
      return {
        dealerNumber: `FD-${seed.digits(6)}`,
        union: code,
        firmName: `${en} Traders`,
        firmNameBn: `${bn} ট্রেডার্স`,
      };
    }),
);
