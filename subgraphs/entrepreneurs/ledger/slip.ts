/** The slip of an act at the desk: its number, and what its QR code says. */
import { randomInt } from 'node:crypto';
import { withCheckDigit } from '#kit/check-digit.ts';
import type { SlipRecord } from './transactions.model.ts';

const DIGITS = 11;

/** Eleven random digits and their check digit: nobody finds another's slip by counting. */
export function newSlipNumber(): string {
  return withCheckDigit(String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'));
}

/** What a scanner reads: the number for `slip`, and the application's for tracking. */
export function slipQrText({ number, applicationReference }: SlipRecord): string {
  return `nagarik:slip/${number}${applicationReference === null ? '' : `?application=${applicationReference}`}`;
}
