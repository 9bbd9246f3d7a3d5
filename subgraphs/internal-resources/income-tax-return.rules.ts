/** What only the tax circles know about a return. */
import { documentNumber } from '#kit/document-number.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { incomeTaxBdt } from './income-tax.ts';
import type { IncomeTaxReturnInput, TaxAssessmentYear } from './schema.generated.ts';
import { type Taxpayer, taxpayers } from './taxpayers.model.ts';

export const taxpayerIsKnown: Rule<IncomeTaxReturnInput> = async ({ input, registry }) =>
  taxpayerObjection(input, await registry(taxpayers).findOne({ tin: input.tin }).lean());

/** A return is handed in under one's own TIN. Source: Income Tax Act 2023, s. 166, 261. */
export function taxpayerObjection(
  { nationalId }: Pick<IncomeTaxReturnInput, 'nationalId'>,
  taxpayer: Pick<Taxpayer, 'person'> | null,
): Problem | null {
  if (!taxpayer) return problem('tin', 'TIN_UNKNOWN');
  return taxpayer.person === nationalIdKey(nationalId) ? ok : problem('nationalId', 'NOT_THE_TAXPAYER');
}

/** The day after the income year of each assessment year. */
const OPENS_ON: Readonly<Record<TaxAssessmentYear, string>> = { AY_2026_27: '2026-07-01', AY_2027_28: '2027-07-01' };

/** The income year ends before its return begins. Source: Income Tax Act 2023, s. 2 (assessment year). */
export const incomeYearIsOver: Rule<IncomeTaxReturnInput> = ({ input, today }) =>
  today < OPENS_ON[input.assessmentYear] ? problem('assessmentYear', 'INCOME_YEAR_NOT_OVER') : ok;

const ASSETS_LIMIT_BDT = 5_000_000;

/** Who owns much states what. Source: Income Tax Act 2023, s. 167, limit as amended in 2025. */
export const assetsAreStated: Rule<IncomeTaxReturnInput> = ({ input }) =>
  (input.hasCarOrCityHome || input.grossAssetsBdt > ASSETS_LIMIT_BDT) && !input.assets?.length
    ? problem('assets', 'ASSETS_MISSING', { limitBdt: ASSETS_LIMIT_BDT })
    : ok;

export const incomeTaxReturn: RecordedService<IncomeTaxReturnInput> = {
  rules: [taxpayerIsKnown, incomeYearIsOver, assetsAreStated],
  amountBdt: ({ input }) => Math.max(0, incomeTaxBdt(input) - input.deductedBdt - input.advanceBdt),
  unique: ({ input: { tin, assessmentYear } }) => ({
    key: `${tin}/${assessmentYear}`,
    taken: problem('assessmentYear', 'RETURN_ALREADY_GIVEN'),
  }),
  outcome: ({ input, reference }) => ({
    certificateNumber: documentNumber('PSR', reference),
    taxBdt: incomeTaxBdt(input),
  }),
  granted: async ({ input: { tin, assessmentYear }, today, registry, reference }) => {
    const certificateNumber = documentNumber('PSR', reference);
    await registry(taxpayers).updateOne({ tin }, { $set: { certificateNumber, assessmentYear, returnedOn: today } });
  },
  field: 'incomeTaxReturn',
};
