/** Being served by an entrepreneur: asked for, agreed to by the citizen, taken back. What is done in which order. */
import { randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { inWords, type Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isSamePerson, nationalIdKey } from '#kit/person-number.ts';
import type { ConsentCards, PrintedCard } from '../consent-card/consent-cards.ts';
import type { EntrepreneurRoles } from '../entrepreneur-roles/entrepreneur-roles.ts';
import type { AddressLimit } from '../login/address-limit.model.ts';
import type { OneTimeCodes, Refusal } from '../login/codes.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import type { MessageSender } from '../login/message-sender.ts';
import { LIMIT_MINUTES, type RequestLimit } from '../login/request-limit.model.ts';
import type { Person } from '../people.model.ts';
import type { Revocations } from '../provider/revocations.model.ts';
import { CONSENT_MINUTES, type Consent, type ConsentRecord, type Consents, type HowGiven } from './consents.model.ts';
import { type AssistanceErrorCode, assistanceMessages } from './errors.ts';

export type AssistanceRequest = {
  readonly citizenNationalId: string;
  readonly services: readonly string[];
  readonly centre: string;
  /** The client's, so that it may ask again when the answer was lost. */
  readonly idempotencyKey?: string | null;
};

/** Which code of which card. */
export type CardPlace = { readonly cardNumber: string; readonly number: number };

/** A consent that was just given, and the proof with which its token is had (RFC 8693, `subject_token`). */
export type GivenConsent = { readonly consent: Consent; readonly proof: string };

/** An application that an entrepreneur made for a citizen: by person ids, a centre's code, a service's. */
export type Served = Readonly<Record<'citizen' | 'entrepreneur' | 'centre' | 'service' | 'reference', string>>;

/** In a quarter of an hour: more than one desk can serve. */
const REQUESTS_PER_ENTREPRENEUR = 60;

type AssistanceParts = {
  readonly people: Model<Person>;
  readonly entrepreneurs: Pick<EntrepreneurRoles, 'centresOf'>;
  readonly consents: Consents;
  readonly cards: ConsentCards;
  readonly codes: OneTimeCodes;
  readonly limit: RequestLimit;
  readonly counts: AddressLimit;
  readonly revocations: Revocations;
  /** The title of a service that can be used for somebody; undefined when there is none with the code. */
  readonly titleOf: (serviceCode: string) => Promise<Text | undefined>;
  readonly hash: KeyedHash;
  /** Null where no message can be sent. */
  readonly send: MessageSender | null;
  readonly clock: Clock;
};

export type Assistance = ReturnType<typeof createAssistance>;

export function createAssistance(parts: AssistanceParts) {
  const { people, entrepreneurs, consents, cards, codes, limit, counts, revocations, titleOf, hash, send, clock } =
    parts;
  const proofHashOf = (proof: string) => hash('consent proof', proof);

  async function tell(
    citizen: Person,
    message: keyof typeof assistanceMessages,
    values: Problem['values'],
    code = null as string | null,
  ) {
    send?.({
      to: citizen.nationalId,
      code,
      text: inWords(problem(null, message, values), assistanceMessages).message,
      at: clock.now(),
    });
  }

  /** Who asks, where and for what: what a message says of a request. */
  async function inMessage(entrepreneurId: string, centre: string, services: readonly string[]) {
    const entrepreneur = await people.findOne({ id: entrepreneurId }).lean();
    const titles = await Promise.all(services.map(titleOf));
    return {
      entrepreneur: entrepreneur?.nameEn ?? '-',
      entrepreneurBn: entrepreneur?.nameBn ?? '-',
      centre,
      servicesEn: titles.map((title) => title?.en ?? '-').join(', '),
      servicesBn: titles.map((title) => title?.bn ?? '-').join(', '),
      minutes: CONSENT_MINUTES,
    };
  }

  /** The answer to an earlier request with the same key, if there was one. */
  async function firstAnswer(
    entrepreneurId: string,
    { key, digest }: { readonly key: string; readonly digest: string },
  ): Promise<{ readonly requestId: string } | Refusal | null> {
    const first = await consents.byKey(entrepreneurId, key);
    if (!first) return null;
    return first.request?.digest === digest
      ? { requestId: first._id }
      : { problem: problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED') };
  }

  async function give(requestId: string, how: HowGiven, vouchedBy?: string): Promise<GivenConsent | Refusal> {
    const proof = newProof();
    const consent = await consents.give(requestId, how, proofHashOf(proof), vouchedBy);
    return consent ? { consent, proof } : refusal('requestId', 'NO_SUCH_REQUEST');
  }

  return {
    /**
     * Asks the citizen by a message. The answer is the same whether somebody has the national ID or not.
     * @param entrepreneurId who asks, in that role.
     */
    async request(
      entrepreneurId: string,
      { idempotencyKey: requestKey = null, ...asked }: AssistanceRequest,
    ): Promise<{ readonly requestId: string } | Refusal> {
      const { citizenNationalId, services, centre } = asked;
      // Keyed: a national ID that is only digested can be found by trying all there are.
      const digest = hash('assistance request', JSON.stringify(asked));
      const request = requestKey === null ? undefined : { key: requestKey, digest };
      const first = request && (await firstAnswer(entrepreneurId, request));
      if (first) return first;
      if (!(await entrepreneurs.centresOf(entrepreneurId, clock.now())).includes(centre))
        return refusal('centre', 'NOT_AT_THIS_CENTRE');
      const wanted = [...new Set(services)];
      const titles = await Promise.all(wanted.map(titleOf));
      const missing = titles.indexOf(undefined);
      if (missing >= 0) return refusal('services', 'NO_SUCH_SERVICE', { service: wanted[missing] ?? '-' });
      const own = await people.findOne({ id: entrepreneurId }).lean();
      if (own && isSamePerson(own.nationalId, citizenNationalId)) return refusal('citizenNationalId', 'OWN_CONSENT');
      // Two limits: a citizen is not rung up again and again, and nobody tries many national IDs.
      const key = nationalIdKey(citizenNationalId);
      const isAllowed =
        (await limit.take(hash('national ID to assist', key))) &&
        (await counts.take(hash('entrepreneur', entrepreneurId), REQUESTS_PER_ENTREPRENEUR));
      if (!isAllowed) return refusal(null, 'TOO_MANY_REQUESTS', { minutes: LIMIT_MINUTES });
      const citizen = await people.findOne({ nationalIdKey: key }).lean();
      const { challengeId: requestId, code } = await codes.ask(citizen?.id ?? null);
      const isFirst = await consents.ask({
        ...{ _id: requestId, citizenId: citizen?.id ?? null, entrepreneurId, centre, services: wanted },
        ...(request ? { request } : {}),
      });
      if (!isFirst && request) return (await firstAnswer(entrepreneurId, request)) ?? { requestId };
      if (citizen)
        await tell(citizen, 'CONSENT_CODE', { ...(await inMessage(entrepreneurId, centre, wanted)), code }, code);
      return { requestId };
    },

    /**
     * The citizen's code, told to the entrepreneur, gives the consent. Of one that was given (by a second person, or when the
     * answer was lost on a bad line) the entrepreneur who asked for it gets another proof; the one before counts no more.
     */
    async confirm(
      entrepreneurId: string,
      requestId: string,
      code: string | null,
      card: CardPlace | null = null,
    ): Promise<GivenConsent | Refusal> {
      const request = await consents.find(requestId);
      if (request?.entrepreneurId !== entrepreneurId) return refusal('requestId', 'NO_SUCH_REQUEST');
      if (request.givenAt !== null) {
        const proof = newProof();
        const consent = await consents.renewProof(requestId, proofHashOf(proof));
        return consent ? { consent, proof } : refusal('requestId', 'NO_SUCH_REQUEST');
      }
      if (card) {
        const { citizenId: personId } = request;
        const place = { ...card, code: code ?? '', personId, by: entrepreneurId, usedFor: requestId };
        const taken = await cards.take(place);
        if (!('problems' in taken)) return give(requestId, 'CARD');
        const [first] = taken.problems;
        return first ? { problem: first } : refusal('requestId', 'NO_SUCH_REQUEST');
      }
      const answer = await codes.answer(requestId, code ?? '');
      return 'problem' in answer ? answer : give(requestId, 'CODE');
    },

    /** Whoever asks has the citizen and their national ID before them: so it may be said that nobody has this number. */
    async issueCard(
      entrepreneurId: string,
      { citizenNationalId, centre }: Pick<AssistanceRequest, 'citizenNationalId' | 'centre'>,
    ): Promise<PrintedCard | Refusal> {
      if (!(await entrepreneurs.centresOf(entrepreneurId, clock.now())).includes(centre))
        return refusal('centre', 'NOT_AT_THIS_CENTRE');
      if (!(await counts.take(hash('entrepreneur', entrepreneurId), REQUESTS_PER_ENTREPRENEUR)))
        return refusal(null, 'TOO_MANY_REQUESTS', { minutes: LIMIT_MINUTES });
      const citizen = await people.findOne({ nationalIdKey: nationalIdKey(citizenNationalId) }).lean();
      if (!citizen) return refusal('citizenNationalId', 'NO_SUCH_PERSON');
      const card = await cards.issue(citizen.id, centre, entrepreneurId);
      if ('code' in card) return { problem: card };
      // Who has a phone all the same learns that somebody printed a card in their name.
      await tell(citizen, 'CARD_ISSUED', await inMessage(entrepreneurId, centre, []));
      return card;
    },

    /**
     * A second person with the role at that centre, who is there, says that the citizen agrees: for who has neither phone
     * nor card. For one service only; the record says how, for whoever reviews it. The citizen is told, if they can be.
     * @returns to the second person only that it is done: the proof is for the first, who asks for it by `confirm`.
     */
    async vouch(secondId: string, requestId: string): Promise<{ readonly requestId: string } | Refusal> {
      const request = await consents.find(requestId);
      if (!request || request.givenAt !== null) return refusal('requestId', 'NO_SUCH_REQUEST');
      const centres = await entrepreneurs.centresOf(secondId, clock.now());
      const citizenId = request.citizenId;
      if (secondId === request.entrepreneurId || secondId === citizenId || !centres.includes(request.centre))
        return refusal('requestId', 'NOT_THE_SAME_PERSON');
      if (request.services.length !== 1) return refusal('requestId', 'ONE_SERVICE_ONLY');
      const given = await give(requestId, 'SECOND_PERSON', secondId);
      if ('problem' in given) return given;
      const citizen = await people.findOne({ id: given.consent.citizenId }).lean();
      if (citizen) {
        const { entrepreneurId, centre, services } = request;
        await tell(citizen, 'CONSENT_BY_SECOND_PERSON', await inMessage(entrepreneurId, centre, services));
      }
      return { requestId };
    },

    /** What was handed in for a citizen: they hear of each, also when they stand at the desk. */
    async served({ citizen: id, entrepreneur, centre, service, reference }: Served): Promise<void> {
      const citizen = await people.findOne({ id }).lean();
      if (citizen) await tell(citizen, 'SERVED', { ...(await inMessage(entrepreneur, centre, [service])), reference });
    },

    /** Ends one consent of the citizen's; null when they gave no such one, or it has ended. */
    async revoke(citizenId: string, consentId: string): Promise<Refusal | null> {
      const ended = await consents.revoke(citizenId, consentId);
      for (const id of ended) await revocations.add(`consent:${id}`);
      return ended.length > 0 ? null : refusal('consentId', 'NO_SUCH_CONSENT');
    },

    /** Ends all consents and cards of whoever has a mobile, who has sent the keyword from it. */
    async stop(mobile: string): Promise<void> {
      for (const citizen of await people.find({ mobile }).lean()) {
        await cards.end(citizen.id);
        const ended = await consents.revoke(citizen.id);
        for (const id of ended) await revocations.add(`consent:${id}`);
        if (ended.length > 0) await tell(citizen, 'CONSENT_ENDED', { count: ended.length });
      }
    },

    /** The consent that a proof belongs to, while it counts. */
    consentOf: (proof: string) => consents.inForce(proofHashOf(proof)),

    of: (citizenId: string) => consents.of(citizenId),

    /** Consents that somebody vouched for and nobody has reviewed, the oldest first. */
    toReview: consents.toReview,

    /** An auditor says what they found: once, and not of what they had a part in. */
    async review(consentId: string, auditorId: string, finding: string): Promise<ConsentRecord | Refusal> {
      return (await consents.review(consentId, auditorId, finding)) ?? refusal('consentId', 'NOT_TO_REVIEW');
    },
  };
}

function newProof(): string {
  return randomBytes(32).toString('base64url');
}

function refusal(field: string | null, code: AssistanceErrorCode, values: Problem['values'] = {}): Refusal {
  return { problem: problem(field, code, values) };
}
