/**
 * A refresh token is used once, and used again it ends its family: it was stolen. But a token whose answer nobody ever got,
 * because the process was killed, was not used: else a restart would log people out.
 */
import { errors } from 'oidc-provider';
import type { Clock } from '#kit/clock.ts';
import type { ArtifactModel, ArtifactRecord } from './artifacts.model.ts';
import { requestScope } from './request-scope.ts';

/** An answer takes milliseconds. After this the process that worked on it is dead, and the app may send its token again. */
const ANSWERED_WITHIN_MS = 3_000;

export function refreshUse(artifacts: ArtifactModel, clock: Clock) {
  /** Answers that are out and being written down. */
  const underWay = new Set<Promise<void>>();

  async function answered(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await artifacts.updateMany({ _id: { $in: [...keys] }, answeredAt: null }, { $set: { answeredAt: clock.now() } });
  }

  /**
   * Settles when all answers that are out stand written. Who has an answer may send either token at once: only then is it known
   * which of the two was used.
   */
  async function settled(): Promise<void> {
    await Promise.allSettled(underWay);
  }

  return {
    settled,

    /** Whether it was used, and its answer is out. */
    isOver: ({ consumedAt, answeredAt }: ArtifactRecord) => consumedAt !== null && answeredAt !== null,

    /**
     * Takes the right to use a token; what an attempt that died has made in its place goes.
     * @throws TemporarilyUnavailable when another request has it.
     */
    async take(_id: string): Promise<void> {
      // One that went out since it was found is used.
      await settled();
      const now = clock.now();
      const givenUp = new Date(now.getTime() - ANSWERED_WITHIN_MS);
      const used = await artifacts
        .findOneAndUpdate(
          { _id, $or: [{ consumedAt: null }, { answeredAt: null, consumedAt: { $lte: givenUp } }] },
          { $set: { consumedAt: now, answeredAt: null } },
        )
        .lean();
      if (!used) throw new errors.TemporarilyUnavailable('another request uses this token; try again in some seconds');
      await artifacts.deleteMany({ parentKey: _id });
      // Who has this token has had the answer in which it came.
      if (used.parentKey !== null) await answered([used.parentKey]);
      requestScope()?.used.push(_id);
    },

    /** A request's answer is out: what it used is used. */
    answered(keys: readonly string[]): Promise<void> {
      const written = answered(keys).finally(() => underWay.delete(written));
      underWay.add(written);
      return written;
    },
  };
}
