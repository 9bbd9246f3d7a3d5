/** Consents of citizens to be served by an entrepreneur: asked for, given, taken back. One document each. */
import { type Connection, Schema } from 'mongoose';
import type { Clock } from '#kit/clock.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';

/** How the citizen gave it: their own code, a numbered code of their card, or a second entrepreneur who was there. */
export type HowGiven = 'CODE' | 'CARD' | 'SECOND_PERSON';

export type ConsentRecord = {
  _id: string;
  /** Null when nobody has the national ID: nothing else tells such a request from others. */
  citizenId: string | null;
  entrepreneurId: string;
  /** The centre's code. */
  centre: string;
  /** Codes of services. */
  services: string[];
  /** The client's key and a digest of what came with it; left out when the client had none. */
  request?: { readonly key: string; readonly digest: string };
  requestedAt: Date;
  /** Null while it is not given. */
  how: HowGiven | null;
  /** Who spoke for the citizen; left out when they consented themselves. */
  vouchedBy?: string;
  /** What an auditor found of a consent that somebody vouched for; left out until then. */
  review?: { readonly by: string; readonly at: Date; readonly finding: string };
  givenAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** Hash of the proof with which the entrepreneur gets a token. */
  proofHash: string | null;
};

/** One that was given. */
export type Consent = ConsentRecord & { citizenId: string; how: HowGiven; givenAt: Date; expiresAt: Date };

/** The most that a citizen gives at once. */
export const CONSENT_MINUTES = 30;
const SHOWN = 50;

const optional = { type: String, default: null };
const instant = { type: Date, default: null };
const schema = new Schema<ConsentRecord>(
  {
    _id: { type: String, required: true },
    citizenId: optional,
    entrepreneurId: { type: String, required: true },
    centre: { type: String, required: true },
    services: { type: [String], required: true },
    request: Schema.Types.Mixed,
    requestedAt: { type: Date, required: true },
    how: optional,
    vouchedBy: String,
    review: Schema.Types.Mixed,
    givenAt: instant,
    expiresAt: instant,
    revokedAt: instant,
    proofHash: optional,
  },
  { collection: 'assistanceConsents', versionKey: false, autoIndex: false },
);
schema.index({ citizenId: 1, givenAt: -1 }, { partialFilterExpression: { givenAt: { $type: 'date' } } });
schema.index(
  { entrepreneurId: 1, 'request.key': 1 },
  { unique: true, partialFilterExpression: { 'request.key': { $type: 'string' } } },
);
schema.index({ proofHash: 1 }, { unique: true, partialFilterExpression: { proofHash: { $type: 'string' } } });

schema.index({ givenAt: 1, _id: 1 }, { partialFilterExpression: { how: 'SECOND_PERSON' satisfies HowGiven } });

export type Consents = ReturnType<typeof assistanceConsents>;

export function assistanceConsents(connection: Connection, clock: Clock) {
  const consents = connection.model<ConsentRecord>('AssistanceConsent', schema);
  return {
    prepare: () => consents.createIndexes(),

    /** @returns false when the entrepreneur has asked with the same key before. */
    async ask(
      request: Pick<ConsentRecord, '_id' | 'citizenId' | 'entrepreneurId' | 'centre' | 'services' | 'request'>,
    ): Promise<boolean> {
      try {
        await consents.create({ ...request, requestedAt: clock.now() });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** One that is given as it is asked for; null when the entrepreneur has asked with the same key before. */
    async askAndGive(
      request: Pick<Consent, '_id' | 'citizenId' | 'entrepreneurId' | 'centre' | 'services' | 'request'>,
      how: HowGiven,
      proofHash: string,
    ): Promise<Consent | null> {
      const givenAt = clock.now();
      const given = { how, givenAt, expiresAt: expiryOf(givenAt), proofHash };
      const record = { ...request, ...given, requestedAt: givenAt, revokedAt: null };
      try {
        await consents.create(record);
        return record;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    byKey: (entrepreneurId: string, key: string): Promise<ConsentRecord | null> =>
      consents.findOne({ entrepreneurId, 'request.key': key }).lean(),

    find: (id: string): Promise<ConsentRecord | null> => consents.findById(id).lean(),

    /** Once; null when it was given already, or to nobody. */
    async give(id: string, how: HowGiven, proofHash: string, vouchedBy?: string): Promise<Consent | null> {
      const givenAt = clock.now();
      const expiresAt = expiryOf(givenAt);
      const record = await consents
        .findOneAndUpdate(
          { _id: id, givenAt: null, citizenId: { $ne: null } },
          { $set: { how, givenAt, expiresAt, proofHash, ...(vouchedBy === undefined ? {} : { vouchedBy }) } },
          { returnDocument: 'after' },
        )
        .lean();
      return record && isGiven(record) ? record : null;
    },

    /** Another proof for one that counts, in place of the one before. */
    async renewProof(id: string, proofHash: string): Promise<Consent | null> {
      const open = { _id: id, revokedAt: null, expiresAt: { $gt: clock.now() } };
      const record = await consents.findOneAndUpdate(open, { $set: { proofHash } }, { returnDocument: 'after' }).lean();
      return record && isGiven(record) ? record : null;
    },

    /** The consent that a proof belongs to, if it counts now. */
    async inForce(proofHash: string): Promise<Consent | null> {
      const record = await consents.findOne({ proofHash, revokedAt: null, expiresAt: { $gt: clock.now() } }).lean();
      return record && isGiven(record) ? record : null;
    },

    /** @returns the ids of those that this has ended. @param id one of them; without it, all that are open. */
    async revoke(citizenId: string, id?: string): Promise<string[]> {
      const now = clock.now();
      const open = { citizenId, revokedAt: null, expiresAt: { $gt: now }, ...(id === undefined ? {} : { _id: id }) };
      const ended = await consents.find(open, { _id: 1 }).lean();
      await consents.updateMany({ _id: { $in: ended.map(({ _id }) => _id) } }, { $set: { revokedAt: now } });
      return ended.map(({ _id }) => _id);
    },

    /** Those that somebody vouched for and nobody has reviewed, the oldest first. */
    toReview: (request: PageRequest) =>
      page(consents, { how: 'SECOND_PERSON', review: { $exists: false } }, { field: 'givenAt', direction: 1 }, request),

    /** Once; null when it is none of those, or theirs who reviews. */
    review: (id: string, by: string, finding: string): Promise<ConsentRecord | null> =>
      consents
        .findOneAndUpdate(
          {
            ...{ _id: id, how: 'SECOND_PERSON', review: { $exists: false } },
            ...{ entrepreneurId: { $ne: by }, vouchedBy: { $ne: by }, citizenId: { $ne: by } },
          },
          { $set: { review: { by, at: clock.now(), finding } } },
          { returnDocument: 'after' },
        )
        .lean(),

    /** The newest that a citizen gave. */
    async of(citizenId: string): Promise<Consent[]> {
      const records: ConsentRecord[] = await consents
        .find({ citizenId, givenAt: { $type: 'date' } })
        .sort({ givenAt: -1 })
        .limit(SHOWN)
        .lean();
      return records.filter(isGiven);
    },
  };
}

function expiryOf(givenAt: Date): Date {
  return new Date(givenAt.getTime() + CONSENT_MINUTES * 60_000);
}

function isGiven(record: ConsentRecord): record is Consent {
  return record.citizenId !== null && record.how !== null && record.givenAt !== null && record.expiresAt !== null;
}
