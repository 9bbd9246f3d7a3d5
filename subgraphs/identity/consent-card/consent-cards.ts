/** Handing out consent cards, and taking their codes: each once, by its number. */
import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { plainDigits, withCheckDigit } from '#kit/check-digit.ts';
import type { Clock } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { isSameHash, type KeyedHash } from '../login/keyed-hash.ts';
import { newCode } from '../login/one-time-code.ts';
import {
  CODES_ON_A_CARD,
  cardValidUntil,
  forOneself,
  fromOnesOwnHand,
  MAX_WRONG_TRIES,
  rightCode,
} from './card-rules.ts';
import { consentCardModel } from './consent-cards.model.ts';

/** What is printed, once: it is kept nowhere. */
export type PrintedCard = {
  readonly cardNumber: string;
  readonly codes: readonly { readonly number: number; readonly code: string }[];
  readonly validUntil: Date;
};

export type CardInForce = {
  readonly cardNumber: string;
  /** The code of the centre that handed it out. */
  readonly centre: string;
  readonly validUntil: Date;
  readonly codesLeft: number;
  /** Too many wrong codes were tried with it. */
  readonly isBlocked: boolean;
};

/** What somebody reads from a card at a desk, and for which citizen it is to be. */
export type GivenCode = {
  readonly cardNumber: string;
  readonly number: number;
  readonly code: string;
  /** The citizen whom the entrepreneur has named; null when nobody has that national ID. */
  readonly personId: string | null;
  /** The entrepreneur. */
  readonly by: string;
  /** The entrepreneur's request, by its idempotency key: it may ask again with the same code, and another may not. */
  readonly usedFor: string;
};

/** The consent is there, new or by a repeat of the request; or what stands in the way. */
export type CodeTaken = { readonly personId: string; readonly isRepeat: boolean } | { readonly problem: Problem };

const DIGITS = 8;
const WRONG = { problem: problem(null, 'WRONG_CARD_CODE') } as const;

export type ConsentCards = ReturnType<typeof consentCardsOn>;

/** @param hash keyed by a secret that is not in the database. */
export function consentCardsOn(connection: Connection, hash: KeyedHash, clock: Clock) {
  const cards = consentCardModel(connection);
  const hashOf = (card: string, number: number, code: string) => hash('consent card', `${card}\n${number}\n${code}`);

  return {
    prepare: () => cards.createIndexes(),

    /**
     * Hands a card out; the ones that the citizen had before end. A repeat hands out another: codes are shown once.
     * @param issuedBy who saw the national ID.
     */
    async issue(personId: string, centre: string, issuedBy: string): Promise<PrintedCard | Problem> {
      const own = forOneself(personId, issuedBy);
      if (own) return own;
      const issuedAt = clock.now();
      const validUntil = cardValidUntil(issuedAt);
      for (;;) {
        const cardNumber = withCheckDigit(String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'));
        const codes = Array.from({ length: CODES_ON_A_CARD }, (_, index) => ({ number: index + 1, code: newCode() }));
        const hashed = codes.map(({ number, code }) => ({
          number,
          hash: hashOf(cardNumber, number, code),
          used: null,
        }));
        const dates = { issuedAt, validUntil, endedAt: null };
        try {
          await cards.create({ _id: cardNumber, personId, centre, issuedBy, ...dates, codes: hashed, wrongTries: 0 });
        } catch (error) {
          // Another card has the number.
          if (isDuplicateKey(error)) continue;
          throw error;
        }
        await cards.updateMany({ personId, endedAt: null, _id: { $ne: cardNumber } }, { $set: { endedAt: issuedAt } });
        return { cardNumber, codes, validUntil };
      }
    },

    /** The citizen's card, while it is good: what its owner may see of it. */
    async of(personId: string): Promise<CardInForce | null> {
      const card = await cards.findOne({ personId, endedAt: null, validUntil: { $gt: clock.now() } }).lean();
      if (!card) return null;
      const { _id: cardNumber, centre, validUntil, codes, wrongTries } = card;
      const codesLeft = codes.filter(({ used }) => used === null).length;
      return { cardNumber, centre, validUntil, codesLeft, isBlocked: wrongTries >= MAX_WRONG_TRIES };
    },

    /** Ends a citizen's cards: lost, or in wrong hands. */
    async end(personId: string): Promise<void> {
      await cards.updateMany({ personId, endedAt: null }, { $set: { endedAt: clock.now() } });
    },

    /**
     * Takes a code. The try is counted before the code is looked at, so that many at once are no more tries than one after the
     * other. A card of another citizen than the one who was named is no card: nobody blocks it from afar, or learns of it.
     */
    async take({ cardNumber, number, code, personId, by, usedFor }: GivenCode): Promise<CodeTaken> {
      const [_id, now] = [plainDigits(cardNumber), clock.now()];
      const given = hashOf(_id, number, plainDigits(code));
      // Nobody's card is looked for as anybody's: the work done does not tell whether there is somebody.
      const own = { _id, personId: personId ?? '' };
      const card = await cards
        .findOneAndUpdate(
          { ...own, wrongTries: { $lt: MAX_WRONG_TRIES } },
          { $inc: { wrongTries: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!card) return (await cards.exists(own)) ? { problem: problem('cardNumber', 'CARD_BLOCKED') } : WRONG;
      const index = card.codes.findIndex((each) => each.number === number);
      const kept = card.codes[index];
      if (!kept || !isSameHash(kept.hash, given)) return WRONG;
      const refused = forOneself(card.personId, by) ?? fromOnesOwnHand(card.issuedBy, by);
      const right = refused ?? rightCode(card, kept, usedFor, now);
      const isNew = right === 'NEW';
      // Only a code that was not used yet begins the count anew: whoever knows a used one could guess others for ever.
      if (!isNew) await cards.updateOne({ _id, wrongTries: { $gt: 0 } }, { $inc: { wrongTries: -1 } });
      if (typeof right !== 'string') return { problem: right };
      if (!isNew) return { personId: card.personId, isRepeat: true };
      const taken = await cards.updateOne(
        { _id, codes: { $elemMatch: { number, used: null } } },
        { $set: { wrongTries: 0, [`codes.${index}.used`]: { for: usedFor, by, at: now } } },
      );
      if (taken.matchedCount > 0) return { personId: card.personId, isRepeat: false };
      // Somebody was quicker with this code, perhaps this very request, sent twice at once.
      const quicker = await cards.findById(_id).lean();
      return quicker?.codes[index]?.used?.for === usedFor
        ? { personId: card.personId, isRepeat: true }
        : { problem: problem('codeNumber', 'CARD_CODE_USED', { number }) };
    },
  };
}
