/** What only the city corporations know about a trade licence. */
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { businessNameKey } from './business-name.ts';
import { businessNames } from './business-names.model.ts';
import { CITIES } from './city-corporations.ts';
import type { BusinessKind, TradeLicenceInput } from './schema.generated.ts';

export const wardExists: Rule<TradeLicenceInput> = ({ input: { localAuthority, ward } }) =>
  ward > CITIES[localAuthority].wards ? problem('ward', 'WARD_UNKNOWN', { wards: CITIES[localAuthority].wards }) : ok;

/** In one city a name stands for one business. Source: example. */
export const nameIsFree: Rule<TradeLicenceInput> = async ({ input, registry }) => {
  const { localAuthority, businessNameEn, businessNameBn } = input;
  const inEnglish = businessNameKey(businessNameEn);
  const keys = { $in: [inEnglish, businessNameKey(businessNameBn)] };
  const taken = await registry(businessNames).findOne({ localAuthority, keys }).lean();
  if (!taken) return ok;
  const { nameEn, nameBn } = taken;
  const field = taken.keys.includes(inEnglish) ? 'businessNameEn' : 'businessNameBn';
  return problem(field, 'NAME_TAKEN', { nameEn, nameBn });
};

/** Fee by kind of business. Source: example, after the shape of the City Corporations' Model Tax Schedule 2016. */
const FEE_BY_KIND_BDT: Readonly<Record<BusinessKind, number>> = {
  GROCERY: 1000,
  TAILORING: 1500,
  CLOTHING: 1500,
  RESTAURANT: 3000,
  PHARMACY: 2000,
  WORKSHOP: 2000,
  WHOLESALE: 3000,
  SERVICES: 2500,
  ONLINE: 1500,
  IMPORT_EXPORT: 5000,
  OTHER: 1500,
};

/** Fee of a limited company by paid-up capital, up to each limit. Source: example, as above. */
const FEE_BY_CAPITAL_BDT = [
  { upToBdt: 100_000, feeBdt: 1500 },
  { upToBdt: 500_000, feeBdt: 2500 },
  { upToBdt: 1_000_000, feeBdt: 4000 },
  { upToBdt: 5_000_000, feeBdt: 8000 },
  { upToBdt: 10_000_000, feeBdt: 12_000 },
] as const;
const LARGEST_FEE_BDT = 20_000;

/** @returns whole taka for the first year. */
export function tradeLicenceFeeBdt({
  ownership,
  businessKind,
  capitalBdt,
}: Pick<TradeLicenceInput, 'ownership' | 'businessKind' | 'capitalBdt'>): number {
  if (ownership !== 'LIMITED_COMPANY') return FEE_BY_KIND_BDT[businessKind];
  return FEE_BY_CAPITAL_BDT.find(({ upToBdt }) => capitalBdt <= upToBdt)?.feeBdt ?? LARGEST_FEE_BDT;
}

/** A licence ends with the fiscal year, on 30 June. Source: Municipal Corporation (Taxation) Rules 1986. */
export function licenceEnd(today: string): string {
  const year = Number(today.slice(0, 4));
  return `${today.slice(5) <= '06-30' ? year : year + 1}-06-30`;
}

export const tradeLicence: RecordedService<TradeLicenceInput> = {
  rules: [wardExists, nameIsFree],
  amountBdt: ({ input }) => tradeLicenceFeeBdt(input),
  // The reference is unique in the country. Source of the number's form: example.
  outcome: ({ input, today, reference }) => ({
    licenceNumber: reference.replace(/^[A-Z]+/, `TRAD-${CITIES[input.localAuthority].short}`),
    validUntil: licenceEnd(today),
  }),
  field: 'tradeLicence',
};
