/** What a code of a consent card opens, and when. Pure. */
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { CardCode, ConsentCardRecord } from './consent-cards.model.ts';

export const CODES_ON_A_CARD = 20;
/** So many wrong codes one after the other, and the card is blocked. */
export const MAX_WRONG_TRIES = 5;
const CARD_LIVES_DAYS = 365;

const DAY_MS = 86_400_000;

export function cardValidUntil(issuedAt: Date): Date {
  return new Date(issuedAt.getTime() + CARD_LIVES_DAYS * DAY_MS);
}

/** Nobody consents for themselves as somebody else, and nobody hands themselves a card. */
export function forOneself(personId: string, entrepreneurId: string): Problem | null {
  return personId === entrepreneurId ? problem(null, 'CARD_FOR_ONESELF') : null;
}

/** Whoever hands out a card has seen its codes: alone, they could consent in the citizen's place. */
export function fromOnesOwnHand(issuedBy: string, entrepreneurId: string): Problem | null {
  return issuedBy === entrepreneurId ? problem('cardNumber', 'CARD_FROM_ONES_OWN_HAND') : null;
}

/** Whether whoever got this answer may have been guessing: they have shown no right code. */
export function mayBeGuess({ code }: Problem): boolean {
  return code === 'WRONG_CARD_CODE' || code === 'CARD_BLOCKED';
}

/**
 * What a right code is good for. Only whoever has the right code is told more than that card, number and code do not fit.
 * @returns `NEW`; `REPEAT` when the same request has used it before, as a desk asks that lost the answer; or the problem.
 */
export function rightCode(
  card: Pick<ConsentCardRecord, 'validUntil' | 'endedAt'>,
  { number, used }: Pick<CardCode, 'number' | 'used'>,
  usedFor: string,
  now: Date,
): 'NEW' | 'REPEAT' | Problem {
  if (used !== null) return used.for === usedFor ? 'REPEAT' : problem('codeNumber', 'CARD_CODE_USED', { number });
  return card.endedAt !== null || now >= card.validUntil ? problem('cardNumber', 'CARD_ENDED') : 'NEW';
}
