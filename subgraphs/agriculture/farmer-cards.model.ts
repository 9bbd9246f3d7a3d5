/** The farmers who have a card, and the plots that they own. */
import { Schema } from 'mongoose';
import { nameKey } from '#kit/name-key.ts';
import { registry, text } from '#kit/registry.ts';
import type { FarmPlotInput } from './schema.generated.ts';

/** A farmer with a card. */
export type GivenFarmerCard = {
  cardNumber: string;
  /** The 13 digits. */
  nationalId: string;
  nameBn: string;
  /** Made by `plotKey`; only those that the farmer owns. */
  plots: string[];
};

const schema = new Schema<GivenFarmerCard>({ cardNumber: text, nationalId: text, nameBn: text, plots: [String] });
schema.index({ cardNumber: 1 }, { unique: true });
schema.index({ nationalId: 1 });
schema.index({ plots: 1 });

/** The first owns plot 246 of Kathaldia in Savar. */
export const farmerCards = registry('farmerCards', schema, (seed) =>
  seed.rows(220, (row) => {
    const { nationalId, name } = seed.person();
    const plot = { mouza: `Mouza ${seed.integer(1, 60)}`, plotNumber: seed.digits(3) };
    const [union, owned] =
      row === 0 ? ['06-47-365-3271', { mouza: 'Kathaldia', plotNumber: '246' }] : [seed.union(), plot];
    const card = { nationalId, nameBn: name.bn, plots: [plotKey(union, owned)] };
    return { cardNumber: `FC-1000-${String(row + 1).padStart(4, '0')}`, ...card };
  }),
);

/** One text for a plot, to compare: `06-47-365-3271/kathaldia/246`. */
export function plotKey(union: string, { mouza, plotNumber }: Pick<FarmPlotInput, 'mouza' | 'plotNumber'>): string {
  return [union, nameKey(mouza), plotNumber].join('/');
}
