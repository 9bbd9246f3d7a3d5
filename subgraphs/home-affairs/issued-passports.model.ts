/** The register of passports: what was issued to whom, and until when it is valid. */
import { Schema } from 'mongoose';
import { yearsLater } from '#kit/days.ts';
import { digitsOf } from '#kit/document-number.ts';
import { boolean, enter, registry, text } from '#kit/registry.ts';
import type { GrantContext } from '#kit/service.ts';
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

const schema = new Schema<IssuedPassport>({
  passportNumber: text,
  name: text,
  nameBn: text,
  dateOfBirth: text,
  issuedOn: text,
  expiresOn: text,
  isCancelled: boolean,
});
schema.index({ passportNumber: 1 }, { unique: true });

export const issuedPassports = registry('issuedPassports', schema, issuedPassportRows);

/** Which passport is meant: who names it knows its holder's date of birth too. */
export function passportOf(input: Pick<IssuedPassport, 'passportNumber' | 'dateOfBirth'>) {
  return { passportNumber: input.passportNumber, dateOfBirth: input.dateOfBirth };
}

type Holder = { readonly fullName: string; readonly dateOfBirth: string };

/** An e-passport's number: a letter and eight digits. */
export const passportNumberOf = (reference: string) => `A${digitsOf(reference, 8)}`;

/** Enters a passport that is granted for so many years. */
export function enterPassport(
  { input: { fullName: name, dateOfBirth }, registry: read, reference, today: issuedOn }: GrantContext<Holder>,
  years: number,
): Promise<void> {
  return enter(read(issuedPassports), {
    ...{ passportNumber: passportNumberOf(reference), name, nameBn: name, dateOfBirth },
    ...{ issuedOn, expiresOn: yearsLater(issuedOn, years), isCancelled: false },
  });
}
