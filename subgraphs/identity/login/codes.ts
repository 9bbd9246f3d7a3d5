/** One-time codes for one purpose: made, hashed, compared once in a time that tells nothing. What they open is the caller's. */
import { type Problem, problem } from '#kit/errors/problem.ts';
import type { IdSource } from '#kit/ids.ts';
import type { Challenges } from './challenges.model.ts';
import type { LoginErrorCode } from './errors.ts';
import { isSameHash, type KeyedHash } from './keyed-hash.ts';
import { MAX_TRIES, newCode } from './one-time-code.ts';

type CodeParts = { readonly challenges: Challenges; readonly hash: KeyedHash; readonly ids: IdSource };

export type Refusal = { readonly problem: Problem };

export type OneTimeCodes = ReturnType<typeof oneTimeCodes>;

/** @param purpose a code that was asked for to log in gives no consent, and the other way round. */
export function oneTimeCodes({ challenges, hash, ids }: CodeParts, purpose: 'log in' | 'assistance') {
  const hashOf = (challengeId: string, code: string) => hash(`code to ${purpose}`, `${challengeId} ${code}`);
  return {
    /** @param opens null: a challenge that looks like any other, and that no code answers. */
    async ask(opens: string | null): Promise<{ challengeId: string; code: string; expiresAt: Date }> {
      const [challengeId, code] = [ids.id(), newCode()];
      return { challengeId, code, expiresAt: await challenges.open(challengeId, opens, hashOf(challengeId, code)) };
    },

    /** What a right code opens, once. */
    async answer(challengeId: string, code: string): Promise<Refusal | { readonly opens: string }> {
      const counted = await challenges.countTry(challengeId);
      if ('refused' in counted) return refusal('code', counted.refused, { maxTries: MAX_TRIES });
      const { challenge, triesLeft } = counted;
      const { opens, codeHash } = challenge;
      const isRight = isSameHash(codeHash, hashOf(challengeId, code));
      if (!isRight || opens === null)
        return triesLeft > 0
          ? refusal('code', 'WRONG_CODE', { triesLeft })
          : refusal('code', 'TOO_MANY_TRIES', { maxTries: MAX_TRIES });
      if (!(await challenges.use(challengeId))) return refusal('code', 'CODE_EXPIRED');
      return { opens };
    },
  };
}

export function refusal(field: string | null, code: LoginErrorCode, values: Problem['values'] = {}): Refusal {
  return { problem: problem(field, code, values) };
}
