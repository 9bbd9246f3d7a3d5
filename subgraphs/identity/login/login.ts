/** Logging in with a one-time code: what is done in which order. Words come after, at the page. */
import type { Model } from 'mongoose';
import { inWords } from '#kit/errors/catalogue.ts';
import { problem } from '#kit/errors/problem.ts';
import { formats } from '#kit/form/formats.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { Messages } from '../messages/messages.ts';
import type { Language } from '../pages/language.ts';
import type { Person } from '../people.model.ts';
import { ADDRESS_LIMIT_MINUTES, type AddressLimit } from './address-limit.model.ts';
import { type OneTimeCodes, type Refusal, refusal } from './codes.ts';
import { loginMessages } from './errors.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { networkOf } from './network-of.ts';
import { CODE, CODE_LIVES_MINUTES } from './one-time-code.ts';
import { inADay, LIMIT_MINUTES, type RequestLimit } from './request-limit.model.ts';

/** What logging in stands on. */
type LoginParts = {
  readonly people: Model<Person>;
  readonly codes: OneTimeCodes;
  readonly limit: RequestLimit;
  readonly addresses: AddressLimit;
  readonly hash: KeyedHash;
  readonly messages: Messages;
};

export type Login = ReturnType<typeof createLogin>;

export function createLogin({ people, codes, limit, addresses, hash, messages }: LoginParts) {
  const isTooMuchFor = async (address: string) => !(await addresses.take(hash('address', networkOf(address))));
  return {
    /**
     * Opens a challenge for every national ID, and sends its code when there is somebody to send it to.
     * @param address the network address that it comes from.
     * @param language of the message.
     */
    async request(
      typed: string,
      address: string,
      language: Language = 'bn',
    ): Promise<Refusal | { readonly challengeId: string }> {
      if (messages.areLate()) return refusal(null, 'MESSAGES_LATE');
      const nationalId = formats.NATIONAL_ID.normalise(typed);
      if (!formats.NATIONAL_ID.check(nationalId)) return refusal('nationalId', 'NOT_A_NATIONAL_ID');
      if (await isTooMuchFor(address)) return refusal(null, 'BUSY_ADDRESS', { minutes: ADDRESS_LIMIT_MINUTES });
      const tooMany = await limit.take(hash('national ID', nationalIdKey(nationalId)));
      if (tooMany?.until) return refusal('nationalId', 'TOO_MANY_IN_A_DAY', inADay(limit, tooMany.until));
      if (tooMany)
        return refusal('nationalId', 'TOO_MANY_REQUESTS', { maxCodes: limit.maxCodes, minutes: LIMIT_MINUTES });
      const person = await people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();
      const { challengeId, code, expiresAt } = await codes.ask(person?.id ?? null);
      const { message } = inWords(problem(null, 'LOGIN_CODE', { code, minutes: CODE_LIVES_MINUTES }), loginMessages);
      await messages.post({ id: challengeId, to: person, text: message, language, code: { digits: code, expiresAt } });
      return { challengeId };
    },

    /** What to say to who waits for a code while none gets through, whoever they are; null: nothing. */
    late: (): Refusal | null => (messages.areLate() ? refusal(null, 'MESSAGES_LATE') : null),

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
