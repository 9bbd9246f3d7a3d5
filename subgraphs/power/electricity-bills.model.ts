/** The bills of the distribution companies: one entry for each account and month. */
import { Schema } from 'mongoose';
import type { Demand } from '#kit/demand.ts';
import { number, registry, text } from '#kit/registry.ts';
import type { RuleContext } from '#kit/service.ts';
import { type ElectricityAccount, inventedAccount } from './electricity-accounts.model.ts';

/** What a customer owes for a month. */
export type ElectricityBill = Demand &
  Pick<ElectricityAccount, 'company' | 'accountNumber'> & {
    /** `2025-06` */
    billMonth: string;
    /** Demand charge and VAT included, in whole taka. */
    amountBdt: number;
    /** The last day to pay without a surcharge. */
    dueOn: string;
  };

const schema = new Schema<ElectricityBill>({
  company: text,
  accountNumber: text,
  billMonth: text,
  amountBdt: number,
  dueOn: text,
  receiptNumber: String,
});
schema.index({ company: 1, accountNumber: 1, billMonth: 1 }, { unique: true });

/** The accounts of the forms' examples. */
const TO_PAY = { company: 'BREB', accountNumber: '10010001' } as const;
const PAID = { company: 'BREB', accountNumber: '10010002' } as const;
const MAY = { billMonth: '2025-05', dueOn: '2025-06-25' };
const JUNE = { billMonth: '2025-06', dueOn: '2025-07-25' };

export const electricityBills = registry('electricityBills', schema, (seed) => [
  { ...TO_PAY, ...MAY, amountBdt: 940, receiptNumber: 'EB-2025-000117' },
  { ...TO_PAY, ...JUNE, amountBdt: 860 },
  { ...PAID, ...JUNE, amountBdt: 1210, receiptNumber: 'EB-2025-000118' },
  ...seed.rows(220, (index) => {
    const isPaid = seed.integer(1, 5) > 1;
    const receipt = isPaid ? { receiptNumber: `EB-2025-${seed.digits(6)}` } : {};
    return { ...inventedAccount(index), ...MAY, amountBdt: seed.integer(250, 9000), ...receipt };
  }),
  ...seed.rows(220, (index) => ({ ...inventedAccount(index), ...JUNE, amountBdt: seed.integer(250, 9000) })),
]);

/** A bill that ought to have been paid; null when the account owes nothing. */
export async function overdueBill(
  { company, accountNumber }: Pick<ElectricityAccount, 'company' | 'accountNumber'>,
  { registry: read, today }: Pick<RuleContext<never>, 'registry' | 'today'>,
): Promise<ElectricityBill | null> {
  return read(electricityBills)
    .findOne({ company, accountNumber, receiptNumber: null, dueOn: { $lt: today } })
    .sort({ billMonth: 1 })
    .lean();
}
