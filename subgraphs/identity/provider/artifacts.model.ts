/**
 * What the provider must remember (sessions, interactions, consents, codes, refresh tokens), one document each. Who has an
 * id has the right that it stands for, so ids are kept hashed and the rest sealed. In clear is only what is searched by.
 */
import { type Connection, Schema } from 'mongoose';

export type ArtifactRecord = {
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

export function artifactModel(connection: Connection) {
  return connection.model<ArtifactRecord>('ProviderArtifact', schema);
}

export type ArtifactModel = ReturnType<typeof artifactModel>;
