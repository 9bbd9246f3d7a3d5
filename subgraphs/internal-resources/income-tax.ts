/**
 * The income tax of an individual. Source: Finance Ordinance 2025, rates for the assessment years 2026-27 and 2027-28;
 * Income Tax Act 2023, s. 78 (rebate) and sixth schedule, part 1 (salary). Pure; whole taka.
 */
import type { IncomeTaxReturnInput, ReturnTaxpayerCategory } from './schema.generated.ts';

const FREE_BDT: Readonly<Record<ReturnTaxpayerCategory, number>> = {
  GENERAL: 375_000,
  WOMAN_OR_SENIOR: 425_000,
  DISABLED_OR_THIRD_GENDER: 500_000,
  WAR_WOUNDED: 525_000,
};
/** What is above the free income, by slabs. */
const SLABS = [
  { widthBdt: 300_000, percent: 10 },
  { widthBdt: 400_000, percent: 15 },
  { widthBdt: 500_000, percent: 20 },
  { widthBdt: 2_000_000, percent: 25 },
  { widthBdt: Number.POSITIVE_INFINITY, percent: 30 },
] as const;
const SALARY_EXEMPTION_BDT = 500_000;
const MINIMUM_BDT = 5000;
const REBATE = { percentOfIncome: 3, percentOfInvestment: 15, limitBdt: 1_000_000 } as const;

type Return = Pick<IncomeTaxReturnInput, 'category' | 'incomes' | 'investmentBdt'>;

/** The tax of the year: by slabs, less the rebate for investment, but not less than the minimum. */
export function incomeTaxBdt({ category, incomes, investmentBdt }: Return): number {
  const taxableBdt = taxableIncomeBdt(incomes);
  let leftBdt = taxableBdt - FREE_BDT[category];
  if (leftBdt <= 0) return 0;
  let taxBdt = 0;
  for (const { widthBdt, percent } of SLABS) {
    taxBdt += (Math.min(leftBdt, widthBdt) * percent) / 100;
    leftBdt = Math.max(0, leftBdt - widthBdt);
  }
  const { percentOfIncome, percentOfInvestment, limitBdt } = REBATE;
  const rebateBdt = Math.min(
    (taxableBdt * percentOfIncome) / 100,
    (investmentBdt * percentOfInvestment) / 100,
    limitBdt,
  );
  return Math.max(MINIMUM_BDT, Math.round(taxBdt - rebateBdt));
}

/** A third of the salary, up to a limit, is not taxed. */
export function taxableIncomeBdt(incomes: Return['incomes']): number {
  const sum = (each: Return['incomes']) => each.reduce((total, { amountBdt }) => total + amountBdt, 0);
  const salaryBdt = sum(incomes.filter(({ head }) => head === 'SALARY'));
  return sum(incomes) - Math.min(Math.floor(salaryBdt / 3), SALARY_EXEMPTION_BDT);
}
