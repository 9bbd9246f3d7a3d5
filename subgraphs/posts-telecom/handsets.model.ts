/** The national equipment identity register (NEIR): which handset the networks serve, and which they do not. */
import { Schema } from 'mongoose';
import { boolean, registry, text } from '#kit/registry.ts';

/** A handset, or one of the two of a handset for two SIMs. */
export type Handset = { imei: string; isBlocked: boolean };

const schema = new Schema<Handset>({
  imei: text,
  isBlocked: boolean,
});
schema.index({ imei: 1 }, { unique: true });

/**
 * Whether the last of the digits is the check digit of those before it.
 * Source: 3GPP TS 23.003, annex B (Luhn's formula).
 */
export function isImei(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length === 15 && sum % 10 === 0;
}

export const handsets = registry('handsets', schema, (seed) => [
  { imei: '352099001761481', isBlocked: true },
  { imei: '350077523237513', isBlocked: false },
  ...seed.rows(220, () => {
    const body = `35${seed.digits(12)}`;
    const imei = [...'0123456789'].map((check) => `${body}${check}`).find(isImei) ?? body;
    return { imei, isBlocked: seed.integer(1, 15) === 1 };
  }),
]);
