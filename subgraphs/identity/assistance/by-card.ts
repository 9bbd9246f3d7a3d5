/**
 * Consent by a numbered code of the citizen's card, in one step. Nobody is sent a message, so the limits of messages do not
 * count here: whoever presents right codes is served as often as there are codes. What is limited is guessing, by each card's
 * wrong tries and by each entrepreneur's.
 */

import { problem } from '#kit/errors/problem.ts';
import type { IdSource } from '#kit/ids.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import { mayBeGuess } from '../consent-card/card-rules.ts';
import type { ConsentCards } from '../consent-card/consent-cards.ts';
import { ADDRESS_LIMIT_MINUTES, type AddressLimit } from '../login/address-limit.model.ts';
import type { Refusal } from '../login/codes.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import { CONSENT_MINUTES, type Consents } from './consents.model.ts';
import { type AskingParts, problemOfAsking, type Wanted } from './may-ask.ts';
import { type GivenConsent, newProof, proofHash } from './proof.ts';

export type CardRequest = Wanted & {
  /** The client's, so that it may ask again when the answer was lost. */
  readonly idempotencyKey: string;
  /** What the citizen reads from their card. */
  readonly card: { readonly cardNumber: string; readonly number: number; readonly code: string };
};

/** `consentId`: of one that was given before and has ended. What was done by it can be asked for all the same. */
export type ByCard = GivenConsent | (Refusal & { readonly consentId?: string });

/** In a quarter of an hour: more than are misread at a desk, and too few to find a code, or the numbers of cards. */
const WRONG_CARDS_PER_ENTREPRENEUR = 30;

type CardParts = AskingParts & {
  readonly consents: Pick<Consents, 'byKey' | 'askAndGive' | 'renewProof'>;
  readonly cards: Pick<ConsentCards, 'take'>;
  readonly counts: Pick<AddressLimit, 'take' | 'giveBack'>;
  readonly hash: KeyedHash;
  readonly ids: IdSource;
};

export function assistanceByCard(parts: CardParts) {
  const { people, consents, cards, counts, hash, ids } = parts;

  type Key = { readonly key: string; readonly digest: string };

  /** The consent of an earlier request with the same key, if there was one, with another proof. */
  async function firstConsent(entrepreneurId: string, { key, digest }: Key): Promise<ByCard | null> {
    const first = await consents.byKey(entrepreneurId, key);
    if (!first) return null;
    if (first.request?.digest !== digest) return { problem: problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED') };
    const proof = newProof();
    const consent = await consents.renewProof(first._id, proofHash(hash, proof));
    if (consent) return { consent, proof };
    return { problem: problem('idempotencyKey', 'CONSENT_OVER', { minutes: CONSENT_MINUTES }), consentId: first._id };
  }

  /**
   * The answer to a wrong code is the same whether somebody has the national ID or not.
   * @param entrepreneurId who asks, in that role.
   */
  return async (entrepreneurId: string, { idempotencyKey, card, ...wanted }: CardRequest): Promise<ByCard> => {
    // Keyed: a national ID that is only digested can be found by trying all there are.
    const request = { key: idempotencyKey, digest: hash('assistance by card', JSON.stringify(wanted)) };
    const first = await firstConsent(entrepreneurId, request);
    if (first) return first;
    const services = [...new Set(wanted.services)];
    const inTheWay = await problemOfAsking(parts, entrepreneurId, { ...wanted, services });
    if (inTheWay) return { problem: inTheWay };

    // Counted before the code is looked at, as many may be tried at once; what was no guess is given back.
    const guesses = hash('entrepreneur with cards', entrepreneurId);
    if (!(await counts.take(guesses, WRONG_CARDS_PER_ENTREPRENEUR)))
      return { problem: problem(null, 'TOO_MANY_WRONG_CARDS', { minutes: ADDRESS_LIMIT_MINUTES }) };
    const citizen = await people.findOne({ nationalIdKey: nationalIdKey(wanted.citizenNationalId) }).lean();
    // Known by the key: whoever was cut off after this line gets their consent by the same code.
    const usedFor = `${entrepreneurId} ${idempotencyKey}`;
    const taken = await cards.take({ ...card, personId: citizen?.id ?? null, by: entrepreneurId, usedFor });
    const refused = 'problem' in taken ? taken.problem : null;
    if (!refused || !mayBeGuess(refused)) await counts.giveBack(guesses);
    if ('problem' in taken) return taken;

    const { personId: citizenId } = taken;
    const { centre } = wanted;
    const proof = newProof();
    const asked = { _id: ids.id(), citizenId, entrepreneurId, centre, services, request };
    const consent = await consents.askAndGive(asked, 'CARD', proofHash(hash, proof));
    if (consent) return { consent, proof };
    // This very request, sent twice at once: the other one was quicker.
    return (await firstConsent(entrepreneurId, request)) ?? { problem: problem(null, 'NO_SUCH_REQUEST') };
  };
}
