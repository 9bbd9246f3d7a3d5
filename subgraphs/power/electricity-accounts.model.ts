/** The customers of the distribution companies. */
import { Schema } from 'mongoose';
import { boolean, number, registry, text } from '#kit/registry.ts';
import type { ElectricityCompany } from './schema.generated.ts';

/** A customer's meter. */
export type ElectricityAccount = {
  company: ElectricityCompany;
  accountNumber: string;
  customerName: string;
  customerNameBn: string;
  sanctionedLoadKw: number;
  isNetMetered: boolean;
};

const schema = new Schema<ElectricityAccount>({
  company: text,
  accountNumber: text,
  customerName: text,
  customerNameBn: text,
  sanctionedLoadKw: number,
  isNetMetered: boolean,
});
schema.index({ company: 1, accountNumber: 1 }, { unique: true });

const COMPANIES = ['BREB', 'BPDB', 'DPDC', 'DESCO', 'WZPDCL', 'NESCO'] as const;

/** Company and number of an invented customer: the same in the register of bills. */
export function inventedAccount(index: number): Pick<ElectricityAccount, 'company' | 'accountNumber'> {
  return { company: COMPANIES[index % COMPANIES.length] ?? 'BREB', accountNumber: String(20_010_000 + index * 7) };
}

const rahima = { company: 'BREB', customerName: 'Rahima Begum', customerNameBn: 'রহিমা বেগম' } as const;

export const electricityAccounts = registry('electricityAccounts', schema, (seed) => [
  // Of the forms' examples: one with a bill to pay, one that owes nothing.
  { ...rahima, accountNumber: '10010001', sanctionedLoadKw: 2, isNetMetered: false },
  { ...rahima, accountNumber: '10010002', sanctionedLoadKw: 5, isNetMetered: false },
  { ...rahima, accountNumber: '10010003', sanctionedLoadKw: 5, isNetMetered: true },
  ...seed.rows(220, (index) => {
    const { name } = seed.person();
    return {
      ...inventedAccount(index),
      customerName: name.en,
      customerNameBn: name.bn,
      sanctionedLoadKw: seed.pick([1, 2, 3, 4, 6, 7.5, 12, 25, 50, 80]),
      isNetMetered: index % 20 === 1,
    };
  }),
]);
