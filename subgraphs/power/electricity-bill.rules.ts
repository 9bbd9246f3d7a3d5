/** What only the distribution companies know about a bill. The amount is the register's; the surcharge is made here. */
import { demandPayment } from '#kit/demand.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { type ElectricityBill, electricityBills } from './electricity-bills.model.ts';
import type { ElectricityBillInput } from './schema.generated.ts';

const SURCHARGE_PERCENT = 5;

const billOf = ({ company, accountNumber, billMonth }: ElectricityBillInput) => ({ company, accountNumber, billMonth });

/** What the company has against a payment: it sent no such bill, or it was paid. */
export function billObjection(
  { accountNumber, billMonth }: Pick<ElectricityBillInput, 'accountNumber' | 'billMonth'>,
  bill: Pick<ElectricityBill, 'receiptNumber'> | null,
): Problem | null {
  if (!bill) return problem('accountNumber', 'BILL_UNKNOWN', { accountNumber, billMonth });
  const { receiptNumber } = bill;
  return receiptNumber ? problem('billMonth', 'BILL_ALREADY_PAID', { billMonth, receiptNumber }) : ok;
}

/**
 * What is to be paid on a day: after the last day to pay, five per cent more.
 * Source: retail tariff order, S.R.O. 43-Law/2024 (late payment charge); the rate as bills print it: example.
 * @returns whole taka.
 */
export function billWithSurchargeBdt(
  { amountBdt, dueOn }: Pick<ElectricityBill, 'amountBdt' | 'dueOn'>,
  today: string,
) {
  return today > dueOn ? amountBdt + Math.ceil((amountBdt * SURCHARGE_PERCENT) / 100) : amountBdt;
}

export const electricityBill = demandPayment({
  demands: electricityBills,
  which: billOf,
  objection: billObjection,
  amountBdt: billWithSurchargeBdt,
  prefix: 'EB',
  field: 'electricityBillPayment',
});
