/** What only the Ministry of Land knows about its tax. The demand is the registry's; nothing is calculated here. */
import { demandPayment } from '#kit/demand.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { demandOf, type LandTaxDemand, landTaxDemands } from './land-tax-demands.model.ts';
import type { LandDevelopmentTaxInput } from './schema.generated.ts';

/**
 * What the demand register has against a payment: no such demand, a year paid twice, nothing to pay (a family's farm
 * land up to 25 bighas is exempt). Source: Land Development Tax Act 2023 (exemption); example (the rest).
 */
export function demandObjection(
  { holding, taxYear }: LandDevelopmentTaxInput,
  demand: Pick<LandTaxDemand, 'demandBdt' | 'receiptNumber'> | null,
): Problem | null {
  if (!demand) return problem('holding', 'DEMAND_UNKNOWN', { holding, taxYear });
  if (demand.receiptNumber)
    return problem('taxYear', 'YEAR_ALREADY_PAID', { taxYear, receiptNumber: demand.receiptNumber });
  return demand.demandBdt > 0 ? ok : problem('taxYear', 'NOTHING_DUE', { taxYear });
}

export const landDevelopmentTax = demandPayment({
  demands: landTaxDemands,
  which: demandOf,
  objection: demandObjection,
  amountBdt: ({ demandBdt }) => demandBdt,
  prefix: 'DKH',
  field: 'landDevelopmentTax',
});
