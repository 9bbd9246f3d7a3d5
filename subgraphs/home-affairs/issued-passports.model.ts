/** The register of passports: what was issued to whom, and until when it is valid. */
import { Schema } from 'mongoose';
import { yearsLater } from '#kit/days.ts';
import { registry } from '#kit/registry.ts';
import type { RuleContext } from '#kit/service.ts';
import { issuedPassportRows } from './home-affairs.seed.ts';

/** A passport that was issued. */
export type IssuedPassport = {
  passportNumber: string;
  name: string;
  nameBn: string;
  dateOfBirth: string;
  issuedOn: string;
  expiresOn: string;
  /** By an order of the department, or because another took its place. */
  isCancelled: boolean;
};

const text = { type: String, required: true };
const schema = new Schema<IssuedPassport>({
  passportNumber: text,
  name: text,
  nameBn: text,
  dateOfBirth: text,
  issuedOn: text,
  expiresOn: text,
  isCancelled: { type: Boolean, required: true },
});
schema.index({ passportNumber: 1 }, { unique: true });

export const issuedPassports = registry('issuedPassports', schema, issuedPassportRows);

/** Which passport is meant: who names it knows its holder's date of birth too. */
export function passportOf(input: Pick<IssuedPassport, 'passportNumber' | 'dateOfBirth'>) {
  return { passportNumber: input.passportNumber, dateOfBirth: input.dateOfBirth };
}

type Holder = { readonly fullName: string; readonly dateOfBirth: string };

/** Enters a passport that is granted. Its number is made from the application's reference: a repeat adds nothing. */
export async function enterPassport(
  { input: { fullName: name, dateOfBirth }, registry: read, today: issuedOn }: RuleContext<Holder>,
  passportNumber: string,
  years: number,
): Promise<void> {
  const expiresOn = yearsLater(issuedOn, years);
  const passport: IssuedPassport = {
    ...{ passportNumber, name, nameBn: name, dateOfBirth },
    ...{ issuedOn, expiresOn, isCancelled: false },
  };
  await read(issuedPassports).updateOne({ passportNumber }, { $setOnInsert: passport }, { upsert: true });
}
