/** Being served by an entrepreneur: asked for, agreed to by the citizen, taken back. What is done in which order. */
import { inWords, type Text } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { UNNAMED_SERVICE } from '#kit/form/confidential-service.ts';
import type { IdSource } from '#kit/ids.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { ConsentCards, PrintedCard } from '../consent-card/consent-cards.ts';
import type { AddressLimit } from '../login/address-limit.model.ts';
import type { OneTimeCodes, Refusal } from '../login/codes.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import { inADay, LIMIT_MINUTES, type RequestLimit } from '../login/request-limit.model.ts';
import type { Message, Messages } from '../messages/messages.ts';
import type { Revocations } from '../provider/revocations.model.ts';
import { assistanceByCard } from './by-card.ts';
import type { CentreNameOf } from './centre-names.ts';
import { CONSENT_MINUTES, type ConsentRecord, type Consents, type HowGiven } from './consents.model.ts';
import { type AssistanceErrorCode, assistanceMessages } from './errors.ts';
import { type AskingParts, problemOfAsking, type Wanted } from './may-ask.ts';
import { type GivenConsent, newProof, proofHash } from './proof.ts';

export type AssistanceRequest = Wanted & {
  /** The client's, so that it may ask again when the answer was lost. */
  readonly idempotencyKey?: string | null;
};

/** An application that an entrepreneur made for a citizen: by person ids, a centre's code, a service's. */
export type Served = Readonly<Record<'citizen' | 'entrepreneur' | 'centre' | 'service' | 'reference', string>>;

/** Who serves, and where: by person id and the centre's code. */
type ByWhom = Pick<ConsentRecord, 'entrepreneurId' | 'centre'>;

/** What both are called; null where it cannot be had. */
export type Names = { readonly entrepreneur: Text | null; readonly centre: Text | null };

/** In a quarter of an hour: more than one desk can serve. */
const REQUESTS_PER_ENTREPRENEUR = 60;

type AssistanceParts = AskingParts & {
  readonly centreNameOf: CentreNameOf;
  /** Whether one desk alone reads what is handed in for a service. */
  readonly isConfidential: (serviceCode: string) => Promise<boolean>;
  readonly consents: Consents;
  readonly cards: ConsentCards;
  readonly codes: OneTimeCodes;
  readonly limit: RequestLimit;
  readonly counts: AddressLimit;
  readonly revocations: Revocations;
  readonly hash: KeyedHash;
  readonly messages: Messages;
  readonly ids: IdSource;
};

export type Assistance = ReturnType<typeof createAssistance>;

export function createAssistance(parts: AssistanceParts) {
  const { people, entrepreneurs, centreNameOf, consents, cards, codes, limit, counts, revocations } = parts;
  const { titleOf, isConfidential, hash, messages, clock, ids } = parts;
  const proofHashOf = (proof: string) => proofHash(hash, proof);

  /** @param to the citizen, and by which id the message is known if it is handed over again. */
  async function tell(
    to: Pick<Message, 'id' | 'to' | 'code'>,
    message: keyof typeof assistanceMessages,
    values: Problem['values'],
  ) {
    await messages.post({ ...to, text: inWords(problem(null, message, values), assistanceMessages).message });
  }

  async function namesOf({ entrepreneurId, centre }: ByWhom): Promise<Names> {
    const [person, centreName] = await Promise.all([
      people.findOne({ id: entrepreneurId }).lean(),
      centreNameOf(centre),
    ]);
    return { entrepreneur: person && { en: person.nameEn, bn: person.nameBn }, centre: centreName };
  }

  /** What a message calls a service: the mobile may be in the hand of whom a confidential report is about. */
  async function nameInMessage(service: string): Promise<Text | undefined> {
    return (await isConfidential(service)) ? UNNAMED_SERVICE : titleOf(service);
  }

  /** Who asks, where and for what: what a message says of a request. */
  async function inMessage(entrepreneurId: string, centre: string, services: readonly string[]) {
    const [names, titles] = await Promise.all([
      namesOf({ entrepreneurId, centre }),
      Promise.all(services.map(nameInMessage)),
    ]);
    return {
      entrepreneur: names.entrepreneur?.en ?? '-',
      entrepreneurBn: names.entrepreneur?.bn ?? '-',
      centre: names.centre?.en ?? centre,
      centreBn: names.centre?.bn ?? centre,
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

  /** Asked again when consent is given: many may have been asked for before. */
  async function limitAt({ entrepreneurId, centre }: ByWhom): Promise<Refusal | null> {
    return (await entrepreneurs.isAtLimit(entrepreneurId, centre)) ? refusal('requestId', 'BALANCE_LIMIT') : null;
  }

  /** @param consentId left out: all of the citizen's. @returns how many it has ended. */
  async function end(citizenId: string, consentId?: string): Promise<number> {
    const ended = await consents.revoke(citizenId, consentId);
    for (const id of ended) await revocations.add(`consent:${id}`);
    return ended.length;
  }

  async function give(requestId: string, how: HowGiven, vouchedBy?: string): Promise<GivenConsent | Refusal> {
    const proof = newProof();
    const consent = await consents.give(requestId, how, proofHashOf(proof), vouchedBy);
    return consent ? { consent, proof } : refusal('requestId', 'NO_SUCH_REQUEST');
  }

  /** Tells the citizen, once, that a second person spoke for them. */
  async function tellOfVouching({ _id, how, citizenId, entrepreneurId, centre, services }: ConsentRecord) {
    const to = how === 'SECOND_PERSON' ? await people.findOne({ id: citizenId ?? '' }).lean() : null;
    if (to)
      await tell(
        { id: `vouched ${_id}`, to },
        'CONSENT_BY_SECOND_PERSON',
        await inMessage(entrepreneurId, centre, services),
      );
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
      if (messages.areLate()) return { problem: problem(null, 'MESSAGES_LATE') };
      const wanted = [...new Set(services)];
      const inTheWay = await problemOfAsking(parts, entrepreneurId, { ...asked, services: wanted });
      if (inTheWay) return { problem: inTheWay };
      // Two limits: a citizen is not rung up again and again, and nobody tries many national IDs.
      const key = nationalIdKey(citizenNationalId);
      const tooMany = await limit.take(hash('national ID to assist', key));
      if (tooMany?.until) return refusal(null, 'TOO_MANY_IN_A_DAY', inADay(limit, tooMany.until));
      const isAllowed =
        !tooMany && (await counts.take(hash('entrepreneur', entrepreneurId), REQUESTS_PER_ENTREPRENEUR));
      if (!isAllowed) return refusal(null, 'TOO_MANY_REQUESTS', { minutes: LIMIT_MINUTES });
      // Also when there is nobody to tell: an answer that takes longer would say that there is somebody.
      const message = await inMessage(entrepreneurId, centre, wanted);
      const citizen = await people.findOne({ nationalIdKey: key }).lean();
      const { challengeId: requestId, code, expiresAt } = await codes.ask(citizen?.id ?? null);
      const isFirst = await consents.ask({
        ...{ _id: requestId, citizenId: citizen?.id ?? null, entrepreneurId, centre, services: wanted },
        ...(request ? { request } : {}),
      });
      if (!isFirst && request) return (await firstAnswer(entrepreneurId, request)) ?? { requestId };
      const to = { id: requestId, to: citizen, code: { digits: code, expiresAt } };
      await tell(to, 'CONSENT_CODE', { ...message, code });
      return { requestId };
    },

    /**
     * The citizen's code, told to the entrepreneur, gives the consent. Of one that was given (by a second person, or when the
     * answer was lost on a bad line) the entrepreneur who asked for it gets another proof; the one before counts no more.
     */
    async confirm(entrepreneurId: string, requestId: string, code: string | null): Promise<GivenConsent | Refusal> {
      const request = await consents.find(requestId);
      if (request?.entrepreneurId !== entrepreneurId) return refusal('requestId', 'NO_SUCH_REQUEST');
      if (request.givenAt !== null) {
        // Whoever vouched may have been cut off before this; without the proof nobody does anything.
        await tellOfVouching(request);
        const proof = newProof();
        const consent = await consents.renewProof(requestId, proofHashOf(proof));
        return consent ? { consent, proof } : refusal('requestId', 'NO_SUCH_REQUEST');
      }
      const atLimit = await limitAt(request);
      if (atLimit) return atLimit;
      const answer = await codes.answer(requestId, code ?? '');
      return 'problem' in answer ? answer : give(requestId, 'CODE');
    },

    byCard: assistanceByCard(parts),

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
      await tell({ id: ids.id(), to: citizen }, 'CARD_ISSUED', await inMessage(entrepreneurId, centre, []));
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
      const atLimit = await limitAt(request);
      if (atLimit) return atLimit;
      const given = await give(requestId, 'SECOND_PERSON', secondId);
      if ('problem' in given) return given;
      await tellOfVouching(given.consent);
      return { requestId };
    },

    /** What was handed in for a citizen: they hear of each, also when they stand at the desk. */
    async served({ citizen: id, entrepreneur, centre, service, reference }: Served): Promise<void> {
      const citizen = await people.findOne({ id }).lean();
      if (!citizen) return;
      // The reference begins with the ministry's name: of a confidential report it goes to no mobile, nor to the SMS gateway.
      const to = { id: `served ${hash('message of an application', reference)}`, to: citizen };
      const message = (await isConfidential(service)) ? 'SERVED_CONFIDENTIALLY' : 'SERVED';
      await tell(to, message, { ...(await inMessage(entrepreneur, centre, [service])), reference });
    },

    /** Ends one consent of the citizen's; null when they gave no such one, or it has ended. */
    async revoke(citizenId: string, consentId: string): Promise<Refusal | null> {
      return (await end(citizenId, consentId)) > 0 ? null : refusal('consentId', 'NO_SUCH_CONSENT');
    },

    /** Ends all consents of the citizen's. @returns how many. */
    revokeAll: (citizenId: string): Promise<number> => end(citizenId),

    /** Ends all consents and cards of whoever has a mobile, who has sent the keyword from it. */
    async stop(mobile: string): Promise<void> {
      for (const citizen of await people.find({ mobile }).lean()) {
        await cards.end(citizen.id);
        const count = await end(citizen.id);
        if (count > 0) await tell({ id: ids.id(), to: citizen }, 'CONSENT_ENDED', { count });
      }
    },

    /** The consent that a proof belongs to, while it counts. */
    consentOf: (proof: string) => consents.inForce(proofHashOf(proof)),

    /** What those are called who act by a consent. */
    namesOf,

    of: (citizenId: string) => consents.of(citizenId),

    /** Who may act by a consent, where, and for which services; a code stands in for a name that cannot be had. */
    async described(consent: ConsentRecord) {
      const [names, services] = await Promise.all([
        namesOf(consent),
        Promise.all(consent.services.map(async (code) => (await titleOf(code)) ?? asText(code))),
      ]);
      return {
        entrepreneur: names.entrepreneur ?? asText('-'),
        centre: names.centre ?? asText(consent.centre),
        services,
      };
    },

    /** The citizen's card, while it is good. */
    async cardOf(citizenId: string) {
      const card = await cards.of(citizenId);
      return card && { ...card, centre: (await centreNameOf(card.centre)) ?? asText(card.centre) };
    },

    /** Ends the citizen's card: lost, or in wrong hands. */
    endCard: (citizenId: string): Promise<void> => cards.end(citizenId),

    /** Consents that somebody vouched for and nobody has reviewed, the oldest first. */
    toReview: consents.toReview,

    /** An auditor says what they found: once, and not of what they had a part in. */
    async review(consentId: string, auditorId: string, finding: string): Promise<ConsentRecord | Refusal> {
      return (await consents.review(consentId, auditorId, finding)) ?? refusal('consentId', 'NOT_TO_REVIEW');
    },
  };
}

function asText(code: string): Text {
  return { en: code, bn: code };
}

function refusal(field: string | null, code: AssistanceErrorCode, values: Problem['values'] = {}): Refusal {
  return { problem: problem(field, code, values) };
}
