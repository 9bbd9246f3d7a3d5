/** The fertiliser dealers: of a union there is one. */
import { Schema } from 'mongoose';
import { areasOfLevel } from '#kit/areas/area-map.ts';
import { registry, text } from '#kit/registry.ts';

/** A dealer, and the union that he or she serves. */
export type FertiliserDealer = { dealerNumber: string; union: string; firmName: string; firmNameBn: string };

const schema = new Schema<FertiliserDealer>({ dealerNumber: text, union: text, firmName: text, firmNameBn: text });
schema.index({ union: 1 }, { unique: true });

/** The union of the form's example has none. */
const EXAMPLE_UNION = '06-47-365-3271';
const EVERY_SO_MANY_UNIONS = 20;

export const fertiliserDealers = registry('fertiliserDealers', schema, (seed) =>
  areasOfLevel('UNION')
    .filter(({ code }) => code !== EXAMPLE_UNION)
    .filter((_, index) => index % EVERY_SO_MANY_UNIONS === 0)
    .map(({ code: union }) => {
      const { en: firmName, bn: firmNameBn } = seed.business([{ en: 'Traders', bn: 'ট্রেডার্স' }]);
      return { dealerNumber: `FD-${seed.digits(6)}`, union, firmName, firmNameBn };
    }),
);
