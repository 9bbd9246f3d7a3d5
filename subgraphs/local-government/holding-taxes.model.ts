/** The assessment register of the holdings in cities: one entry for each holding and fiscal year. */
import { Schema } from 'mongoose';
import type { Demand } from '#kit/demand.ts';
import { number, registry, text } from '#kit/registry.ts';
import { holdingTaxRows } from './local-government.seed.ts';
import type { HoldingTaxInput } from './schema.generated.ts';

type Assessment = Pick<HoldingTaxInput, 'localAuthority' | 'ward' | 'holdingNumber' | 'fiscalYear'>;

/** A holding as it is assessed for a year. */
export type AssessedHolding = Assessment &
  Demand & {
    /** What letting it would bring in a year; the tax is a part of it. */
    annualValueBdt: number;
  };

const schema = new Schema<AssessedHolding>({
  localAuthority: text,
  ward: number,
  holdingNumber: text,
  fiscalYear: text,
  annualValueBdt: number,
  receiptNumber: String,
});
schema.index({ localAuthority: 1, ward: 1, holdingNumber: 1, fiscalYear: 1 }, { unique: true });

export const holdingTaxes = registry('holdingTaxes', schema, holdingTaxRows);

/** Which assessment is meant. */
export function assessmentOf({ localAuthority, ward, holdingNumber, fiscalYear }: Assessment): Assessment {
  return { localAuthority, ward, holdingNumber, fiscalYear };
}
