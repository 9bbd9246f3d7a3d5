/** What only the city corporations know about the holding tax. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule, RuleContext } from '#kit/service.ts';
import { assessmentOf, holdingTaxes } from './holding-taxes.model.ts';
import type { HoldingTaxInput } from './schema.generated.ts';

const assessed = ({ input, registry }: Pick<RuleContext<HoldingTaxInput>, 'input' | 'registry'>) =>
  registry(holdingTaxes).findOne(assessmentOf(input)).lean();

/** A year is paid once. */
export const taxIsOpen: Rule<HoldingTaxInput> = async (context) => {
  const holding = await assessed(context);
  const { holdingNumber, fiscalYear } = context.input;
  if (!holding) return problem('holdingNumber', 'HOLDING_UNKNOWN', { holdingNumber, fiscalYear });
  const { receiptNumber } = holding;
  return receiptNumber ? problem('fiscalYear', 'HOLDING_TAX_PAID', { fiscalYear, receiptNumber }) : ok;
};

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

export const holdingTax: RecordedService<HoldingTaxInput> = {
  rules: [taxIsOpen],
  amountBdt: async (context) =>
    holdingTaxBdt((await assessed(context))?.annualValueBdt ?? 0, context.input.fiscalYear, context.today),
  // The register is marked first, with a number made from the reference: a repeat writes the same again.
  outcome: async ({ input, registry, reference }) => {
    const receiptNumber = documentNumber('HT', reference);
    await registry(holdingTaxes).updateOne(
      { ...assessmentOf(input), receiptNumber: null },
      { $set: { receiptNumber } },
    );
    return { receiptNumber };
  },
  field: 'holdingTax',
};
