/** What a passport costs, 15 % VAT included. Source: fee table of the e-passport portal. */
import type { PassportDelivery, PassportPages, PassportValidity } from './schema.generated.ts';

const FEE_BDT: Readonly<Record<PassportPages, Record<PassportValidity, Record<PassportDelivery, number>>>> = {
  PAGES_48: { YEARS_5: { REGULAR: 4025, EXPRESS: 6325 }, YEARS_10: { REGULAR: 5750, EXPRESS: 8050 } },
  PAGES_64: { YEARS_5: { REGULAR: 6325, EXPRESS: 8625 }, YEARS_10: { REGULAR: 8050, EXPRESS: 10_350 } },
};

/** @returns whole taka. */
export function passportFeeBdt(pages: PassportPages, validity: PassportValidity, delivery: PassportDelivery): number {
  return FEE_BDT[pages][validity][delivery];
}
