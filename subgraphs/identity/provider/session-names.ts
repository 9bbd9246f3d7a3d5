/**
 * A session gets another id at each login, so that a planted one is worth nothing. A process that is killed before the browser
 * hears of it must log nobody out: so the old name goes when the new one comes back.
 */
import type { AdapterPayload } from 'oidc-provider';
import type { Clock } from '#kit/clock.ts';
import type { ArtifactModel, ArtifactRecord } from './artifacts.model.ts';
import { requestScope } from './request-scope.ts';

/** So long a session answers to the name that it had before, if its browser was never told the new one. */
const RENAMED_MS = 60 * 60_000;

export function sessionNames(artifacts: ArtifactModel, clock: Clock) {
  return {
    /** The session goes on under another name, which is written next. */
    async rename(_id: string): Promise<void> {
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + RENAMED_MS);
      await artifacts.updateOne({ _id, consumedAt: null }, { $set: { consumedAt: now, expiresAt } });
      requestScope()?.renamed.push(_id);
    },

    /** A browser has come with this name: whether it still counts. */
    async comesBack({ _id, accountId, consumedAt, parentKey }: ArtifactRecord, expiresAt: Date): Promise<boolean> {
      if (consumedAt !== null) {
        // The old name of who had not logged in is dead: somebody else may have planted it.
        if (accountId === null || consumedAt.getTime() + RENAMED_MS < clock.now().getTime()) return false;
        // The browser was never told: the old name is the name again.
        await artifacts.updateOne({ _id }, { $set: { consumedAt: null, expiresAt } });
      }
      if (parentKey !== null) {
        await artifacts.deleteOne({ _id: parentKey });
        await artifacts.updateOne({ _id }, { $set: { parentKey: null } });
      }
      return true;
    },
  };
}

/**
 * A session under several names is one: two tabs may have logged in to two apps at once, or an answer with a new name was
 * lost. What was allowed last counts.
 * @param names of one session, the oldest first.
 */
export function mergedSession(names: readonly AdapterPayload[]): AdapterPayload {
  const authorizations = Object.assign({}, ...names.map((each) => each.authorizations));
  return { ...names.at(-1), authorizations };
}
