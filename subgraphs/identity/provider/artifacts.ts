/** The provider's memory, as the library asks for it (its adapter): one for each kind of thing. */
import type { Connection } from 'mongoose';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Clock } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import { type ArtifactRecord, artifactModel } from './artifacts.model.ts';
import { refreshUse } from './refresh-use.ts';
import { requestScope } from './request-scope.ts';
import type { Revocations } from './revocations.model.ts';
import type { Seal } from './seal.ts';
import { mergedSession, sessionNames } from './session-names.ts';

const REFRESH_TOKEN = 'RefreshToken';
const SESSION = 'Session';
/** What ends with the consent that it comes from. */
const OF_A_GRANT = new Set(['AuthorizationCode', REFRESH_TOKEN, 'AccessToken']);
/** What is only ever written anew: of two processes that write the same, one is told. */
const WRITTEN_ONCE = new Set(['AuthorizationCode', 'ReplayDetection']);
/** The library remembers a proof (DPoP) for five minutes, and takes one that is dated five minutes ahead: it is kept for both. */
const PROOF_AHEAD_MS = 5 * 60_000;
/** A database may take a minute to sweep; longer than needed is no harm, for each says in itself when it ends. */
const KEPT_LONGER_MS = 60_000;

type ArtifactParts = {
  readonly connection: Connection;
  readonly hash: KeyedHash;
  readonly seal: Seal;
  readonly revocations: Revocations;
  readonly clock: Clock;
};

export type Artifacts = ReturnType<typeof providerArtifacts>;

export function providerArtifacts({ connection, hash, seal, revocations, clock }: ArtifactParts) {
  const artifacts = artifactModel(connection);
  const [refresh, names] = [refreshUse(artifacts, clock), sessionNames(artifacts, clock)];
  const keyOf = (kind: string, id: string) => `${kind}:${hash(`provider ${kind}`, id)}`;

  /** What works once and is over is given as consumed: the library ends what hangs on it. */
  function isOver(record: ArtifactRecord): boolean {
    if (record.kind === SESSION) return false;
    return record.kind === REFRESH_TOKEN ? refresh.isOver(record) : record.consumedAt !== null;
  }
  const opened = (record: ArtifactRecord): AdapterPayload => ({
    ...(seal.open(record._id, record.sealed) as AdapterPayload),
    ...(isOver(record) ? { consumed: Math.floor((record.consumedAt?.getTime() ?? 0) / 1000) } : {}),
  });

  async function findSession(record: ArtifactRecord): Promise<AdapterPayload | undefined> {
    const session = opened(record);
    const expiresAt = new Date((session.exp ?? 0) * 1000 + KEPT_LONGER_MS);
    return (await names.comesBack(record, expiresAt)) ? session : undefined;
  }

  return {
    prepare: () => artifacts.createIndexes(),

    /** Waits for what must be done before the request is answered. */
    async settled(): Promise<void> {
      await Promise.all(requestScope()?.pending ?? []);
    },

    /**
     * The request's answer is out, not only ready: of one that a kill held back nobody has the new token, and the old one
     * must still work.
     * @param used keys of the refresh tokens that it has used.
     */
    answered: (used: readonly string[]): Promise<void> => refresh.answered(used),

    /** Settles when what went out stands written: before the database is left. */
    answersWritten: refresh.settled,

    /** Ends a session under all its names. @param uid its lasting id. */
    async endSession(uid: string): Promise<void> {
      await artifacts.deleteMany({ uidKey: hash('provider uid', uid) });
    },

    /** What a person has of a kind. */
    async ofAccount(kind: 'Session' | 'Grant', accountId: string): Promise<AdapterPayload[]> {
      const current = { kind, accountId, consumedAt: null, expiresAt: { $gt: clock.now() } };
      const records = (await artifacts.find(current).sort({ savedAt: 1 }).lean()).map(opened);
      // Under several names it is one session all the same.
      return [...new Map(records.map((each) => [each.uid ?? each.jti, each])).values()];
    },

    /** The provider's view of one kind. */
    adapter: (kind: string): Adapter => ({
      async upsert(id, payload, expiresIn) {
        const [_id, savedAt] = [keyOf(kind, id), clock.now()];
        const keptMs = KEPT_LONGER_MS + (kind === 'ReplayDetection' ? PROOF_AHEAD_MS : 0);
        const set = {
          kind,
          accountId: payload.accountId ?? null,
          grantKey: OF_A_GRANT.has(kind) && payload.grantId ? hash('provider Grant', payload.grantId) : null,
          uidKey: kind === SESSION && payload.uid ? hash('provider uid', payload.uid) : null,
          sealed: seal.seal(_id, payload),
          savedAt,
          expiresAt: expiresIn === undefined ? null : new Date(savedAt.getTime() + expiresIn * 1000 + keptMs),
        };
        const before = kind === REFRESH_TOKEN ? requestScope()?.used : kind === SESSION ? requestScope()?.renamed : [];
        const fresh = { consumedAt: null, answeredAt: null, parentKey: before?.at(-1) ?? null };
        if (!WRITTEN_ONCE.has(kind)) {
          await artifacts.updateOne({ _id }, { $set: set, $setOnInsert: fresh }, { upsert: true });
          return;
        }
        try {
          await artifacts.create({ _id, ...set, ...fresh });
        } catch (error) {
          if (isDuplicateKey(error)) throw new errors.InvalidRequest('this was sent before');
          throw error;
        }
      },

      async find(id) {
        if (kind === REFRESH_TOKEN) await refresh.settled();
        const record = await artifacts.findById(keyOf(kind, id)).lean();
        if (!record) return undefined;
        return kind === SESSION ? findSession(record) : opened(record);
      },

      async findByUid(uid) {
        const records = await artifacts
          .find({ uidKey: hash('provider uid', uid) })
          .sort({ savedAt: 1 })
          .lean();
        return records.length === 0 ? undefined : mergedSession(records.map(opened));
      },

      /** There is no device flow: nothing has a user code. */
      async findByUserCode() {},

      /** One atomic write: of two requests with the same code or refresh token, one is refused. */
      async consume(id) {
        if (kind === REFRESH_TOKEN) return refresh.take(keyOf(kind, id));
        const { matchedCount } = await artifacts.updateOne(
          { _id: keyOf(kind, id), consumedAt: null },
          { $set: { consumedAt: clock.now() } },
        );
        if (matchedCount === 0) throw new errors.InvalidGrant('it was used at the same time by another request');
      },

      async destroy(id) {
        // First the gateway's list: killed in between, the tokens have ended and the consent is ended again.
        if (kind === 'Grant') await revocations.add(`grant:${id}`);
        if (kind === SESSION) return names.rename(keyOf(kind, id));
        await artifacts.deleteOne({ _id: keyOf(kind, id) });
      },

      async revokeByGrantId(grantId) {
        await artifacts.deleteMany({ kind, grantKey: hash('provider Grant', grantId) });
      },
    }),
  };
}
