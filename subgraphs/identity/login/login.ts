/** Logging in with a one-time code: what is done in which order. What people type was checked before, words come after. */

import type { Model } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { IdSource } from '#kit/ids.ts';
import { nationalIdKey } from '#kit/person-number.ts';
import type { Person } from '../people.model.ts';
import { inForce, type RoleRecord } from '../roles.model.ts';
import type { LoginRole } from '../schema.generated.ts';
import type { AccessTokenSigner } from './access-token.ts';
import type { Challenges, Grant } from './challenges.model.ts';
import type { CodeSender } from './development-inbox.ts';
import type { LoginErrorCode } from './errors.ts';
import { isSameHash, type KeyedHash } from './keyed-hash.ts';
import { MAX_TRIES, newCode } from './one-time-code.ts';
import { LIMIT_MINUTES, type RequestLimit } from './request-limit.model.ts';

/** What logging in stands on. */
type LoginParts = {
  readonly people: Model<Person>;
  readonly roles: Model<RoleRecord>;
  readonly challenges: Challenges;
  readonly limit: RequestLimit;
  readonly hash: KeyedHash;
  /** Null where no code can be sent. */
  readonly send: CodeSender | null;
  readonly sign: AccessTokenSigner;
  readonly clock: Clock;
  readonly ids: IdSource;
};

type Refusal = { readonly problem: Problem };

export type Login = ReturnType<typeof createLogin>;

export function createLogin({ people, roles, challenges, limit, hash, send, sign, clock, ids }: LoginParts) {
  const hashOfCode = (challengeId: string, code: string) => hash('code', `${challengeId} ${code}`);

  /** The person, and what the role allows them; null when there is nobody, or nobody with the role. */
  async function whoIs(nationalId: string, role: LoginRole): Promise<{ person: Person; grant: Grant } | null> {
    const person = await people.findOne({ nationalIdKey: nationalIdKey(nationalId) }).lean();
    if (role === 'CITIZEN') return person && { person, grant: { personId: person.id, role, ministry: null } };
    // Asked for nobody, too: the same work whether there is somebody or not.
    const held = await roles.findOne({ personId: person?.id ?? '', role, ...inForce(clock.now()) }).lean();
    return person && held && { person, grant: { personId: person.id, role, ministry: held.ministry } };
  }

  return {
    /** Opens a challenge for every national ID, and sends its code when there is somebody to send it to. */
    async request(
      nationalId: string,
      role: LoginRole,
    ): Promise<Refusal | { readonly challengeId: string; readonly expiresAt: Date }> {
      if (!send) return refusal(null, 'LOGIN_UNAVAILABLE');
      if (!(await limit.take(hash('national ID', nationalIdKey(nationalId)))))
        return refusal('nationalId', 'TOO_MANY_REQUESTS', { maxCodes: limit.maxCodes, minutes: LIMIT_MINUTES });
      const found = await whoIs(nationalId, role);
      const [challengeId, code] = [ids.id(), newCode()];
      const expiresAt = await challenges.open(challengeId, found?.grant ?? null, hashOfCode(challengeId, code));
      if (found) send(found.person, code, clock.now());
      return { challengeId, expiresAt };
    },

    /** A right code gives an access token, once. */
    async exchange(
      challengeId: string,
      code: string,
    ): Promise<Refusal | { readonly accessToken: string; readonly expiresAt: Date }> {
      const counted = await challenges.countTry(challengeId);
      if ('refused' in counted) return refusal('code', counted.refused, { maxTries: MAX_TRIES });
      const { grant, codeHash } = counted.challenge;
      const isRight = isSameHash(codeHash, hashOfCode(challengeId, code));
      if (!isRight || !grant) return refusal('code', 'WRONG_CODE', { maxTries: MAX_TRIES });
      if (!(await challenges.use(challengeId))) return refusal('code', 'CODE_EXPIRED');
      return sign(grant);
    },
  };
}

function refusal(field: string | null, code: LoginErrorCode, values: Problem['values'] = {}): Refusal {
  return { problem: problem(field, code, values) };
}
