/** Codes that were asked for, one document each: the tries are counted where every process counts them. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { CODE_LIVES_MINUTES, MAX_TRIES } from './one-time-code.ts';

type ChallengeRecord = {
  _id: string;
  /**
   * What a right code opens: a person's id, a request's. Null when nobody was sent the code: a national ID without a login.
   * Nothing else tells such a challenge from others.
   */
  opens: string | null;
  codeHash: string;
  tries: number;
  expiresAt: Date;
  usedAt: Date | null;
};

/** Why a code is not compared; or `challenge`, to compare it with. */
export type CountedTry =
  | { readonly challenge: Pick<ChallengeRecord, 'opens' | 'codeHash'>; readonly triesLeft: number }
  | { readonly refused: 'CODE_EXPIRED' | 'TOO_MANY_TRIES' };

/** So long it is told apart whether a code has expired or was tried too often; then it has expired, as one that never was. */
const KEPT_SECONDS = 24 * 60 * 60;

const schema = new Schema<ChallengeRecord>(
  {
    _id: { type: String, required: true },
    opens: { type: String, default: null },
    codeHash: { type: String, required: true },
    tries: { type: Number, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { collection: 'loginChallenges', versionKey: false, autoIndex: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

export type Challenges = ReturnType<typeof loginChallenges>;

export function loginChallenges(connection: Connection, clock: Clock) {
  const challenges = connection.model<ChallengeRecord>('LoginChallenge', schema);
  return {
    prepare: () => challenges.createIndexes(),

    /** @returns when the code stops working. */
    async open(id: string, opens: string | null, codeHash: string): Promise<Date> {
      const expiresAt = new Date(clock.now().getTime() + CODE_LIVES_MINUTES * 60_000);
      await challenges.create({ _id: id, opens, codeHash, tries: 0, expiresAt, usedAt: null });
      return expiresAt;
    },

    /** Counts a try before anything is compared, in one atomic write: guesses sent all at once have no more tries. */
    async countTry(id: string): Promise<CountedTry> {
      const now = clock.now();
      const challenge = await challenges
        .findOneAndUpdate(
          { _id: id, usedAt: null, expiresAt: { $gt: now }, tries: { $lt: MAX_TRIES } },
          { $inc: { tries: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (challenge) return { challenge, triesLeft: MAX_TRIES - challenge.tries };
      const closed = await challenges.findById(id).lean();
      const isOver = !closed || closed.usedAt !== null || closed.expiresAt <= now;
      return { refused: isOver ? 'CODE_EXPIRED' : 'TOO_MANY_TRIES' };
    },

    /** Marks a challenge as used; false when somebody was faster. */
    async use(id: string): Promise<boolean> {
      const { modifiedCount } = await challenges.updateOne(
        { _id: id, usedAt: null },
        { $set: { usedAt: clock.now() } },
      );
      return modifiedCount === 1;
    },
  };
}
