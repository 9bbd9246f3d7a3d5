/** What only the city corporations know about the holding tax. */
import { demandPayment } from '#kit/demand.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { type AssessedHolding, assessmentOf, holdingTaxes } from './holding-taxes.model.ts';
import type { HoldingTaxInput } from './schema.generated.ts';

/** A year is paid once. */
export function assessmentObjection(
  { holdingNumber, fiscalYear }: HoldingTaxInput,
  holding: Pick<AssessedHolding, 'receiptNumber'> | null,
): Problem | null {
  if (!holding) return problem('holdingNumber', 'HOLDING_UNKNOWN', { holdingNumber, fiscalYear });
  const { receiptNumber } = holding;
  return receiptNumber ? problem('fiscalYear', 'HOLDING_TAX_PAID', { fiscalYear, receiptNumber }) : ok;
}

/** 7 % for the holding, 3 % for conservancy, 2 % for light. Source: City Corporations' Model Tax Schedule 2016. */
const RATE_PERCENT = 12;
/** Source: example, after the Municipal Corporation (Taxation) Rules 1986 (rebate for who pays in time, surcharge on arrears). */
const EARLY_PERCENT = 90;
const LATE_PERCENT = 105;

/** @returns whole taka: less within the first quarter of the fiscal year, more after its end. */
export function holdingTaxBdt(annualValueBdt: number, fiscalYear: string, today: string): number {
  const year = Number(fiscalYear.slice(0, 4));
  const duePercent = today <= `${year}-09-30` ? EARLY_PERCENT : today > `${year + 1}-06-30` ? LATE_PERCENT : 100;
  return Math.round((annualValueBdt * RATE_PERCENT * duePercent) / 10_000);
}

export const holdingTax = demandPayment({
  demands: holdingTaxes,
  which: assessmentOf,
  objection: assessmentObjection,
  amountBdt: ({ annualValueBdt, fiscalYear }, today) => holdingTaxBdt(annualValueBdt, fiscalYear, today),
  prefix: 'HT',
  field: 'holdingTax',
});
