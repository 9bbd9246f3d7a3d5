/** The slip of an act at the desk: its number, and what its QR code says. */
import { randomInt } from 'node:crypto';
import { withCheckDigit } from '#kit/check-digit.ts';
import { UNNAMED_SERVICE } from '#kit/form/confidential-service.ts';
import type { SlipRecord } from './transactions.model.ts';

const DIGITS = 11;

/** Eleven random digits and their check digit: nobody finds another's slip by counting. */
export function newSlipNumber(): string {
  return withCheckDigit(String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'));
}

/** A slip as it is shown; `service` null: it is not said. */
export type ShownSlip = Omit<SlipRecord, 'service'> & { readonly service: string | null };

/** The slip of what is confidential to a desk: whoever finds it, or looks it up, learns neither what nor by which number. */
export function unnamed(slip: SlipRecord): ShownSlip {
  return { ...slip, service: null, title: UNNAMED_SERVICE, applicationReference: null };
}

/** What a scanner reads: the number for `slip`, and the application's for tracking. */
export function slipQrText({
  number,
  applicationReference,
}: Pick<ShownSlip, 'number' | 'applicationReference'>): string {
  return `nagarik:slip/${number}${applicationReference === null ? '' : `?application=${applicationReference}`}`;
}
