/** What only the city corporations know about the renewal of a trade licence. */
import { daysLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { businessNames, type LicensedBusiness } from './business-names.model.ts';
import type { TradeLicenceRenewalInput } from './schema.generated.ts';
import { licenceEnd } from './trade-licence.rules.ts';

/** From April on the next fiscal year can be paid for. Source: example. */
const DAYS_AHEAD = 90;
/** Source: example. */
const YEAR_FEE_BDT = 1000;
const SIGNBOARD_FEE_BDT_PER_SQUARE_FOOT = 80;

type Licence = Pick<LicensedBusiness, 'ownerNationalId' | 'validUntil'>;

const licenceOf = ({ input, registry }: Pick<RuleContext<TradeLicenceRenewalInput>, 'input' | 'registry'>) =>
  registry(businessNames).findOne({ localAuthority: input.localAuthority, licenceNumber: input.licenceNumber }).lean();

export const licenceIsRenewable: Rule<TradeLicenceRenewalInput> = async (context) =>
  renewalObjection(context.input, await licenceOf(context), context.today);

/** What the city's register has against a renewal. Source: Municipal Corporation (Taxation) Rules 1986 (a licence is a person's, for a fiscal year). */
export function renewalObjection(
  { ownerNationalId }: Pick<TradeLicenceRenewalInput, 'ownerNationalId'>,
  licence: Licence | null,
  today: string,
): Problem | null {
  if (!licence) return problem('licenceNumber', 'LICENCE_UNKNOWN');
  if (licence.ownerNationalId.slice(-13) !== ownerNationalId.slice(-13))
    return problem('ownerNationalId', 'NOT_THE_LICENSEE');
  return yearsToRenew(licence, today) > 0 ? ok : problem('licenceNumber', 'LICENCE_STILL_VALID');
}

/** Fiscal years since the licence ended; those that were missed are paid too. */
export function yearsToRenew({ validUntil }: Pick<Licence, 'validUntil'>, today: string): number {
  return Number(renewedUntil(today).slice(0, 4)) - Number(validUntil.slice(0, 4));
}

const renewedUntil = (today: string) => licenceEnd(daysLater(today, DAYS_AHEAD));

export const tradeLicenceRenewal: RecordedService<TradeLicenceRenewalInput> = {
  rules: [licenceIsRenewable],
  amountBdt: async (context) => {
    const licence = await licenceOf(context);
    const yearBdt = YEAR_FEE_BDT + context.input.signboardSquareFeet * SIGNBOARD_FEE_BDT_PER_SQUARE_FOOT;
    return licence ? yearsToRenew(licence, context.today) * yearBdt : yearBdt;
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
