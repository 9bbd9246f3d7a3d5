/** What only the Department of Fisheries knows about a farm. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { keyOf, nameObjection } from './farms.model.ts';
import type { FishFarmInput } from './schema.generated.ts';

/**
 * Fish that must not be farmed, as people write them. Source: Protection and Conservation of Fish Rules 1985 with the orders
 * on piranha (2008), African magur (2014) and suckermouth catfish (2023).
 */
const BANNED = ['piranha', 'পিরানহা', 'african magur', 'african catfish', 'আফ্রিকান মাগুর', 'suckermouth', 'সাকার'].map(
  (name) => name.normalize('NFC'),
);

const VALID_YEARS = 1;

/** Fee up to so many decimals of water. Source: example. */
const FEES = [
  { upToDecimals: 100, feeBdt: 500 },
  { upToDecimals: 500, feeBdt: 1000 },
] as const;
const LARGEST_FEE_BDT = 2000;

export const speciesAreAllowed: Rule<FishFarmInput> = ({ input: { species } }) => {
  const index = species.findIndex((name) => BANNED.some((banned) => name.toLowerCase().includes(banned)));
  return index < 0 ? ok : problem(`species.${index}`, 'SPECIES_BANNED', { name: species[index] ?? '' });
};

/** A lease lasts as long as the registration. Source: example. */
export const leasesLast: Rule<FishFarmInput> = ({ input: { waters }, today }) => {
  const until = yearsLater(today, VALID_YEARS);
  const index = waters.findIndex((water) => water.tenure === 'LEASED' && (water.leaseEndsOn ?? '') < until);
  return index < 0 ? ok : problem(`waters.${index}.leaseEndsOn`, 'LEASE_TOO_SHORT');
};

export function fishFarmFeeBdt(waters: readonly { readonly areaDecimals: number }[]): number {
  const decimals = waters.reduce((sum, { areaDecimals }) => sum + areaDecimals, 0);
  return FEES.find(({ upToDecimals }) => decimals <= upToDecimals)?.feeBdt ?? LARGEST_FEE_BDT;
}

export const fishFarm: RecordedService<FishFarmInput> = {
  rules: [speciesAreAllowed, leasesLast, ({ input, registry }) => nameObjection(input, registry)],
  amountBdt: ({ input }) => fishFarmFeeBdt(input.waters),
  unique: ({ input }) => ({ key: keyOf(input), taken: problem('nameEn', 'FARM_NAME_TAKEN') }),
  outcome: ({ reference, today }) => ({
    registrationNumber: documentNumber('FF', reference),
    validUntil: yearsLater(today, VALID_YEARS),
  }),
  field: 'fishFarm',
};
