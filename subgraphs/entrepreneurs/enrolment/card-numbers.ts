/** The numbers of a certificate and its card, and what the card's QR code says. */
import { randomInt } from 'node:crypto';
import { inGroups, withCheckDigit } from '#kit/check-digit.ts';
import type { CardRecord } from './entrepreneurs.model.ts';

const DIGITS = 8;

/** Eight random digits and their check digit. That no other card has them is the database's to say. */
export function newCardNumbers(): Pick<CardRecord, 'number' | 'certificateNumber'> {
  const number = withCheckDigit(String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'));
  return { number, certificateNumber: `CSE-${inGroups(number)}` };
}

/** What a scanner reads: the number for `verifyEntrepreneur`. */
export function cardQrText(number: string): string {
  return `nagarik:entrepreneur/${number}`;
}
