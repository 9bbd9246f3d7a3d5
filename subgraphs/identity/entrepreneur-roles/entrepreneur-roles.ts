/** Who holds the role of an entrepreneur, and whose tokens have ended. */
import type { Connection } from 'mongoose';
import { dayInDhaka } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { Revocation } from '../provider/revocations.model.ts';
import { entrepreneurRoleModel } from './entrepreneur-roles.model.ts';
import { roleAfter } from './role-change.ts';
import type { RoleEvent } from './role-event.ts';

/** No token lives longer: assisted ones half an hour, others ten minutes. */
const TOKENS_LIVE_SECONDS = 3_600;

/** Who was looked at before they were suspended has a token after it: so long its making takes at most. */
const MAKING_SECONDS = 5;

export type EntrepreneurRoles = ReturnType<typeof entrepreneurRolesOn>;

export function entrepreneurRolesOn(connection: Connection) {
  const roles = entrepreneurRoleModel(connection);

  return {
    prepare: () => roles.createIndexes(),

    /** Takes an event, if it is newer than what is known. @param at when it came. */
    async take(event: RoleEvent, at: Date): Promise<void> {
      for (;;) {
        const before = await roles.findById(event.personId).lean();
        if (before && before.version >= event.version) return;
        const after = roleAfter(before, event, at);
        if (before) {
          const written = await roles.replaceOne({ _id: before._id, version: before.version }, after);
          if (written.modifiedCount > 0) return;
          continue;
        }
        try {
          await roles.create(after);
          return;
        } catch (error) {
          // The first of this person came twice at once.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },

    /** The centres at which a person may act as entrepreneur now; empty when they may not. */
    async centresOf(personId: string, now: Date): Promise<readonly string[]> {
      const role = await roles.findById(personId).lean();
      const isInForce = role?.isHeld === true && role.validUntil !== null && dayInDhaka(now) <= role.validUntil;
      return isInForce ? role.centres : [];
    },

    /** Whether no new work begins at a centre, until the person has paid in what they hold there for ministries. */
    isAtLimit: async (personId: string, centre: string): Promise<boolean> =>
      (await roles.exists({ _id: personId, atLimit: centre })) !== null,

    /**
     * What the gateway refuses since roles or centres were taken away: the person's own tokens, and those of citizens whom they
     * helped. @param personId only theirs; without it, everybody's.
     */
    async revocations(now: Date, personId?: string): Promise<Revocation[]> {
      const since = new Date(now.getTime() - TOKENS_LIVE_SECONDS * 1000);
      const asked = personId === undefined ? {} : { _id: personId };
      const ended = await roles.find({ ...asked, endedAt: { $gt: since } }).lean();
      return ended.flatMap(({ _id, endedAt }) => {
        if (!endedAt) return [];
        const before = Math.floor(endedAt.getTime() / 1000) + MAKING_SECONDS;
        const until = before + TOKENS_LIVE_SECONDS;
        return [`holder:${_id}:entrepreneur`, `actor:${_id}`].map((key) => ({ key, before, until }));
      });
    },
  };
}
