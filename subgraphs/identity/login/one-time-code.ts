import { randomInt } from 'node:crypto';

export const CODE_LIVES_MINUTES = 5;
export const MAX_TRIES = 5;

const DIGITS = 6;

/** What was typed is a code, right or wrong: anything else costs no try. */
export const CODE = new RegExp(`^\\d{${DIGITS}}$`);

/** Six digits, each value as likely as any other. */
export function newCode(): string {
  return String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
}
