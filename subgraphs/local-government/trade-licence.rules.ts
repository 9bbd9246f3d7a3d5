/** What only the city corporations know about a trade licence: a new one, and its renewal. */
import { daysLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { isSamePerson } from '#kit/person-number.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { businessNameKey } from './business-name.ts';
import { businessNames } from './business-names.model.ts';
import CITIES from './city-corporations.json' with { type: 'json' };
import type { TradeLicenceInput, TradeLicenceRenewalInput } from './schema.generated.ts';
import FEES from './trade-licence-fees.json' with { type: 'json' };

/** Source: the corporations' own sites; the figures are examples. */
export const wardExists: Rule<TradeLicenceInput> = ({ input: { localAuthority, ward } }) => {
  const { wards } = CITIES[localAuthority];
  return ward > wards ? problem('ward', 'WARD_UNKNOWN', { wards }) : ok;
};

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

/**
 * The fee goes by the kind of business, of a limited company by its paid-up capital. Source: example, after the shape of
 * the City Corporations' Model Tax Schedule 2016.
 * @returns whole taka for the first year.
 */
export function tradeLicenceFeeBdt(
  business: Pick<TradeLicenceInput, 'ownership' | 'businessKind' | 'capitalBdt'>,
): number {
  if (business.ownership !== 'LIMITED_COMPANY') return FEES.byKindBdt[business.businessKind];
  return FEES.byCapital.find(({ upToBdt }) => business.capitalBdt <= upToBdt)?.feeBdt ?? FEES.largestBdt;
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

/** From April on the next fiscal year can be paid for. Source: example. */
const DAYS_AHEAD = 90;
/** Source: example. */
const YEAR_FEE_BDT = 1000;
const SIGNBOARD_FEE_BDT_PER_SQUARE_FOOT = 80;

const licenceOf = ({ input, registry }: Pick<RuleContext<TradeLicenceRenewalInput>, 'input' | 'registry'>) =>
  registry(businessNames).findOne({ localAuthority: input.localAuthority, licenceNumber: input.licenceNumber }).lean();

/** A licence is a person's, for a fiscal year. Source: Municipal Corporation (Taxation) Rules 1986. */
export const licenceIsRenewable: Rule<TradeLicenceRenewalInput> = async (context) => {
  const licence = await licenceOf(context);
  if (!licence) return problem('licenceNumber', 'LICENCE_UNKNOWN');
  if (!isSamePerson(licence.ownerNationalId, context.input.ownerNationalId))
    return problem('ownerNationalId', 'NOT_THE_LICENSEE');
  return yearsToRenew(licence.validUntil, context.today) > 0 ? ok : problem('licenceNumber', 'LICENCE_STILL_VALID');
};

const renewedUntil = (today: string) => licenceEnd(daysLater(today, DAYS_AHEAD));

/** Fiscal years since the licence ended; those that were missed are paid too. */
export function yearsToRenew(validUntil: string, today: string): number {
  return Number(renewedUntil(today).slice(0, 4)) - Number(validUntil.slice(0, 4));
}

export const tradeLicenceRenewal: RecordedService<TradeLicenceRenewalInput> = {
  rules: [licenceIsRenewable],
  amountBdt: async (context) => {
    const { validUntil = context.today } = (await licenceOf(context)) ?? {};
    const yearBdt = YEAR_FEE_BDT + context.input.signboardSquareFeet * SIGNBOARD_FEE_BDT_PER_SQUARE_FOOT;
    return yearsToRenew(validUntil, context.today) * yearBdt;
  },
  unique: ({ input, today }) => ({
    key: `${input.licenceNumber}/${renewedUntil(today)}`,
    taken: problem('licenceNumber', 'LICENCE_STILL_VALID'),
  }),
  outcome: ({ today, reference }) => ({
    renewalNumber: documentNumber('TLR', reference),
    validUntil: renewedUntil(today),
  }),
  field: 'tradeLicenceRenewal',
};
