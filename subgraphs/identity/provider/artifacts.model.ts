/**
 * What the provider must remember (sessions, interactions, consents, codes, refresh tokens), one document each. Who has an
 * id has the right that it stands for, so ids are kept hashed and the rest sealed. In clear is only what is searched by.
 */
import { type Connection, Schema } from 'mongoose';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Clock } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import type { KeyedHash } from '../login/keyed-hash.ts';
import { requestScope } from './request-scope.ts';
import type { Revocations } from './revocations.model.ts';
import type { Seal } from './seal.ts';

type ArtifactRecord = {
  /** Kind and hashed id. */
  _id: string;
  kind: string;
  /** The person, by an id that says nothing about them: for their own list of sessions and apps. */
  accountId: string | null;
  /** Hash of the consent that a code or token comes from: they end together. */
  grantKey: string | null;
  /** Hash of a session's lasting id. */
  uidKey: string | null;
  sealed: string;
  savedAt: Date;
  /** When a thing that works once was used. */
  consumedAt: Date | null;
  /** Of a refresh token: when the request that used it had its answer ready. A process that is killed before leaves it null. */
  answeredAt: Date | null;
  /** Of a refresh token: the one in whose place it came. Of a session: what it was called before, until the browser knows. */
  parentKey: string | null;
  expiresAt: Date | null;
};

const optional = { type: String, default: null };
const schema = new Schema<ArtifactRecord>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    accountId: optional,
    grantKey: optional,
    uidKey: optional,
    sealed: { type: String, required: true },
    savedAt: { type: Date, required: true },
    consumedAt: { type: Date, default: null },
    answeredAt: { type: Date, default: null },
    parentKey: optional,
    expiresAt: { type: Date, default: null },
  },
  { collection: 'providerArtifacts', versionKey: false, autoIndex: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ grantKey: 1 }, { partialFilterExpression: { grantKey: { $type: 'string' } } });
schema.index({ uidKey: 1 }, { partialFilterExpression: { uidKey: { $type: 'string' } } });
schema.index({ parentKey: 1 }, { partialFilterExpression: { parentKey: { $type: 'string' } } });
schema.index({ accountId: 1, kind: 1 }, { partialFilterExpression: { accountId: { $type: 'string' } } });

const REFRESH_TOKEN = 'RefreshToken';
const SESSION = 'Session';
/** What ends with the consent that it comes from. */
const OF_A_GRANT = new Set(['AuthorizationCode', REFRESH_TOKEN, 'AccessToken']);
/** What is only ever written anew: of two processes that write the same, one is told. */
const WRITTEN_ONCE = new Set(['AuthorizationCode', 'ReplayDetection']);
/** An answer takes milliseconds. After this the process that worked on it is dead, and the app may send its token again. */
const ANSWERED_WITHIN_MS = 3_000;
/** So long a session answers to the name that it had before, if its browser was never told the new one. */
const RENAMED_MS = 60 * 60_000;
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
  const artifacts = connection.model<ArtifactRecord>('ProviderArtifact', schema);
  const keyOf = (kind: string, id: string) => `${kind}:${hash(`provider ${kind}`, id)}`;
  const opened = ({ _id, kind, sealed, consumedAt, answeredAt }: ArtifactRecord): AdapterPayload => ({
    ...(seal.open(_id, sealed) as AdapterPayload),
    // A refresh token whose answer nobody ever got was not used: else a process that is killed would log people out.
    ...(consumedAt && kind !== SESSION && (kind !== REFRESH_TOKEN || answeredAt)
      ? { consumed: Math.floor(consumedAt.getTime() / 1000) }
      : {}),
  });

  /** Takes the right to use a refresh token; what an attempt that died has made in its place goes. */
  async function useRefreshToken(_id: string): Promise<void> {
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
  }

  /**
   * A session gets another id at each login. A process that is killed before the browser hears of it must log nobody out, so
   * the old id goes when the new one comes back. What it opens meanwhile is the session as it was: of who had not logged in,
   * nothing.
   */
  async function renameSession(_id: string): Promise<void> {
    const now = clock.now();
    const expiresAt = new Date(now.getTime() + RENAMED_MS);
    await artifacts.updateOne({ _id, consumedAt: null }, { $set: { consumedAt: now, expiresAt } });
    requestScope()?.renamed.push(_id);
  }

  async function findSession(record: ArtifactRecord): Promise<AdapterPayload | undefined> {
    const payload = opened(record);
    if (record.consumedAt) {
      if (record.consumedAt.getTime() + RENAMED_MS < clock.now().getTime()) return undefined;
      // The browser was never told: the old name is the name again.
      const expiresAt = new Date((payload.exp ?? 0) * 1000 + KEPT_LONGER_MS);
      await artifacts.updateOne({ _id: record._id }, { $set: { consumedAt: null, expiresAt } });
    }
    if (record.parentKey !== null) {
      await artifacts.deleteOne({ _id: record.parentKey });
      await artifacts.updateOne({ _id: record._id }, { $set: { parentKey: null } });
    }
    return payload;
  }

  async function answered(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await artifacts.updateMany({ _id: { $in: [...keys] }, answeredAt: null }, { $set: { answeredAt: clock.now() } });
  }

  return {
    prepare: () => artifacts.createIndexes(),

    /** The request's answer is ready: the refresh tokens that it used are used, and sent again they end their family. */
    async answered(): Promise<void> {
      const { used = [], pending = [] } = requestScope() ?? {};
      await Promise.all([answered(used), ...pending]);
    },

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
        const _id = keyOf(kind, id);
        const set = {
          kind,
          accountId: payload.accountId ?? null,
          grantKey: OF_A_GRANT.has(kind) && payload.grantId ? hash('provider Grant', payload.grantId) : null,
          uidKey: kind === SESSION && payload.uid ? hash('provider uid', payload.uid) : null,
          sealed: seal.seal(_id, payload),
          savedAt: clock.now(),
          expiresAt:
            expiresIn === undefined ? null : new Date(clock.now().getTime() + expiresIn * 1000 + KEPT_LONGER_MS),
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
        const record = await artifacts.findById(keyOf(kind, id)).lean();
        if (!record) return undefined;
        return kind === SESSION ? findSession(record) : opened(record);
      },

      async findByUid(uid) {
        const records = await artifacts
          .find({ uidKey: hash('provider uid', uid) })
          .sort({ savedAt: 1 })
          .lean();
        return records.length === 0 ? undefined : merged(records.map(opened));
      },

      /** There is no device flow: nothing has a user code. */
      async findByUserCode() {},

      /** One atomic write: of two requests with the same code or refresh token, one is refused. */
      async consume(id) {
        if (kind === REFRESH_TOKEN) return useRefreshToken(keyOf(kind, id));
        const { matchedCount } = await artifacts.updateOne(
          { _id: keyOf(kind, id), consumedAt: null },
          { $set: { consumedAt: clock.now() } },
        );
        if (matchedCount === 0) throw new errors.InvalidGrant('it was used at the same time by another request');
      },

      async destroy(id) {
        // First the gateway's list: killed in between, the tokens have ended and the consent is ended again.
        if (kind === 'Grant') await revocations.add(`grant:${id}`);
        if (kind === SESSION) return renameSession(keyOf(kind, id));
        await artifacts.deleteOne({ _id: keyOf(kind, id) });
      },

      async revokeByGrantId(grantId) {
        await artifacts.deleteMany({ kind, grantKey: hash('provider Grant', grantId) });
      },
    }),
  };
}

/**
 * A session under several names is one: two tabs may have logged in to two apps at once, or an answer with a new name was
 * lost. What was allowed last counts.
 */
function merged(names: readonly AdapterPayload[]): AdapterPayload {
  const authorizations = Object.assign({}, ...names.map((each) => each.authorizations));
  return { ...names.at(-1), authorizations };
}
