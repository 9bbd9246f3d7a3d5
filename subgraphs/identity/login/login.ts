/** Logging in with a one-time code: what is done in which order. Words come after, at the page. */
import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { formats } from '#kit/form/formats.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { Person } from '../people.model.ts';
import { ADDRESS_LIMIT_MINUTES, type AddressLimit } from './address-limit.model.ts';
import { type OneTimeCodes, type Refusal, refusal } from './codes.ts';
import { loginMessages } from './errors.ts';
import type { KeyedHash } from './keyed-hash.ts';
import type { MessageSender } from './message-sender.ts';
import { CODE, CODE_LIVES_MINUTES } from './one-time-code.ts';
import { LIMIT_MINUTES, type RequestLimit } from './request-limit.model.ts';

/** What logging in stands on. */
type LoginParts = {
  readonly people: Model<Person>;
  readonly codes: OneTimeCodes;
  readonly limit: RequestLimit;
  readonly addresses: AddressLimit;
  readonly hash: KeyedHash;
  /** Null where no message can be sent. */
  readonly send: MessageSender | null;
  readonly clock: Clock;
};

export type Login = ReturnType<typeof createLogin>;

export function createLogin({ people, codes, limit, addresses, hash, send, clock }: LoginParts) {
  const isTooMuchFor = async (address: string) => !(await addresses.take(hash('address', address)));
  return {
    /**
     * Opens a challenge for every national ID, and sends its code when there is somebody to send it to.
     * @param address the network address that it comes from.
     */
    async request(typed: string, address: string): Promise<Refusal | { readonly challengeId: string }> {
      if (!send) return refusal(null, 'LOGIN_UNAVAILABLE');
      const nationalId = formats.NATIONAL_ID.normalise(typed);
      if (!formats.NATIONAL_ID.check(nationalId)) return refusal('nationalId', 'NOT_A_NATIONAL_ID');
      if (await isTooMuchFor(address)) return refusal(null, 'BUSY_ADDRESS', { minutes: ADDRESS_LIMIT_MINUTES });
      if (!(await limit.take(hash('national ID', nationalIdKey(nationalId)))))
        return refusal('nationalId', 'TOO_MANY_REQUESTS', { maxCodes: limit.maxCodes, minutes: LIMIT_MINUTES });
      const person = await people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();
      const { challengeId, code } = await codes.ask(person?.id ?? null);
      if (person) {
        const { message } = inWords(problem(null, 'LOGIN_CODE', { code, minutes: CODE_LIVES_MINUTES }), loginMessages);
        send({ to: person.nationalId, code, text: message, at: clock.now() });
      }
      return { challengeId };
    },

    /** Who answers a challenge with its code. */
    async verify(
      challengeId: string,
      typed: string,
      address: string,
    ): Promise<Refusal | { readonly personId: string }> {
      const code = formats.NATIONAL_ID.normalise(typed);
      if (!CODE.test(code)) return refusal('code', 'NOT_A_CODE');
      if (await isTooMuchFor(address)) return refusal(null, 'BUSY_ADDRESS', { minutes: ADDRESS_LIMIT_MINUTES });
      const answer = await codes.answer(challengeId, code);
      return 'problem' in answer ? answer : { personId: answer.opens };
    },
  };
}
