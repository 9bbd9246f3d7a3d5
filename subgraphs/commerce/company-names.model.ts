/** The names of companies: cleared ones, which are kept for a while, and those of registered companies. */
import { Schema } from 'mongoose';
import { daysLater } from '#kit/days.ts';
import { nameWords } from '#kit/name-key.ts';
import { registry, text } from '#kit/registry.ts';
import type { Seed } from '#kit/seed/seed.ts';
import type { CompanyKind } from './schema.generated.ts';

export type CompanyName = {
  clearanceNumber: string;
  name: string;
  /** Made by `companyNameKey`. */
  key: string;
  companyKind: CompanyKind;
  validUntil: string;
  /** Missing until a company is registered under the name. */
  registrationNumber?: string;
};

const schema = new Schema<CompanyName>({
  clearanceNumber: text,
  name: text,
  key: text,
  companyKind: text,
  validUntil: text,
  registrationNumber: String,
});
schema.index({ clearanceNumber: 1 }, { unique: true });
schema.index({ key: 1 });

export const companyNames = registry('companyNames', schema, developmentNames);

const ENDING = /(?: (?:limited|ltd|plc|opc|private|pvt|public|one person company|company|co))+$/u;

/**
 * A name without case, spaces, punctuation and ending: names that differ in these alone are too like each other.
 * @example companyNameKey('Rahima Garments (Pvt.) Ltd.') // 'rahimagarments'
 */
export function companyNameKey(name: string): string {
  return nameWords(name).join(' ').replace(ENDING, '').replaceAll(' ', '');
}

/** How each kind's name ends. Source: Companies Act 1994, s. 6 and 11A, as amended in 2020. */
export const ENDINGS: Readonly<Record<CompanyKind, { readonly pattern: RegExp; readonly ending: string }>> = {
  PRIVATE: { pattern: /\b(?:limited|ltd\.?)$/i, ending: 'Limited' },
  PUBLIC: { pattern: /\bplc\.?$/i, ending: 'PLC' },
  ONE_PERSON: { pattern: /\bopc\.?$/i, ending: 'OPC' },
};

const TRADES = [
  { en: 'Textiles', bn: 'টেক্সটাইলস' },
  { en: 'Foods', bn: 'ফুডস' },
  { en: 'Ceramics', bn: 'সিরামিকস' },
  { en: 'Shipping', bn: 'শিপিং' },
  { en: 'Steel', bn: 'স্টিল' },
  { en: 'Agro Industries', bn: 'অ্যাগ্রো ইন্ডাস্ট্রিজ' },
] as const;

function developmentNames(seed: Seed): Partial<CompanyName>[] {
  const entry = (name: string, companyKind: CompanyKind) => ({ name, companyKind, key: companyNameKey(name) });
  const registered = { clearanceNumber: 'NC-2019-000512', validUntil: '2019-07-31', registrationNumber: 'C-152208' };
  return [
    // Extended by order, so that the example of the form holds on any day.
    { ...entry('Karim Agro OPC', 'ONE_PERSON'), clearanceNumber: 'NC-2026-001182', validUntil: '2036-12-31' },
    { ...entry('Padma Knitwear Limited', 'PRIVATE'), ...registered },
    ...seed.rows(240, (index) => {
      const companyKind = seed.pick(['PRIVATE', 'PRIVATE', 'PRIVATE', 'PUBLIC', 'ONE_PERSON']);
      const { en: name } = seed.business(TRADES);
      const clearedOn = seed.day('2015-01-01', '2026-06-30');
      return {
        ...entry(`${name} ${ENDINGS[companyKind].ending}`, companyKind),
        clearanceNumber: `NC-${clearedOn.slice(0, 4)}-${String(2000 + index).padStart(6, '0')}`,
        validUntil: daysLater(clearedOn, 30),
        registrationNumber: `C-${160_000 + index}`,
      };
    }),
  ];
}
